import { longWaitMs, manyWaiting, serviceLevel } from '../../../../src/contract/answer-groups/figures';
import type { WallboardState } from '../../../../src/contract/answer-groups/wallboard';

/** What the parts of a wallboard draw. */
export interface GroupWallProps {
  readonly board: WallboardState;
  readonly nowMs: number;
}

/** What follows from what a group tells. */
export interface Board {
  readonly waitMs: number | null;
  readonly isLong: boolean;
  readonly areMany: boolean;
  /** Null = no calls today. */
  readonly level: number | null;
  readonly free: number;
  /** Those who are logged in. */
  readonly there: number;
}

export function boardOf({ waiting, oldestEnteredAtMs, today, states }: WallboardState, nowMs: number): Board {
  const waitMs = oldestEnteredAtMs === null ? null : Math.max(0, nowMs - oldestEnteredAtMs);
  const sum = (counts: (state: WallboardState['states'][number]) => boolean): number =>
    states.filter(counts).reduce((total, { count }) => total + count, 0);
  return {
    waitMs,
    isLong: waitMs !== null && waitMs >= longWaitMs,
    areMany: waiting >= manyWaiting,
    level: serviceLevel(today),
    free: sum(({ state }) => state === 'ready'),
    there: sum(({ state }) => state !== 'loggedOut'),
  };
}
