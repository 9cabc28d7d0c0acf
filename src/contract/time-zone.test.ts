import { isTimeZone, timeZoneFor } from './time-zone';

it.each([
  'Europe/Stockholm',
  'America/New_York',
  'America/Argentina/ComodRivadavia',
  'Asia/Kolkata',
  'UTC',
  'Etc/GMT+5',
])('%s is a time zone', (name) => {
  expect(isTimeZone(name)).toBe(true);
});

it.each(['', 'organisation', '+02:00', 'Europe/Atlantis', 'Europe/Stockholm\u0000', `Europe/${'x'.repeat(100)}`])(
  '“%s” is none',
  (name) => {
    expect(isTimeZone(name)).toBe(false);
  },
);

it('what was a zone once is one again, and what was none is none, however many names came between', () => {
  const names = Array.from({ length: 1_100 }, (_, n) =>
    [...'europe/stockholm'].map((letter, index) => ((n >> index) % 2 ? letter.toUpperCase() : letter)).join(''),
  );
  expect(names.filter((name) => !isTimeZone(name))).toEqual([]);
  expect(['Europe/Atlantis', 'Europe/Stockholm', 'Europe/Atlantis'].map(isTimeZone)).toEqual([false, true, false]);
});

it('the chosen zone counts, then the computer’s, then the organisation’s', () => {
  const office = 'Europe/Stockholm';
  expect(timeZoneFor('Asia/Tokyo', 'America/New_York', office)).toBe('Asia/Tokyo');
  expect(timeZoneFor(null, 'America/New_York', office)).toBe('America/New_York');
  expect(timeZoneFor('organisation', 'America/New_York', office)).toBe(office);
  expect(timeZoneFor(null, null, office)).toBe(office);
  expect(timeZoneFor('Europe/Atlantis', 'Etc/Unknown', office)).toBe(office);
});
