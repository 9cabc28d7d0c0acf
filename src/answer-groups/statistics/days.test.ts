import { boundsOf, dateIn, dayAt } from './days';

const zone = 'Europe/Stockholm';
const hours = (bounds: readonly number[]) =>
  bounds.slice(1).map((each, index) => (each - (bounds[index] ?? 0)) / 3_600_000);
const iso = (ms: number | undefined) => new Date(ms ?? NaN).toISOString();

test('a day begins at midnight of the organisation, and has 92 or 100 quarters when clocks are changed', async () => {
  const counts = ['2026-03-28', '2026-03-29', '2026-10-25'].map(
    async (date) => (await boundsOf(date, date, 'quarter', zone)).length - 1,
  );
  expect(await Promise.all(counts)).toEqual([96, 92, 100]);
  const autumn = await boundsOf('2026-10-25', '2026-10-25', 'hour', zone);
  expect([autumn.length - 1, iso(autumn[0]), iso(autumn.at(-1))]).toEqual([
    ...[25, '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ]);
});

test('days follow each other over both changes of clocks', async () => {
  expect(hours(await boundsOf('2026-03-28', '2026-03-30', 'day', zone))).toEqual([24, 23, 24]);
  expect(hours(await boundsOf('2026-10-24', '2026-10-26', 'day', zone))).toEqual([24, 25, 24]);
  expect(hours(await boundsOf('2026-10-24', '2026-10-26', 'agent', zone))).toEqual([73]);
});

test('parts end with their day, also where clocks are changed by half an hour', async () => {
  const lordHowe = hours(await boundsOf('2026-04-05', '2026-04-06', 'hour', 'Australia/Lord_Howe'));
  expect([lordHowe.length, lordHowe[24], lordHowe[25]]).toEqual([49, 0.5, 1]);
});

test('today is the organisation’s, not that of the server', async () => {
  const nowMs = Date.parse('2026-10-24T22:30:00Z');
  expect(dateIn(zone, nowMs)).toBe('2026-10-25');
  const today = await dayAt(zone, nowMs);
  expect([iso(today.beganAtMs), iso(today.endsAtMs)]).toEqual(['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z']);
});
