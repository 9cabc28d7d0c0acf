import { localEnd, momentOf, readEnd, usualEndMs } from './activity-end';

const zone = 'Europe/Stockholm';
const at = (date: string, time: string) => new Date(momentOf(zone, { date, time })).toISOString();

it('a day and a time are a moment, also around the changes of the clock', () => {
  expect(at('2026-11-26', '12:47')).toBe('2026-11-26T11:47:00.000Z');
  expect(at('2026-07-01', '00:00')).toBe('2026-06-30T22:00:00.000Z');
  expect(at('2026-03-29', '08:00')).toBe('2026-03-29T06:00:00.000Z');
  expect(at('2026-03-29', '01:30')).toBe('2026-03-29T00:30:00.000Z');
  // Left out: it would have been half an hour after the leap.
  expect(at('2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z');
  // Twice: the first.
  expect(at('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z');
  expect(at('2026-10-25', '23:59')).toBe('2026-10-25T22:59:00.000Z');
});

it('every quarter of an hour of a year is found again', () => {
  for (let ms = Date.parse('2026-01-01T00:00Z'); ms < Date.parse('2027-01-01T00:00Z'); ms += 45 * 60_000) {
    const found = momentOf(zone, localEnd(zone, ms));
    // In the hour that comes twice the first is found.
    expect([0, 3_600_000]).toContain(ms - found);
  }
});

it.each([
  ['13', '13:00'],
  ['9', '09:00'],
  ['1330', '13:30'],
  ['930', '09:30'],
  ['13:30', '13:30'],
  ['13.30', '13:30'],
  [' 00:05 ', '00:05'],
])('%s is %s', (text, time) => {
  expect(readEnd(text, '2026-11-26')).toEqual({ date: '2026-11-26', time });
});

it('a whole date is read too, and what is no time is none', () => {
  expect(readEnd('2026-11-27T08:00', '2026-11-26')).toEqual({ date: '2026-11-27', time: '08:00' });
  for (const text of ['', 'noon', '24:00', '12:60', '2026-13-41T08:00', '12:5', '12345'])
    expect([text, readEnd(text, '2026-11-26')]).toEqual([text, null]);
});

it('usual ends are counted from now, or as the server has said', () => {
  const known = { todayMs: 5, nextWorkdayMs: 9 };
  expect([{ minutes: 2 }, 'today' as const, 'nextWorkday' as const].map((end) => usualEndMs(end, 1, known))).toEqual([
    120_001, 5, 9,
  ]);
});
