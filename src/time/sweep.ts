import type { Clock } from '../ports/clock';
import { createCatchingUp } from './catching-up';

/** Does what is due in the database, whenever that is. */
export interface Sweep {
  /** Looks again: something may be due sooner. Returns at once. */
  ask(): void;
  stop(): void;
}

export interface SweepDeps {
  readonly clock: Clock;
  /** Does some of what is due; how many that were. */
  readonly work: () => Promise<number>;
  /** How long until something is due; null = nothing is. By the clock that `work` goes by. */
  readonly nextInMs: () => Promise<number | null>;
  /** It has begun to fail, and is tried again until it succeeds. */
  readonly onFailure: (error: unknown) => void;
}

/** Longest sleep: whatever has set a clock, or written past us, is noticed by then. */
const longestMs = 60_000;

/** One timer for all that is due, to the first of it; what was due while nothing ran is done at the first look. */
export function createSweep({ clock, work, nextInMs, onFailure }: SweepDeps): Sweep {
  let cancel = (): void => undefined;
  let isStopped = false;

  async function sweep(): Promise<void> {
    if (isStopped) return;
    // More may be due: it looks again at once.
    if ((await work()) > 0) return ask();
    const inMs = (await nextInMs()) ?? longestMs;
    cancel();
    if (isStopped) return;
    cancel = clock.after(Math.max(0, Math.min(longestMs, inMs)), ask);
  }

  const catchingUp = createCatchingUp({
    clock,
    work: sweep,
    onFailure: (error) => void (isStopped || onFailure(error)),
  });

  function ask(): void {
    cancel();
    if (!isStopped) catchingUp.ask();
  }

  return {
    ask,
    stop() {
      isStopped = true;
      catchingUp.stop();
      cancel();
    },
  };
}
