import { createBuckets, type Rate } from './bucket';
import type { Clock } from '../ports/clock';

/**
 * Lets through what a rate allows, by a key that strangers choose; who comes too early waits in a row and is called in
 * turn.
 */
export interface Turnstiles {
  /** True = now. Otherwise `goOn` is called when it is time; the function returned gives up the place in the row. */
  pass(key: string, goOn: () => void): true | (() => void);
}

/** One timer for a row, however many wait in it. */
export function createTurnstiles(clock: Clock, rate: Rate): Turnstiles {
  const buckets = createBuckets(clock, rate);
  const rows = new Map<string, Set<() => void>>();

  function callNext(key: string, row: Set<() => void>): void {
    const bucket = buckets.of(key);
    for (const next of row) {
      if (!bucket.take()) break;
      row.delete(next);
      next();
    }
    if (row.size === 0) rows.delete(key);
    else clock.after(bucket.waitMs(), () => callNext(key, row));
  }

  return {
    pass(key, goOn) {
      const row = rows.get(key);
      if (row === undefined && buckets.of(key).take()) return true;
      const own = () => goOn();
      if (row === undefined) {
        const fresh = new Set([own]);
        rows.set(key, fresh);
        clock.after(buckets.of(key).waitMs(), () => callNext(key, fresh));
      } else row.add(own);
      return () => void rows.get(key)?.delete(own);
    },
  };
}
