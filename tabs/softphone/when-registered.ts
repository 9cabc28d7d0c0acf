import type { Clock } from '../clock';
import type { Store } from '../state/store';
import type { SoftphoneState } from './softphone-state';

/** Longest time that a press on Call waits for the phone of a window that has just opened, or is connecting anew. */
const longestMs = 5_000;

/**
 * Resolves when the phone is registered or refused, or after `longestMs`: the caller looks at what it has become. Null
 * = it is so now.
 */
export function whenRegistered(state: Store<SoftphoneState>, clock: Clock): Promise<void> | null {
  const pending = (): boolean => state.get().phone.state === 'starting' || state.get().phone.state === 'reconnecting';
  if (!pending()) return null;
  return new Promise((resolve) => {
    const finish = (): void => {
      cancel();
      stop();
      resolve();
    };
    const cancel = clock.after(longestMs, finish);
    const stop = state.subscribe(() => {
      if (!pending()) finish();
    });
  });
}
