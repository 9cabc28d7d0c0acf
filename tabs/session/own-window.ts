import type { CallView } from '../../src/contract/calls/call-view';
import type { DeviceView } from '../../src/contract/devices/devices';
import type { DeviceId } from '../../src/contract/ids';
import type { Command } from '../../src/contract/realtime';
import { errorCode } from '../api/client-error';
import type { Clock } from '../clock';
import { popoutAddress } from '../hosts/window-kind';
import type { Host } from '../hosts/host';
import type { Softphone } from '../softphone/softphone';
import type { AppState } from '../state/app-state';
import type { Store } from '../state/store';
import type { Notice } from './notices';

/** Calls in a window of their own, which lives on when Teams takes the tab away. */
export interface OwnWindow {
  /** This is the own window. */
  readonly here: boolean;
  /**
   * Opens the own window, or shows the one that is open. Must be called from a click: browsers open windows for nothing
   * else.
   */
  open(): void;
  /** Brings the own window to the front, or says that the person has to find it. */
  show(): void;
  /** Takes its calls over to this window and closes it, or says that the person has to. */
  close(): void;
}

export interface OwnWindowOptions {
  readonly window: Window;
  readonly here: boolean;
  readonly host: Pick<Host, 'account' | 'locale' | 'theme' | 'openLink'>;
  readonly store: Store<AppState>;
  readonly softphone: Pick<Softphone, 'state'>;
  readonly command: (command: Command) => Promise<void>;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
  readonly clock: Clock;
  /**
   * Reaches the windows of the same browser that this one did not open, such as the installed app; says the device to
   * close.
   */
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>;
}

/** Narrow enough to stand beside other windows, wide enough for a call card with all its buttons. */
const features = 'popup,width=460,height=820';
const openedKey = 'vaxel.ownWindowOpened';
/** A moved call is answered without ringing: seconds at most. */
const moveMs = 10_000;
/** A closed window is seen as gone at once, since its sockets close. */
const closeMs = 3_000;

/** The own window as the server sees it: a pop-out that answers. */
export function reachablePopout(devices: readonly DeviceView[]): DeviceView | null {
  return devices.find(({ kind, reachable }) => kind === 'popout' && reachable) ?? null;
}

export function createOwnWindow({
  window,
  here,
  host,
  store,
  softphone,
  command,
  notify,
  clock,
  channel,
}: OwnWindowOptions): OwnWindow {
  /** Of one person: two demo people can share a browser. */
  const handle = createHandle(window, () => `vaxel-own-${store.get().me?.user.id ?? ''}`);

  function open(): void {
    if (reachablePopout(store.get().devices) !== null) return show();
    const address = popoutAddress(window.location.origin, host);
    if (!handle.open(address)) host.openLink(address);
  }

  function show(): void {
    const found = handle.find();
    if (found === null) notify({ intent: 'info', key: 'ownWindow.find' });
    else found.focus();
  }

  async function close(): Promise<void> {
    // Asked for now, while the click still counts.
    const found = handle.find();
    const popout = reachablePopout(store.get().devices);
    if (popout === null) return;
    const mine = softphone.state.get().deviceId;
    if (mine !== null) await takeOver({ store, command, clock }, popout.id, mine);
    found?.close();
    // A broadcast channel names no origin: it never leaves ours.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    channel.postMessage(popout.id);
    const isGone = (): boolean => reachablePopout(store.get().devices)?.id !== popout.id;
    if (!(await untilMet(store, clock, isGone, closeMs))) notify({ intent: 'info', key: 'ownWindow.close' });
  }

  if (here)
    channel.addEventListener(
      'message',
      ({ data }: MessageEvent<unknown>) => data !== null && data === softphone.state.get().deviceId && window.close(),
    );
  return {
    here,
    open,
    show,
    close: () => void close().catch((error: unknown) => notify({ intent: 'error', key: `error.${errorCode(error)}` })),
  };
}

/** The own window, found again by its name. */
function createHandle(window: Window, name: () => string) {
  let handle: Window | null = null;
  return {
    /** False when the browser opens none. */
    open(address: string): boolean {
      handle = window.open(address, name(), features);
      if (handle !== null) window.sessionStorage.setItem(openedKey, name());
      return handle !== null;
    },

    /**
     * The own window, if this page or its predecessor in this window opened it; a reload loses the handle but not the
     * name.
     */
    find(): Window | null {
      if (handle !== null && !handle.closed) return handle;
      handle = null;
      if (window.sessionStorage.getItem(openedKey) !== name()) return null;
      const found = window.open('', name());
      // Nobody has that name any more: the browser has just made an empty window.
      if (found !== null && isBlank(found)) found.close();
      else handle = found;
      if (handle === null) window.sessionStorage.removeItem(openedKey);
      return handle;
    },
  };
}

type TakeOverOptions = Pick<OwnWindowOptions, 'store' | 'command' | 'clock'>;

async function takeOver({ store, command, clock }: TakeOverOptions, from: DeviceId, to: DeviceId): Promise<void> {
  const there = (): CallView[] =>
    [...store.get().calls.values()]
      .map(({ view }) => view)
      .filter((view) => view.deviceId === from && view.state !== 'ended');
  await Promise.all(
    there().map(({ id }) => command({ name: 'call.move', callId: id, to: { kind: 'device', deviceId: to } })),
  );
  // The own window carries them until this one does.
  await untilMet(store, clock, () => there().length === 0, moveMs);
}

/** Whether it comes true in time; looked at with each change of the state. */
function untilMet(store: Store<AppState>, clock: Clock, met: () => boolean, withinMs: number): Promise<boolean> {
  return new Promise((done) => {
    const finish = (result: boolean): void => {
      stop();
      cancel();
      done(result);
    };
    const stop = store.subscribe(() => met() && finish(true));
    const cancel = clock.after(withinMs, () => finish(false));
    if (met()) finish(true);
  });
}

function isBlank(found: Window): boolean {
  try {
    return found.location.href === 'about:blank';
  } catch {
    // Another origin: it is at the sign-in.
    return false;
  }
}
