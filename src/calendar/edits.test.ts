import * as fc from 'fast-check';
import { aSeries, utc } from '../../tests/fakes/series';
import { plusMinutes } from '../contract/calendar/wall';
import { edit, remove, type Edited, type Wanted } from './edits';
import { occurrencesBetween, timesBefore } from './recurrence';
import { repeatOf, ruleOf } from './repeat';
import { contentOf, type Series } from './series';

const daily = aSeries({ start: '2026-11-23T08:00', end: '2026-11-23T09:00', rrule: 'FREQ=DAILY;COUNT=6' });
const endless = { ...daily, rrule: 'FREQ=DAILY' };
const weekly = { ...daily, rrule: 'FREQ=WEEKLY;UNTIL=20261214T235959Z' };
const place = (series: Series, at: string) => ({ at, before: timesBefore(series, at) });

/** The occurrence as a person sees it, with what is to be another. */
const wanted = (series: Series, at: string, change: Partial<Wanted> = {}): Wanted => ({
  ...contentOf(series),
  start: series.overrides[at]?.start ?? at,
  end: series.overrides[at]?.end ?? plusMinutes(at, 60),
  zone: series.zone,
  rrule: series.rrule,
  ...change,
});

const all = ({ kept, added }: Edited | { kept: Series | null; added: null }): string[] =>
  [kept, added]
    .flatMap((each) =>
      each === null ? [] : occurrencesBetween(each, utc('2026-11-01T00:00'), utc('2026-12-31T00:00')),
    )
    .map(({ start, title }) => `${start.slice(5)} ${title}`);
const times = (edited: Edited): string[] => all(edited).map((text) => text.slice(0, 11));

const third = '2026-11-25T08:00';

test('this one: the others stay as they are', () => {
  const edited = edit(
    daily,
    'this',
    place(daily, third),
    wanted(daily, third, { title: 'Later', start: '2026-11-25T10:00', end: '2026-11-25T11:00' }),
  );
  expect(all(edited)).toEqual([
    '11-23T08:00 Standup',
    '11-24T08:00 Standup',
    '11-25T10:00 Later',
    '11-26T08:00 Standup',
    '11-27T08:00 Standup',
    '11-28T08:00 Standup',
  ]);
  const back = edit(edited.kept ?? daily, 'this', place(daily, third), wanted(daily, third));
  expect(all(back)).toEqual(all({ kept: daily, added: null }));
});

test('this and those after it: two series, of which the first ends the day before', () => {
  const change = { title: 'Later', start: '2026-11-25T10:00', end: '2026-11-25T12:00' };
  for (const [series, count] of [
    [daily, 6],
    [{ ...daily, rrule: 'FREQ=DAILY;UNTIL=20261128T235959Z' }, 6],
  ] as const) {
    const edited = edit(series, 'following', place(series, third), wanted(series, third, change));
    expect(all(edited)).toEqual([
      '11-23T08:00 Standup',
      '11-24T08:00 Standup',
      '11-25T10:00 Later',
      '11-26T10:00 Later',
      '11-27T10:00 Later',
      '11-28T10:00 Later',
    ]);
    expect(all(edited)).toHaveLength(count);
  }
  expect(edit(daily, 'following', place(daily, third), wanted(daily, third, change)).added?.rrule).toBe(
    'FREQ=DAILY;COUNT=4',
  );
  expect(edit(endless, 'following', place(endless, third), wanted(endless, third, change)).kept?.rrule).toBe(
    'FREQ=DAILY;UNTIL=20261124T235959Z',
  );
});

test('this and those after it, of the first, is all of them', () => {
  const { kept, added } = edit(
    daily,
    'following',
    place(daily, daily.start),
    wanted(daily, daily.start, { title: 'New' }),
  );
  expect([kept?.title, added]).toEqual(['New', null]);
});

test('all: the series moves by as much as the one looked at, with what was deleted and changed by itself', () => {
  const exdates = ['2026-11-24T08:00'];
  const overrides = {
    '2026-11-26T08:00': { ...contentOf(daily), title: 'Own', start: '2026-11-26T13:00', end: '2026-11-26T14:00' },
  };
  const series = { ...daily, exdates, overrides };
  const edited = edit(
    series,
    'all',
    place(series, third),
    wanted(series, third, { start: '2026-11-25T09:15', end: '2026-11-25T10:15' }),
  );
  expect(all(edited)).toEqual([
    '11-23T09:15 Standup',
    '11-25T09:15 Standup',
    '11-26T13:00 Own',
    '11-27T09:15 Standup',
    '11-28T09:15 Standup',
  ]);
});

test('all of a week moves to another day, and its last day with it; what is there each day stays on its days', () => {
  const tuesday = edit(
    weekly,
    'all',
    place(weekly, '2026-11-30T08:00'),
    wanted(weekly, '2026-11-30T08:00', { start: '2026-12-01T08:30', end: '2026-12-01T09:30' }),
  );
  expect(times(tuesday)).toEqual(['11-24T08:30', '12-01T08:30', '12-08T08:30', '12-15T08:30']);
  const each = edit(
    daily,
    'all',
    place(daily, third),
    wanted(daily, third, { start: '2026-11-26T10:00', end: '2026-11-26T11:00' }),
  );
  expect(times(each)).toHaveLength(6);
  expect(times(each)[0]).toBe('11-23T10:00');
});

test('another rule, another zone, or none: what was deleted of the old one is no more', () => {
  const series = { ...daily, exdates: ['2026-11-24T08:00'] };
  const rule = edit(series, 'all', place(series, third), wanted(series, third, { rrule: 'FREQ=DAILY;COUNT=2' }));
  expect(times(rule)).toEqual(['11-23T08:00', '11-24T08:00']);
  const single = edit(series, 'all', place(series, third), wanted(series, third, { rrule: null }));
  expect(times(single)).toEqual(['11-25T08:00']);
  expect(
    edit(
      aSeries(),
      'this',
      { at: '2026-11-26T10:00', before: 0 },
      wanted(aSeries(), '2026-11-26T10:00', { rrule: 'FREQ=WEEKLY;COUNT=2' }),
    ).kept?.rrule,
  ).toBe('FREQ=WEEKLY;COUNT=2');
});

test('deleted: this one, it and those after it, all', () => {
  expect(times({ kept: remove(daily, 'this', place(daily, third)), added: null })).toEqual([
    '11-23T08:00',
    '11-24T08:00',
    '11-26T08:00',
    '11-27T08:00',
    '11-28T08:00',
  ]);
  for (const series of [daily, endless])
    expect(times({ kept: remove(series, 'following', place(series, third)), added: null })).toEqual([
      '11-23T08:00',
      '11-24T08:00',
    ]);
  expect(remove(daily, 'all', place(daily, third))).toBeNull();
  expect(remove(daily, 'following', place(daily, daily.start))).toBeNull();
  expect(remove(aSeries(), 'this', { at: '2026-11-26T10:00', before: 0 })).toBeNull();
});

test('a rule says what the person chose, and is read back', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('day', 'weekday', 'week', 'month', 'year' as const),
      fc.option(fc.integer({ min: 1, max: 999 })),
      fc.boolean(),
      (every, count, dated) => {
        const repeat = { every, until: dated ? '2026-12-24' : null, count: dated ? null : count } as const;
        expect(repeatOf(ruleOf(repeat))).toEqual(repeat);
      },
    ),
  );
});

test('divided anywhere, the two parts are what the whole was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.constantFrom(daily, endless, weekly), (index, series) => {
      const whole = occurrencesBetween(series, utc('2026-11-01T00:00'), utc('2026-12-31T00:00'));
      const at = whole[index]?.at;
      if (at === undefined) return;
      const edited = edit(series, 'following', place(series, at), wanted(series, at));
      expect(times(edited)).toEqual(whole.map(({ start }) => start.slice(5)));
    }),
  );
});
