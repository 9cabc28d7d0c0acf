import { weekdayOf } from '../../contract/calendar/wall';
import { wallIn } from '../../contract/moments';
import type { RuleTime } from '../../contract/rules/rules';

export interface LocalTime {
  /** ISO: 1 = Monday. */
  readonly day: number;
  /** `HH:MM` on the wall. */
  readonly time: string;
}

/** What calendar and clock say in a zone: on the wall, whatever the season. */
export function localTime(atMs: number, zone: string): LocalTime {
  const wall = wallIn(zone, atMs);
  return { day: weekdayOf(wall.slice(0, 10)), time: wall.slice(11, 16) };
}

const before = (day: number): number => (day === 1 ? 7 : day - 1);

/** A time over midnight is that of the day on which it begins; from = to is the whole day round. */
export function isWithin({ day, time }: LocalTime, { days: on, from, to }: RuleTime): boolean {
  if (from < to) return on.includes(day) && from <= time && time < to;
  return (on.includes(day) && time >= from) || (on.includes(before(day)) && time < to);
}
