/* oxlint-disable no-restricted-globals -- Date reckons in UTC here; neither its clock nor its zone is read */
import { firstYear, lastYear } from './limits';

/**
 * Times of a clock on a wall, `2026-11-26T08:00`, and dates of a calendar, without a zone. They are reckoned as if the
 * wall hung in UTC, so that no zone, and no change to summer time, of this machine has a say.
 */
const [minuteMs, dayMs] = [60_000, 86_400_000];

/** Milliseconds to reckon with; they are no moment. NaN for what is no time. */
export const wallMs = (wall: string): number => Date.parse(wall.length === 10 ? `${wall}T00:00Z` : `${wall}Z`);

/** `2026-11-26T08:00`, or with seconds where there are any. */
export function wallText(ms: number): string {
  const text = new Date(ms).toISOString();
  return text.slice(17, 19) === '00' ? text.slice(0, 16) : text.slice(0, 19);
}

export const dateText = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export const plusMinutes = (wall: string, minutes: number): string => wallText(wallMs(wall) + minutes * minuteMs);
export const plusDays = (date: string, days: number): string => dateText(wallMs(date) + days * dayMs);

/** From one to the other; negative where the other is earlier. */
export const minutesBetween = (from: string, to: string): number => (wallMs(to) - wallMs(from)) / minuteMs;

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (date: string): number => ((new Date(wallMs(date)).getUTCDay() + 6) % 7) + 1;

/** The Monday of the date's week. */
export const mondayOf = (date: string): string => plusDays(date.slice(0, 10), 1 - weekdayOf(date.slice(0, 10)));

/** ISO 8601: the week that holds the year's first Thursday is its first. */
export function isoWeek(date: string): number {
  const thursday = wallMs(mondayOf(date)) + 3 * dayMs;
  const firstOfYear = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return 1 + Math.floor((thursday - firstOfYear) / (7 * dayMs));
}

const [time, date] = [/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, /^\d{4}-\d{2}-\d{2}$/];

/** A time to the minute that a calendar has, `2026-02-29T08:00` is none. */
export const isWallTime = (text: string): boolean => time.test(text) && isOfCalendar(text, wallText);
export const isWallDate = (text: string): boolean => date.test(text) && isOfCalendar(text, dateText);

function isOfCalendar(text: string, write: (ms: number) => string): boolean {
  const [ms, year] = [wallMs(text), Number(text.slice(0, 4))];
  return !Number.isNaN(ms) && write(ms) === text && year >= firstYear && year <= lastYear;
}
