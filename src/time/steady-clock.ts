import type { Clock } from '../ports/clock';

/** Time that passes, whether or not we run, and whatever is done to the clock on the wall. For differences only. */
export const steadyClock: Pick<Clock, 'nowMs'> = { nowMs: () => performance.now() };
