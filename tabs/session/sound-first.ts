import type { Clock } from '../clock';
import type { AppState } from '../state/app-state';
import { createStore } from '../state/store';
import type { Store } from '../state/store';
import { isCallBackAwaited } from './warm-microphone';

/** A call that is not back by then must not keep the page from being drawn. */
const longestMs = 1_000;

export interface SoundFirstOptions {
  /** A call was up as this window's page went away. */
  readonly returning: boolean;
  readonly store: Store<AppState>;
  readonly clock: Clock;
}

/**
 * True while a call comes back to this page, for a second at most: drawing the page and bringing the call back want the
 * same thread, and the person is talking to somebody. Once false it stays so.
 */
export function createSoundFirst({ returning, store, clock }: SoundFirstOptions): Store<boolean> {
  const first = createStore(returning);
  if (!returning) return first;
  const end = (): void => {
    stop();
    cancel();
    first.set(false);
  };
  const stop = store.subscribe(() => {
    if (!isCallBackAwaited(store.get())) end();
  });
  const cancel = clock.after(longestMs, end);
  return first;
}
