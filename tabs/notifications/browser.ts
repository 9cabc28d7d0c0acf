import type { CallNotice, NoticeAction, OsNotifications } from './ports';

const workerAddress = '/tab/notifications.js';

/** Held, by any window, while a notice is put on the screen (shared) or looked for there. */
export const noticesLock = 'vaxel.notices';

/** Newer than TypeScript's library (Notifications API, actions). */
type WithActions = NotificationOptions & {
  readonly actions: readonly { readonly action: NoticeAction; readonly title: string }[];
  readonly renotify: boolean;
};

interface Press {
  readonly type: 'vaxel.notification';
  readonly windowId: string;
  readonly tag: string;
  readonly action: NoticeAction;
}

const isPress = (data: unknown): data is Press =>
  typeof data === 'object' && data !== null && (data as Partial<Press>).type === 'vaxel.notification';

/**
 * By a service worker, whose notifications have buttons and outlive a page that is put to sleep; where a browser has
 * none, by plain notifications, which bring the window to the front.
 *
 * @param windowId a notice is answered by the window that showed it
 */
export function browserNotifications(window: Window & typeof globalThis, windowId: string): OsNotifications {
  const { navigator } = window;
  const supported = 'Notification' in window;
  const listeners = new Set<(tag: string, action: NoticeAction) => void>();
  const plain = new Map<string, Notification>();
  let registration: Promise<ServiceWorkerRegistration | null> | null = null;
  const tell = (tag: string, action: NoticeAction): void => listeners.forEach((listener) => listener(tag, action));

  function worker(): Promise<ServiceWorkerRegistration | null> {
    if (!('serviceWorker' in navigator)) return Promise.resolve(null);
    registration ??= navigator.serviceWorker.register(workerAddress, { scope: '/tab/' }).then(
      () => navigator.serviceWorker.ready,
      () => null,
    );
    return registration;
  }

  /**
   * Chromium forgets a notification that is put on the screen while any window asks which there are: it would stay, and
   * nobody could take it away.
   */
  function alone<T>(mode: LockMode, work: () => Promise<T>): Promise<T> {
    const { locks } = navigator as { locks?: LockManager };
    return locks ? (locks.request(noticesLock, { mode }, work) as Promise<T>) : work();
  }

  navigator.serviceWorker?.addEventListener('message', ({ data, ports }: MessageEvent<unknown>) => {
    if (!isPress(data) || data.windowId !== windowId) return;
    ports[0]?.postMessage('mine');
    tell(data.tag, data.action);
  });

  function showPlain({ tag, title, body }: CallNotice): void {
    const notification = new window.Notification(title, { tag, body, requireInteraction: true, silent: true });
    notification.addEventListener('click', () => {
      window.focus();
      notification.close();
      tell(tag, 'open');
    });
    plain.set(tag, notification);
  }

  return {
    permission: () => (supported ? window.Notification.permission : 'unsupported'),
    ask: async () => (supported ? window.Notification.requestPermission() : 'unsupported'),
    async show(notice) {
      if (!supported || window.Notification.permission !== 'granted') return;
      const found = await worker();
      if (!found) return showPlain(notice);
      const options = optionsOf(notice, { windowId, address: window.location.href });
      await alone('shared', () => found.showNotification(notice.title, options)).catch(() => undefined);
    },
    async close(tag) {
      plain.get(tag)?.close();
      plain.delete(tag);
      const found = supported ? await worker() : null;
      if (!found) return;
      const there = await alone('exclusive', () => found.getNotifications({ tag })).catch(() => []);
      for (const notification of there) notification.close();
    },
    onAction(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setBadge(count) {
      // Rejected where the window is not an installed app.
      const done = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
      done?.catch(() => undefined);
    },
  };
}

function optionsOf(notice: CallNotice, data: { readonly windowId: string; readonly address: string }): WithActions {
  return {
    tag: notice.tag,
    body: notice.body,
    icon: '/tab/icon-192.png',
    // It stays until the call is answered or over; the ringing is ours.
    requireInteraction: true,
    silent: true,
    renotify: false,
    data: { ...data, tag: notice.tag },
    actions: [
      { action: 'answer', title: notice.answer },
      { action: 'decline', title: notice.decline },
    ],
  };
}
