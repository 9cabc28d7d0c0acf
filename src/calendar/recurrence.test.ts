import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { isoWeek, isWallTime, mondayOf, plusDays, wallMs, wallText } from '../contract/calendar/wall';
import { hasTime, momentOf, nextBoundary, occurrencesBetween, timesBefore, wallIn } from './recurrence';
import type { Series } from './series';
import { aSeries, utc } from '../../tests/fakes/series';

const starts = (series: Series, from: string, to: string): string[] =>
  occurrencesBetween(series, utc(from), utc(to)).map(({ start }) => start);
const moments = (series: Series, from: string, to: string): string[] =>
  occurrencesBetween(series, utc(from), utc(to)).map(({ startMs }) => new Date(startMs).toISOString().slice(0, 16));

describe('over the changes of the clocks in Stockholm', () => {
  test('08:00 to 16:00 stays so', () => {
    const daily = aSeries({ start: '2026-03-27T08:00', end: '2026-03-27T16:00', rrule: 'FREQ=DAILY' });
    expect(moments(daily, '2026-03-28T00:00', '2026-03-31T00:00')).toEqual([
      '2026-03-28T07:00',
      '2026-03-29T06:00',
      '2026-03-30T06:00',
    ]);
    expect(moments(daily, '2026-10-24T00:00', '2026-10-27T00:00')).toEqual([
      '2026-10-24T06:00',
      '2026-10-25T07:00',
      '2026-10-26T07:00',
    ]);
    const lengths = occurrencesBetween(daily, utc('2026-03-28T00:00'), utc('2026-03-31T00:00'));
    expect(lengths.map(({ startMs, endMs }) => (endMs - startMs) / 3_600_000)).toEqual([8, 8, 8]);
    const night = aSeries({ start: '2026-03-27T22:00', end: '2026-03-28T06:00', rrule: 'FREQ=DAILY' });
    const hours = occurrencesBetween(night, utc('2026-03-28T12:00'), utc('2026-03-29T21:00'));
    expect(hours.map(({ startMs, endMs }) => (endMs - startMs) / 3_600_000)).toEqual([7, 8]);
  });

  test('a time that is left out is an hour later that day, and no day is lost', () => {
    const daily = aSeries({ start: '2026-03-27T02:30', end: '2026-03-27T06:00', rrule: 'FREQ=DAILY' });
    expect(moments(daily, '2026-03-28T00:00', '2026-03-31T00:00')).toEqual([
      '2026-03-28T01:30',
      '2026-03-29T01:30',
      '2026-03-30T00:30',
    ]);
    const [, gap] = occurrencesBetween(daily, utc('2026-03-28T00:00'), utc('2026-03-31T00:00'));
    expect(wallIn('Europe/Stockholm', gap?.startMs ?? 0)).toBe('2026-03-29T03:30');
    expect(wallIn('Europe/Stockholm', gap?.endMs ?? 0)).toBe('2026-03-29T06:00');
    expect(
      moments(
        { ...daily, start: '2026-03-29T02:30', end: '2026-03-29T03:10', rrule: null },
        '2026-03-29T00:00',
        '2026-03-30T00:00',
      ),
    ).toEqual(['2026-03-29T01:30']);
  });

  test('what lies within the hour that is left out keeps its length', () => {
    const within = aSeries({ start: '2026-03-29T02:50', end: '2026-03-29T03:10' });
    const [only] = occurrencesBetween(within, utc('2026-03-29T00:00'), utc('2026-03-30T00:00'));
    expect(((only?.endMs ?? 0) - (only?.startMs ?? 0)) / 60_000).toBe(20);
  });

  test('a time that comes twice is the first of them', () => {
    const daily = aSeries({ start: '2026-10-24T02:30', end: '2026-10-24T03:30', rrule: 'FREQ=DAILY' });
    expect(moments(daily, '2026-10-25T00:00', '2026-10-26T22:00')).toEqual(['2026-10-25T00:30', '2026-10-26T01:30']);
  });
});

describe('rules', () => {
  test('the 31st skips months without one, the last day is in each', () => {
    const on31st = aSeries({ start: '2026-01-31T08:00', end: '2026-01-31T09:00', rrule: 'FREQ=MONTHLY' });
    expect(starts(on31st, '2026-01-01T00:00', '2026-07-01T00:00').map((start) => start.slice(5, 10))).toEqual([
      '01-31',
      '03-31',
      '05-31',
    ]);
    const lastDay = { ...on31st, rrule: 'FREQ=MONTHLY;BYMONTHDAY=-1' };
    expect(starts(lastDay, '2026-01-01T00:00', '2026-05-15T00:00').map((start) => start.slice(5, 10))).toEqual([
      '01-31',
      '02-28',
      '03-31',
      '04-30',
    ]);
  });

  test('29 February comes in leap years, over the end of a century too', () => {
    const leap = aSeries({ start: '2024-02-29T08:00', end: '2024-02-29T09:00', rrule: 'FREQ=YEARLY' });
    expect(starts(leap, '2024-01-01T00:00', '2033-01-01T00:00').map((start) => start.slice(0, 4))).toEqual([
      '2024',
      '2028',
      '2032',
    ]);
    expect(nextBoundary(leap, utc('2096-03-01T00:00'))).toEqual({ atMs: utc('2104-02-29T07:00'), kind: 'begin' });
  });

  test('every other week on three days', () => {
    const rrule = 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR';
    const series = aSeries({ start: '2026-11-23T08:00', end: '2026-11-23T09:00', rrule });
    expect(starts(series, '2026-11-23T00:00', '2026-12-14T00:00').map((start) => start.slice(5, 10))).toEqual([
      '11-23',
      '11-25',
      '11-27',
      '12-07',
      '12-09',
      '12-11',
    ]);
  });

  test('weekdays that begin on a Saturday have their first on the Monday', () => {
    const rrule = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';
    const series = aSeries({ start: '2026-11-28T08:00', end: '2026-11-28T09:00', rrule });
    expect(starts(series, '2026-11-27T00:00', '2026-12-02T00:00')).toEqual(['2026-11-30T08:00', '2026-12-01T08:00']);
    expect([hasTime(series, '2026-11-28T08:00'), hasTime(series, '2026-11-30T08:00')]).toEqual([false, true]);
    expect(timesBefore(series, '2026-12-01T08:00')).toBe(1);
  });

  test('the last day, and a last start at the very end of a rule, belong to it', () => {
    const until = aSeries({
      start: '2026-11-26T08:00',
      end: '2026-11-26T09:00',
      rrule: 'FREQ=DAILY;UNTIL=20261128T235959Z',
    });
    expect(starts(until, '2026-11-01T00:00', '2026-12-31T00:00')).toHaveLength(3);
    expect(
      starts({ ...until, rrule: 'FREQ=DAILY;UNTIL=20261128T080000Z' }, '2026-11-01T00:00', '2026-12-31T00:00'),
    ).toHaveLength(3);
    expect(starts({ ...until, rrule: 'FREQ=DAILY;COUNT=3' }, '2026-11-01T00:00', '2026-12-31T00:00')).toHaveLength(3);
    expect(nextBoundary(until, utc('2026-11-28T08:30'))).toBeNull();
  });

  test('what was deleted or changed by itself', () => {
    const [second, third] = ['2026-11-27T08:00', '2026-11-28T08:00'];
    const series = aSeries({
      start: '2026-11-26T08:00',
      end: '2026-11-26T09:00',
      rrule: 'FREQ=DAILY;COUNT=4',
      exdates: [second],
      overrides: {
        [third]: {
          title: 'Later',
          activityId: aSeries().activityId,
          roleId: null,
          message: '',
          start: '2026-11-30T10:00',
          end: '2026-11-30T10:30',
        },
      },
    });
    const found = occurrencesBetween(series, utc('2026-11-26T00:00'), utc('2026-12-05T00:00'));
    expect(found.map(({ at, start, title, changed }) => [at, start, title, changed])).toEqual([
      ['2026-11-26T08:00', '2026-11-26T08:00', 'Standup', false],
      ['2026-11-29T08:00', '2026-11-29T08:00', 'Standup', false],
      [third, '2026-11-30T10:00', 'Later', true],
    ]);
    expect(nextBoundary(series, utc('2026-11-29T08:00'))).toEqual({ atMs: utc('2026-11-30T09:00'), kind: 'begin' });
    expect(starts(series, '2026-11-30T09:10', '2026-11-30T09:20')).toEqual(['2026-11-30T10:00']);
  });
});

test('the same in whichever zone the process runs', () => {
  const outputs = ['UTC', 'Europe/Stockholm', 'America/Los_Angeles'].map((TZ) => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'tests/fakes/occurrences.part.ts'], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const { zone, cases } = JSON.parse(stdout) as { zone: string; cases: string[] };
    expect(zone).toBe(TZ);
    return cases;
  });
  expect(outputs[0]).toHaveLength(12);
  expect(outputs[0]?.every((each) => JSON.parse(each).length > 0)).toBe(true);
  expect(outputs[1]).toEqual(outputs[0]);
  expect(outputs[2]).toEqual(outputs[0]);
});

const zones = ['Europe/Stockholm', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu', 'UTC'];
const rules = ['FREQ=DAILY', 'FREQ=WEEKLY', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'FREQ=MONTHLY', 'FREQ=YEARLY', null];
const seriesArbitrary = fc
  .record({
    day: fc.integer({ min: 0, max: 1_500 }),
    minute: fc.integer({ min: 0, max: 1_439 }),
    minutes: fc.integer({ min: 1, max: 2_000 }),
    zone: fc.constantFrom(...zones),
    rule: fc.constantFrom(...rules),
    count: fc.option(fc.integer({ min: 1, max: 30 })),
  })
  .map(({ day, minute, minutes, zone, rule, count }) => {
    const start = wallText(wallMs(plusDays('2024-01-01', day)) + minute * 60_000);
    const rrule = rule === null ? null : count === null ? rule : `${rule};COUNT=${count}`;
    return aSeries({ start, end: wallText(wallMs(start) + minutes * 60_000), zone, rrule });
  });

describe('whatever is planned', () => {
  test('occurrences of a range are those of its parts, each at its wall time unless the clock leaves it out', () => {
    fc.assert(
      fc.property(
        seriesArbitrary,
        fc.integer({ min: 0, max: 1_600 }),
        fc.integer({ min: 1, max: 40 }),
        (series, day, days) => {
          const from = wallMs(plusDays('2024-01-01', day));
          const [middle, to] = [from + Math.floor(days / 2) * 86_400_000, from + days * 86_400_000];
          const whole = occurrencesBetween(series, from, to);
          const parts = [...occurrencesBetween(series, from, middle), ...occurrencesBetween(series, middle, to)];
          expect([...new Set(parts.map(({ at }) => at))].toSorted()).toEqual(whole.map(({ at }) => at).toSorted());
          for (const { start, startMs, endMs } of whole) {
            expect(endMs).toBeGreaterThan(startMs);
            expect(momentOf(start, series.zone)).toBe(startMs);
            const shown = wallIn(series.zone, startMs);
            // Clocks go forward by half an hour on Lord Howe, by a day on Samoa once, long before.
            if (shown !== start) expect(wallMs(shown) - wallMs(start)).toBeGreaterThan(0);
          }
        },
      ),
    );
  });

  test('the next time that anything begins or ends is the first of all that do', () => {
    fc.assert(
      fc.property(seriesArbitrary, fc.integer({ min: 0, max: 1_600 }), (series, day) => {
        const now = wallMs(plusDays('2024-01-01', day)) + 7 * 3_600_000;
        const all = occurrencesBetween(series, now - 1, now + 500 * 86_400_000).flatMap(({ startMs, endMs }) => [
          startMs,
          endMs,
        ]);
        const first = Math.min(...all.filter((ms) => ms > now));
        const next = nextBoundary(series, now);
        if (next !== null && next.atMs < now + 400 * 86_400_000) expect(next.atMs).toBe(first);
        if (next === null) expect(first).toBe(Infinity);
      }),
    );
  });
});

test('weeks are those of ISO 8601', () => {
  expect(['2026-11-26', '2026-01-01', '2025-12-29', '2027-01-01', '2020-12-31', '2021-01-03'].map(isoWeek)).toEqual([
    48, 1, 1, 53, 53, 53,
  ]);
  expect(mondayOf('2026-11-29')).toBe('2026-11-23');
  expect(['2026-02-29T08:00', '2026-02-28T24:00', '1999-01-01T00:00', '2026-1-1T00:00', 'x'].map(isWallTime)).toEqual(
    Array(5).fill(false),
  );
});
