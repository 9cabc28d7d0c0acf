import { endOf, endOfToday, morningOf, nextTimeOfDay, nextWorkdayAt, usualWorkingDay } from './ends';

const zone = 'Europe/Stockholm';
const ms = (text: string) => Date.parse(text);
const read = (time: number | null) => (time === null ? null : new Date(time).toISOString());
const office = { ...usualWorkingDay, to: '17:00' };

test('expectation 1: 120 minutes from 10:07:30 are over at 12:07:30, not at a whole minute', () => {
  const now = ms('2026-11-26T10:07:30+01:00');
  expect(endOf({ minutes: 120 }, now, zone, usualWorkingDay)).toBe(ms('2026-11-26T12:07:30+01:00'));
});

test.each([
  ['2026-11-26T23:50+01:00', '2026-11-26T23:59+01:00'],
  ['2026-11-26T23:59:30+01:00', '2026-11-27T23:59+01:00'],
  // The evening before the clocks go on, and the day itself; the day on which they go back.
  ['2026-03-28T16:00+01:00', '2026-03-28T23:59+01:00'],
  ['2026-03-29T01:30+01:00', '2026-03-29T23:59+02:00'],
  ['2026-03-29T16:00+02:00', '2026-03-29T23:59+02:00'],
  ['2026-10-24T16:00+02:00', '2026-10-24T23:59+02:00'],
  ['2026-10-25T01:30+02:00', '2026-10-25T23:59+01:00'],
])('expectation 3: gone for the day at %s is until %s', (now, end) => {
  expect(read(endOfToday(ms(now), zone, usualWorkingDay))).toBe(read(ms(end)));
});

test('where the working day has an end, that is the end of today; after it, and on days off, midnight is', () => {
  expect(read(endOfToday(ms('2026-11-26T15:00+01:00'), zone, office))).toBe(read(ms('2026-11-26T17:00+01:00')));
  expect(read(endOfToday(ms('2026-11-26T17:00+01:00'), zone, office))).toBe(read(ms('2026-11-26T23:59+01:00')));
  expect(read(endOfToday(ms('2026-11-28T15:00+01:00'), zone, office))).toBe(read(ms('2026-11-28T23:59+01:00')));
});

test('today is the person’s own day, wherever the server is', () => {
  const now = ms('2026-11-26T22:00Z');
  expect(read(endOfToday(now, 'Asia/Tokyo', usualWorkingDay))).toBe(read(ms('2026-11-27T23:59+09:00')));
  expect(read(endOfToday(now, 'America/New_York', usualWorkingDay))).toBe(read(ms('2026-11-26T23:59-05:00')));
});

test('the next working day is tomorrow or Monday, at its local time also when the clocks have gone on', () => {
  const next = (now: string) => read(nextWorkdayAt(ms(now), zone, usualWorkingDay));
  expect(next('2026-11-26T09:00+01:00')).toBe(read(ms('2026-11-27T08:00+01:00')));
  expect(next('2026-03-27T16:00+01:00')).toBe(read(ms('2026-03-30T08:00+02:00')));
  expect(next('2026-10-24T16:00+02:00')).toBe(read(ms('2026-10-26T08:00+01:00')));
});

test('expectation 12: a time that is dialled is today’s if it is to come, else that of the next working day', () => {
  const now = ms('2026-11-27T09:00+01:00');
  expect(read(nextTimeOfDay(now, zone, usualWorkingDay, '13:00'))).toBe(read(ms('2026-11-27T13:00+01:00')));
  expect(read(nextTimeOfDay(now, zone, usualWorkingDay, '07:00'))).toBe(read(ms('2026-11-30T07:00+01:00')));
});

test('a time that the clock change leaves out is the one that the clock shows then', () => {
  const now = ms('2026-03-29T00:30+01:00');
  expect(read(nextTimeOfDay(now, zone, usualWorkingDay, '02:30'))).toBe(read(ms('2026-03-29T03:30+02:00')));
});

test('a date that is dialled is this year’s or the next’s; one that there is not is none', () => {
  const now = ms('2026-11-26T09:00+01:00');
  const morning = (month: number, day: number) => read(morningOf(now, zone, usualWorkingDay, { month, day }));
  expect(morning(12, 24)).toBe(read(ms('2026-12-24T08:00+01:00')));
  expect(morning(1, 7)).toBe(read(ms('2027-01-07T08:00+01:00')));
  expect(morning(2, 29)).toBe(read(ms('2028-02-29T08:00+01:00')));
  expect(morning(2, 30)).toBeNull();
  expect(morning(13, 1)).toBeNull();
});

test('expectation 7: an end that has passed is refused by name, and so is one that is years away', () => {
  const end = (atMs: number) => () => endOf({ atMs }, 1_000, zone, usualWorkingDay);
  expect(end(1_000)).toThrow(expect.objectContaining({ code: 'activity.endPassed' }));
  expect(end(Number.MAX_SAFE_INTEGER)).toThrow(expect.objectContaining({ code: 'request.invalid' }));
  expect(endOf(null, 1_000, zone, usualWorkingDay)).toBeNull();
});
