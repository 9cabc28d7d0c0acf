import { wallIn } from '../../src/contract/moments';

/** No day is longer, also where the clock is set back by an hour or a country changes its zone. */
const longestDayMs = 50 * 3_600_000;

/** The date in a zone as `2026-11-22`. @param zone IANA name that this machine knows */
export const dateIn = (zone: string, ms: number): string => wallIn(zone, ms).slice(0, 10);

/**
 * When the next date begins in a zone, to the millisecond: found by halving, so that no rule of clocks is written here.
 */
export function nextDayMs(zone: string, nowMs: number): number {
  const today = dateIn(zone, nowMs);
  let before = nowMs;
  let after = nowMs + longestDayMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dateIn(zone, middle) === today) before = middle;
    else after = middle;
  }
  return after;
}

/**
 * Whole calendar days from `date` to `today`, both `2026-11-22`: 0 = today, 1 = yesterday. Summer time makes days of 23
 * and 25 hours.
 */
export function daysBetween(date: string, today: string): number {
  return Math.round((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${date}T00:00:00Z`)) / 86_400_000);
}

/** The date after a date. */
export const dayAfter = (date: string): string => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

/** When a date begins in a zone; where clocks leap over midnight, at the first minute of the day. */
export function startOfDay(zone: string, date: string): number {
  const minuteMs = 60_000;
  const midnight = Date.parse(`${date}T00:00:00Z`);
  let [before, after] = [midnight - 15 * 60 * minuteMs, midnight + 15 * 60 * minuteMs];
  while (after - before > minuteMs) {
    const middle = before + Math.floor((after - before) / 2 / minuteMs) * minuteMs;
    if (dateIn(zone, middle) >= date) after = middle;
    else before = middle;
  }
  return after;
}
