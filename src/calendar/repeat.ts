import type { Repeat } from '../contract/calendar/calendar';

const rules = {
  day: 'FREQ=DAILY',
  weekday: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  week: 'FREQ=WEEKLY',
  month: 'FREQ=MONTHLY',
  year: 'FREQ=YEARLY',
} as const satisfies Record<Repeat['every'], string>;

/**
 * The rule as RFC 5545 writes it. Which weekday, day of the month or date is the start's own, so that a series that is
 * moved takes it along; months and years without the day are left out, and one of weekdays that begins on a Saturday
 * has its first on the Monday after.
 */
export function ruleOf({ every, until, count }: Repeat): string {
  return [rules[every], until === null ? null : untilOf(until), count === null ? null : `COUNT=${count}`]
    .filter((part) => part !== null)
    .join(';');
}

/** The end of a rule, with the whole of its last day. */
export const untilOf = (date: string): string => `UNTIL=${date.replaceAll('-', '')}T235959Z`;

/** What `ruleOf` has written; null for null. */
export function repeatOf(rrule: string | null): Repeat | null {
  if (rrule === null) return null;
  const parts = new Map(rrule.split(';').map((part) => part.split('=') as [string, string]));
  const freq = parts.get('FREQ');
  const every: Repeat['every'] = parts.has('BYDAY')
    ? 'weekday'
    : freq === 'DAILY'
      ? 'day'
      : freq === 'WEEKLY'
        ? 'week'
        : freq === 'MONTHLY'
          ? 'month'
          : 'year';
  const until = parts.get('UNTIL');
  const count = parts.get('COUNT');
  return {
    every,
    until: until === undefined ? null : `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`,
    count: count === undefined ? null : Number(count),
  };
}
