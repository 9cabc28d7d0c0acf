import { readableZone, zoneOptions } from './time-zones';

const zones = ['America/New_York', 'America/North_Dakota/New_Salem', 'Europe/Stockholm', 'Europe/Zurich'];
const find = (typed: string) =>
  zoneOptions({ typed, computer: 'Europe/Zurich', organisation: 'Europe/Stockholm', zones }).map(
    ({ kind, zone }) => `${kind} ${zone}`,
  );

it('offers the computer’s and the organisation’s first, then all', () => {
  expect(find('')).toEqual([
    'computer Europe/Zurich',
    'organisation Europe/Stockholm',
    ...zones.map((zone) => `zone ${zone}`),
  ]);
});

it('finds by words in any order, without capitals', () => {
  expect(find('new york')).toEqual(['zone America/New_York']);
  expect(find('salem america')).toEqual(['zone America/North_Dakota/New_Salem']);
  expect(find('STOCK')).toEqual(['organisation Europe/Stockholm', 'zone Europe/Stockholm']);
  expect(find('atlantis')).toEqual([]);
});

it('names are read with spaces', () => expect(readableZone('America/New_York')).toBe('America/New York'));
