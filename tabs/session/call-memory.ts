import type { AppState } from '../state/app-state';
import type { Store } from '../state/store';

const key = 'vaxel.callUp';

/**
 * True when a call was up as this window's page went away, however it went: the page has to be a phone again as fast as
 * it can.
 */
export function wasInCall(storage: Pick<Storage, 'getItem'>): boolean {
  return storage.getItem(key) !== null;
}

/** Remembers, for the next page of this window, whether a call of the person is up. */
export function rememberCalls(storage: Pick<Storage, 'setItem' | 'removeItem'>, store: Store<AppState>): void {
  let remembered: boolean | null = null;
  store.subscribe(() => {
    const { me, calls } = store.get();
    // Before the first snapshot nothing is known, and the memory still counts.
    if (me === null) return;
    const up = [...calls.values()].some(({ view }) => view.answeredAtMs !== null && view.state !== 'ended');
    if (up === remembered) return;
    remembered = up;
    if (up) storage.setItem(key, '1');
    else storage.removeItem(key);
  });
}
