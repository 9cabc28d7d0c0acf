import type { Clock } from '../ports/clock';
import type { State } from './distributor/state';

/**
 * The time of an organisation's groups: dates whose differences are durations. A clock on the wall that is set
 * meanwhile makes no wait and no talk longer or shorter.
 */
export interface QueueClock extends Pick<Clock, 'nowMs'> {
  /** A date of the clock on the wall, as it is in this one. */
  fromWall(wallMs: number): number;
}

export interface QueueClockDeps {
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly steady: Pick<Clock, 'nowMs'>;
  /** Nobody's time runs: it is set by the clock on the wall. */
  isQuiet(): boolean;
}

export function createQueueClock({ clock, steady, isQuiet }: QueueClockDeps): QueueClock {
  let beganAtMs = clock.nowMs() - steady.nowMs();
  function nowMs(): number {
    if (isQuiet()) beganAtMs = clock.nowMs() - steady.nowMs();
    return beganAtMs + steady.nowMs();
  }
  return { nowMs, fromWall: (wallMs) => wallMs + nowMs() - clock.nowMs() };
}

/** Nobody waits, talks for a group or has the time after it. */
export const isQuiet = (state: Pick<State, 'entries' | 'agents'> | undefined): boolean =>
  state === undefined ||
  (state.entries.size === 0 &&
    [...state.agents.values()].every((each) => each.serving === null && each.wrapUp === null));
