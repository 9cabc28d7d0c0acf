import type { UsualEnd } from '../../src/contract/activities/activity';
import { wallIn } from '../../src/contract/moments';
import { dateIn } from './calendar-day';

/** A day and a time of the day as a person reads them. */
export interface LocalEnd {
  /** `2026-11-22` */
  readonly date: string;
  /** `14:02` */
  readonly time: string;
}

const minuteMs = 60_000;

/** `14:02` in a zone. */
export const timeIn = (zone: string, ms: number): string => wallIn(zone, ms).slice(11, 16);

export const localEnd = (zone: string, ms: number): LocalEnd => ({ date: dateIn(zone, ms), time: timeIn(zone, ms) });

/**
 * When a day and time are in a zone. One that the clock leaves out is as long after the leap as it would have been; of
 * one that comes twice the first.
 */
export function momentOf(zone: string, { date, time }: LocalEnd): number {
  const wall = Date.parse(`${date}T${time}:00Z`);
  const offsetAt = (ms: number): number => {
    const { date: day, time: clock } = localEnd(zone, ms);
    return Date.parse(`${day}T${clock}:00Z`) - Math.floor(ms / minuteMs) * minuteMs;
  };
  const [before, after] = [offsetAt(wall - 86_400_000), offsetAt(wall + 86_400_000)];
  const first = wall - Math.max(before, after);
  return offsetAt(first) === Math.max(before, after)
    ? first
    : wall - (before === after ? before : Math.min(before, after));
}

/**
 * Reads what a person writes as an end: `13`, `1330`, `13:30`, `13.30`, and what a date field says, `2026-11-22T13:30`;
 * null: it is none.
 */
export function readEnd(text: string, date: string): LocalEnd | null {
  const match = /^(?:(\d{4}-\d\d-\d\d)[T ])?(\d{1,2})(?:[:.]?(\d\d))?$/.exec(text.trim());
  if (match === null) return null;
  const [, day = date, hours = '', minutes = '00'] = match;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number.isNaN(Date.parse(day))) return null;
  return { date: day, time: `${hours.padStart(2, '0')}:${minutes}` };
}

/** When the choices of the server end, as it said it. */
export interface KnownEnds {
  readonly todayMs: number;
  readonly nextWorkdayMs: number;
}

/** When a usual end would be if it were set now. */
export function usualEndMs(end: UsualEnd, nowMs: number, { todayMs, nextWorkdayMs }: KnownEnds): number {
  if (end === 'today') return todayMs;
  return end === 'nextWorkday' ? nextWorkdayMs : nowMs + end.minutes * minuteMs;
}
