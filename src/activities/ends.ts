import { Temporal } from 'temporal-polyfill';
import type { ActivityEnd } from '../contract/activities/activity';
import { longestActivityMs } from '../contract/activities/limits';
import { VaxelError } from '../contract/errors';

/** An organisation's working day, in local time. */
export interface WorkingDay {
  /** 1 = Monday. */
  readonly days: readonly number[];
  /** `HH:MM`. */
  readonly from: string;
  /** Null: over at midnight. */
  readonly to: string | null;
}

export const usualWorkingDay: WorkingDay = { days: [1, 2, 3, 4, 5], from: '08:00', to: null };

const lastMinute = '23:59';

const local = (nowMs: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone);

/** A time of the day that a clock change leaves out is the one that its clock shows then (RFC 9557: compatible). */
const at = (day: Temporal.PlainDate, time: string, zone: string): number =>
  day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;

/** The end of the working day that is under way, else 23:59; at the last minute of a day, that of the next. */
export function endOfToday(nowMs: number, zone: string, { days, to }: WorkingDay): number {
  const today = local(nowMs, zone).toPlainDate();
  const ends = [
    ...(to !== null && days.includes(today.dayOfWeek) ? [at(today, to, zone)] : []),
    at(today, lastMinute, zone),
    at(today.add({ days: 1 }), lastMinute, zone),
  ];
  return ends.find((endMs) => endMs > nowMs) ?? nowMs;
}

/** When the first working day after today begins, or is at another time. */
export function nextWorkdayAt(nowMs: number, zone: string, { days, from }: WorkingDay, time = from): number {
  let day = local(nowMs, zone).toPlainDate().add({ days: 1 });
  while (days.length > 0 && !days.includes(day.dayOfWeek)) day = day.add({ days: 1 });
  return at(day, time, zone);
}

/** A time of the day as one dials it: today if it is still to come, else on the next working day. */
export function nextTimeOfDay(nowMs: number, zone: string, workingDay: WorkingDay, time: string): number {
  const todayMs = at(local(nowMs, zone).toPlainDate(), time, zone);
  return todayMs > nowMs ? todayMs : nextWorkdayAt(nowMs, zone, workingDay, time);
}

/** The morning of a day of this year, or of the next one if it has passed; null: there is no such day. */
export function morningOf(
  nowMs: number,
  zone: string,
  { from }: WorkingDay,
  { month, day }: { readonly month: number; readonly day: number },
): number | null {
  const { year } = local(nowMs, zone);
  for (const each of [year, year + 1, year + 2, year + 3, year + 4]) {
    const date = dateOf(each, month, day);
    const atMs = date === null ? null : at(date, from, zone);
    if (atMs !== null && atMs > nowMs) return atMs;
  }
  return null;
}

function dateOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}

/** @throws VaxelError activity.endPassed | request.invalid of one that is years away */
export function endOf(end: ActivityEnd, nowMs: number, zone: string, workingDay: WorkingDay): number | null {
  if (end === null) return null;
  if (end === 'today') return endOfToday(nowMs, zone, workingDay);
  if (end === 'nextWorkday') return nextWorkdayAt(nowMs, zone, workingDay);
  const endMs = 'minutes' in end ? nowMs + end.minutes * 60_000 : end.atMs;
  if (endMs <= nowMs) throw new VaxelError('activity.endPassed', 'the end has passed already');
  if (endMs - nowMs > longestActivityMs) throw new VaxelError('request.invalid', 'the end is years away');
  return endMs;
}
