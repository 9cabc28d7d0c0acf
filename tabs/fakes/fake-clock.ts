import type { Clock } from '../clock';

/** Virtual time: timers run only when a test lets time pass, in the order in which they are due. */
export interface FakeClock extends Clock {
  advance(ms: number): void;
  /** Time passes and no timer runs, as on a machine that sleeps or a page that is held back. */
  jump(ms: number): void;
}

export function createFakeClock(startMs = 1_000_000): FakeClock {
  let nowMs = startMs;
  let timers: { dueMs: number; callback: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    after(delayMs, callback) {
      const timer = { dueMs: nowMs + delayMs, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    jump: (ms) => void (nowMs += ms),
    advance(ms) {
      const endMs = nowMs + ms;
      for (;;) {
        const next = [...timers].sort((a, b) => a.dueMs - b.dueMs)[0];
        if (!next || next.dueMs > endMs) break;
        timers = timers.filter((timer) => timer !== next);
        nowMs = next.dueMs;
        next.callback();
      }
      nowMs = endMs;
    },
  };
}

/** Lets everything that only waits for promises run. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 20; round += 1) await Promise.resolve();
}
