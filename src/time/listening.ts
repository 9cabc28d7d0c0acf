import type { Clock } from '../ports/clock';

/** How often it is looked whether we run; what one look may be late and still count as running. */
const stepMs = 100;
const jitterMs = 50;

/**
 * Time in which this process listened: the clock of every deadline that judges others (R9). It stands still while we
 * are blocked, asleep or starved, since what others said meanwhile lies unread; between two looks, 100 ms apart, at
 * most 150 ms pass. A deadline that has come due is called back only after what lies in our sockets has been read. Its
 * `nowMs` has an origin of its own: it is for differences, never for dates.
 */
export function createListeningClock(clock: Clock): Clock {
  let listenedMs = 0;
  let lookedMs = clock.nowMs();
  let waiting = 0;
  let cancelLook: (() => void) | null = null;

  const passedMs = (): number => Math.min(Math.max(0, clock.nowMs() - lookedMs), stepMs + jitterMs);

  function look(): void {
    listenedMs += passedMs();
    lookedMs = clock.nowMs();
    cancelLook = waiting === 0 ? null : clock.after(stepMs, look);
  }

  /** Looks for as long as anybody waits; time in which nobody does passes unseen. */
  function count(change: 1 | -1): void {
    waiting += change;
    if (waiting > 0 && cancelLook === null) look();
    if (waiting > 0 || cancelLook === null) return;
    cancelLook();
    look();
  }

  const nowMs = (): number => listenedMs + passedMs();

  return {
    nowMs,
    after(delayMs, callback) {
      const dueMs = nowMs() + delayMs;
      let isOver = false;
      count(1);
      const finish = (): boolean => {
        if (isOver) return false;
        isOver = true;
        count(-1);
        return true;
      };
      const wait = (): (() => void) => clock.after(Math.max(0, dueMs - nowMs()), judge);
      const judge = (): void => {
        // A pass of the event loop lies between a timer and the next: every socket is read in it.
        cancel = dueMs > nowMs() ? wait() : clock.after(0, () => void (finish() && callback()));
      };
      let cancel = wait();
      return () => {
        if (finish()) cancel();
      };
    },
  };
}
