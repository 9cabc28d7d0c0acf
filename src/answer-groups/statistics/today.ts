import { noCounts, type Counts } from '../../contract/answer-groups/figures';
import type { AnswerGroupId } from '../../contract/ids';
import type { Event } from '../distributor/protocol';
import { beganAtMs, cellOf, type Cell } from './cells';
import { counted } from './counts';
import { quarterMs, type Day } from './days';

/** What came of a group's callers since midnight. */
export interface Today {
  readonly total: Counts;
  /** By where they begin; those in which nothing happened are not there. */
  readonly quarters: ReadonlyMap<number, Counts>;
}

/** The organisation's day so far: what the events of the day add up to, kept while they happen. */
export interface Tally extends Day {
  readonly groups: ReadonlyMap<AnswerGroupId, Today>;
}

export const noneToday: Today = { total: noCounts, quarters: new Map() };
export const emptyTally = (day: Day): Tally => ({ ...day, groups: new Map() });

/** @param startMs of the quarter of an hour in which it began */
export function tallied(tally: Tally, cell: Cell, startMs: number): Tally {
  const { total, quarters } = tally.groups.get(cell.groupId) ?? noneToday;
  const quarter = counted(quarters.get(startMs) ?? noCounts, cell);
  const today = { total: counted(total, cell), quarters: new Map(quarters).set(startMs, quarter) };
  return { ...tally, groups: new Map(tally.groups).set(cell.groupId, today) };
}

/** What belongs to another day changes nothing. */
export function tell(tally: Tally, event: Event): Tally {
  const [cell, beganMs] = [cellOf(event), beganAtMs(event)];
  if (cell === null || beganMs < tally.beganAtMs || beganMs >= tally.endsAtMs) return tally;
  return tallied(tally, cell, beganMs - ((beganMs - tally.beganAtMs) % quarterMs));
}
