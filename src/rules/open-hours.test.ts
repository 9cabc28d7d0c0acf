import { openNow } from './open-hours';

const zone = 'Europe/Stockholm';
const isHoliday = (date: string): boolean => date === '2026-12-25';
const hours = {
  openHours: [
    { days: [1, 2, 3, 4, 5], from: '08:00', to: '12:00' },
    { days: [1, 2, 3, 4, 5], from: '13:00', to: '17:00' },
  ],
  closedDays: [{ date: '2026-12-23', everyYear: false, name: 'Inventering' }],
};

test.each([
  ['in the lunch it opens after it', '2026-11-26T12:30+01:00', false, '2026-11-26T13:00+01:00'],
  ['in the afternoon it closes in the evening', '2026-11-26T13:00+01:00', true, '2026-11-26T17:00+01:00'],
  ['on Friday evening it opens on Monday', '2026-11-27T17:00+01:00', false, '2026-11-30T08:00+01:00'],
  ['before a closed day it opens after it', '2026-12-22T18:00+01:00', false, '2026-12-24T08:00+01:00'],
  ['before a holiday and a weekend it opens after them', '2026-12-24T18:00+01:00', false, '2026-12-28T08:00+01:00'],
  ['over the change to summer time it goes by the wall', '2027-03-26T18:00+01:00', false, '2027-03-29T08:00+02:00'],
])('%s', (_when, at, isOpen, changes) => {
  expect(openNow(hours, Date.parse(at), zone, isHoliday)).toEqual({ isOpen, changesAtMs: Date.parse(changes) });
});

test('over midnight it closes on the next day; what adjoins is one', () => {
  const night = [
    { days: [1], from: '18:00', to: '02:00' },
    { days: [2], from: '02:00', to: '04:00' },
  ];
  const at = Date.parse('2026-11-23T20:00+01:00');
  expect(openNow({ openHours: night, closedDays: [] }, at, zone)).toEqual({
    isOpen: true,
    changesAtMs: Date.parse('2026-11-24T04:00+01:00'),
  });
});

test('without hours it is closed on closed days only; what does not change soon is open or closed for good', () => {
  const always = { openHours: [], closedDays: [] };
  const christmas = Date.parse('2026-12-25T10:00+01:00');
  const after = Date.parse('2026-12-26T00:00+01:00');
  expect(openNow(always, christmas, zone, isHoliday)).toEqual({ isOpen: false, changesAtMs: after });
  expect(openNow(always, christmas, zone)).toEqual({ isOpen: true, changesAtMs: null });
  expect(openNow(always, christmas, zone, () => true)).toEqual({ isOpen: false, changesAtMs: null });
});

test('what changes today is found without a look at two weeks of walls', () => {
  const days = [1, 2, 3, 4, 5, 6, 7];
  const openHours = Array.from({ length: 14 }, (_, at) => ({ days, from: `08:${10 + at}`, to: `17:${10 + at}` }));
  const looks = jest.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
  const noon = Date.parse('2026-11-24T12:00:00+01:00');
  const now = openNow({ openHours, closedDays: [] }, noon, 'Europe/Stockholm');
  expect(now).toEqual({ isOpen: true, changesAtMs: Date.parse('2026-11-24T17:23:00+01:00') });
  expect(looks.mock.calls.length).toBeLessThan(150);
  looks.mockRestore();
});
