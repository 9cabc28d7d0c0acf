import type { Clock } from '../../src/ports/clock';

export interface FakeClock extends Clock {
  /** Moves time on and calls what has come due, in order. */
  advance(ms: number): void;
  /** We did not run for so long: what has come due is called late, all at once, before anything else is read. */
  stall(ms: number): void;
  /** The clock on the wall is set, forwards or backwards; timers do not notice. */
  jump(ms: number): void;
  /** Time that passes whatever is done to the clock on the wall. */
  readonly steady: Pick<Clock, 'nowMs'>;
  /** Timers that wait. */
  readonly pending: number;
}

/** Virtual time for tests. */
export function createFakeClock(startMs = 1_795_000_000_000): FakeClock {
  let nowMs = startMs;
  let jumpedMs = 0;
  const timers = new Set<{ readonly dueMs: number; readonly callback: () => void }>();
  return {
    nowMs: () => nowMs + jumpedMs,
    steady: { nowMs: () => nowMs },
    after(delayMs, callback) {
      const timer = { dueMs: nowMs + delayMs, callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        const [next] = [...timers].filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs);
        if (next === undefined) break;
        timers.delete(next);
        nowMs = Math.max(nowMs, next.dueMs);
        next.callback();
      }
      nowMs = untilMs;
    },
    stall(ms) {
      nowMs += ms;
      const due = [...timers].filter(({ dueMs }) => dueMs <= nowMs).sort((a, b) => a.dueMs - b.dueMs);
      for (const timer of due) if (timers.delete(timer)) timer.callback();
    },
    jump(ms) {
      jumpedMs += ms;
    },
    get pending() {
      return timers.size;
    },
  };
}
