import type { Clock } from '../../clock';

const stepMs = 250;

/**
 * Calls back after `delayMs` in which this process ran. Time in which it was blocked or asleep counts as one step at most: what
 * others said meanwhile lies unread, and they must not be blamed for it. The returned function cancels it.
 */
export function afterRunning(clock: Clock, delayMs: number, callback: () => void): () => void {
  let leftMs = delayMs;
  let cancel = next();

  function next(): () => void {
    const step = Math.min(stepMs, leftMs);
    return clock.after(step, () => {
      leftMs -= step;
      if (leftMs <= 0) return callback();
      cancel = next();
    });
  }

  return () => cancel();
}
