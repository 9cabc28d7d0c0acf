import type { Page } from 'playwright/test';
import { noticesLock } from '../../tabs/notifications/browser';
import { sofia } from './script';
import type { ScriptedCall } from './script';
import { expect, test } from './screen';

/**
 * The own window of Anna as a page of its own, with notifications as given; it believes that another window is in
 * front.
 */
async function ownWindow(page: Page, url: string): Promise<void> {
  await page.addInitScript(() => {
    Document.prototype.hasFocus = () => false;
  });
  await page.goto(`${url}/tab/?window=popout&as=anna&locale=en-US`);
  await expect(page.getByText(/^Rings on: .*this window/)).toBeVisible();
}

/** Titles of the notifications on the screen; Chromium forgets one that is put there while it is asked for them. */
const shown = (page: Page) =>
  page.evaluate(async (lock) => {
    const worker = await navigator.serviceWorker.ready;
    const there = await navigator.locks.request(lock, () => worker.getNotifications());
    return there.map(({ title }) => title);
  }, noticesLock);

/**
 * Presses a button of the notification that is on the screen, as the operating system tells the service worker of it.
 */
async function press(page: Page, action: 'answer' | 'decline'): Promise<void> {
  const [worker] = page.context().serviceWorkers();
  if (!worker) throw new Error('no service worker');
  await worker.evaluate(async (name) => {
    const scope = globalThis as unknown as {
      registration: ServiceWorkerRegistration;
      NotificationEvent: new (type: string, init: object) => Event;
      dispatchEvent(event: Event): boolean;
    };
    const [notification] = await scope.registration.getNotifications();
    scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification, action: name }));
  }, action);
}

test('a call rings as a notification of the operating system, which answers it, declines it, and goes with it', async ({
  newContext,
  server,
  script,
}) => {
  const page = await (await newContext({ permissions: ['microphone', 'notifications'] })).newPage();
  await ownWindow(page, server.url);
  const ring = async (): Promise<ScriptedCall> => {
    const call = script.rings(sofia);
    await expect.poll(() => shown(page)).toEqual(['Incoming call from Sofia Lund']);
    return call;
  };
  const card = page.getByRole('region', { name: 'Call with Sofia Lund' });

  const first = await ring();
  await press(page, 'answer');
  await expect(card).toHaveAttribute('data-call-state', 'active');
  await expect.poll(() => shown(page)).toEqual([]);
  await card.getByRole('button', { name: 'Hang up' }).click();
  await expect.poll(() => script.commands).toEqual([{ name: 'call.hangUp', callId: first.id }]);
  first.ends('hungUp');

  const second = await ring();
  await press(page, 'decline');
  await expect.poll(() => script.commands.at(-1)).toEqual({ name: 'call.decline', callId: second.id });
  second.ends('declined', { outcome: 'declined' });
  await expect.poll(() => shown(page)).toEqual([]);

  const third = await ring();
  third.ends('cancelled');
  await expect.poll(() => shown(page)).toEqual([]);
});

test('notifications are offered in the own window, once, and are on or off in Settings', async ({
  newContext,
  server,
  script,
}) => {
  const page = await (await newContext()).newPage();
  await page.addInitScript(() => {
    Object.defineProperty(Notification, 'permission', { get: () => 'default' });
  });
  await ownWindow(page, server.url);
  const offer = page.getByRole('region', { name: 'Notifications' });
  await offer.getByRole('button', { name: 'No, thanks' }).click();
  await expect(offer).toHaveCount(0);
  // On the screen it is so before the server has heard of it.
  await expect.poll(() => script.snapshot().settings.notifications).toBe(false);
  await page.reload();
  await expect(page.getByText(/^Rings on: .*this window/)).toBeVisible();
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByRole('switch', { name: 'Show incoming calls as notifications' })).not.toBeChecked();
  await expect(offer).toHaveCount(0);
});
