import { dateIn, dayAfter, daysBetween, nextDayMs, startOfDay } from './calendar-day';

const at = (text: string): number => Date.parse(text);
const next = (zone: string, text: string): string => new Date(nextDayMs(zone, at(text))).toISOString();

it('a moment has another date in another zone', () => {
  expect(dateIn('Europe/Stockholm', at('2026-11-25T23:30:00Z'))).toBe('2026-11-26');
  expect(dateIn('America/New_York', at('2026-11-25T23:30:00Z'))).toBe('2026-11-25');
  expect(dateIn('Pacific/Kiritimati', at('2026-12-31T12:00:00Z'))).toBe('2027-01-01');
});

it('the next day begins at midnight where the person is', () => {
  expect(next('Europe/Stockholm', '2026-11-25T12:00:00Z')).toBe('2026-11-25T23:00:00.000Z');
  expect(next('America/New_York', '2026-11-25T12:00:00Z')).toBe('2026-11-26T05:00:00.000Z');
  expect(next('Asia/Kolkata', '2026-11-25T12:00:00Z')).toBe('2026-11-25T18:30:00.000Z');
});

it('also on days of 23 and 25 hours, and where the clock is put forward at midnight itself', () => {
  expect(next('Europe/Stockholm', '2026-03-28T23:00:00Z')).toBe('2026-03-29T22:00:00.000Z');
  expect(next('Europe/Stockholm', '2026-10-24T22:00:00Z')).toBe('2026-10-25T23:00:00.000Z');
  expect(next('America/New_York', '2026-03-08T05:00:00Z')).toBe('2026-03-09T04:00:00.000Z');
  expect(next('America/New_York', '2026-11-01T04:00:00Z')).toBe('2026-11-02T05:00:00.000Z');
  expect(next('Africa/Cairo', '2026-04-23T12:00:00Z')).toBe('2026-04-23T22:00:00.000Z');
});

it('days are counted by the calendar, also over a change of the clock and of the year', () => {
  expect(daysBetween('2026-03-29', '2026-03-30')).toBe(1);
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
  expect(daysBetween('2026-11-25', '2026-11-25')).toBe(0);
});

it('a date begins at midnight where the person is, or at the first minute that there is', () => {
  const start = (zone: string, date: string): string => new Date(startOfDay(zone, date)).toISOString();
  expect(start('Europe/Stockholm', '2026-11-25')).toBe('2026-11-24T23:00:00.000Z');
  expect(start('Pacific/Kiritimati', '2026-11-25')).toBe('2026-11-24T10:00:00.000Z');
  expect(start('America/New_York', '2026-11-25')).toBe('2026-11-25T05:00:00.000Z');
  expect(start('Africa/Cairo', '2026-04-24')).toBe('2026-04-23T22:00:00.000Z');
  expect(dayAfter('2026-12-31')).toBe('2027-01-01');
});
