import { loadPublicHolidays } from './public-holidays';

test.each([
  ['SE', '2026-12-25', true],
  // Moves with Easter, and with the week.
  ['SE', '2026-05-14', true],
  ['SE', '2027-05-06', true],
  ['SE', '2026-06-19', true],
  ['SE', '2026-06-18', false],
  // Of which only the name is a feast.
  ['SE', '2026-12-13', false],
  ['NO', '2026-05-17', true],
  ['SE', '2026-05-17', false],
  // On a Saturday: the day that stands for it is closed too.
  ['GB', '2026-12-28', true],
  // Three days, the last in the next month.
  ['TR', '2026-05-27', true],
  ['TR', '2026-05-29', true],
  // The afternoon only.
  ['NO', '2026-12-31', false],
  ['XX', '2026-12-25', false],
])('%s is closed on %s: %s', async (country, date, isClosed) => {
  expect((await loadPublicHolidays()).isOn(country, date)).toBe(isClosed);
});

test('they have names in both languages, and come in their order', async () => {
  const days = (await loadPublicHolidays()).of('SE', 2026);
  expect(days.at(0)).toEqual({ date: '2026-01-01', name: { sv: 'nyårsdagen', en: "New Year's Day" } });
  expect(days.map(({ date }) => date)).toEqual(days.map(({ date }) => date).toSorted());
});
