import * as fc from 'fast-check';
import type { ActivityId } from '../../src/contract/ids';
import { anOccurrence } from '../fakes/calendar';
import { placeDay, shifted, shownDates, timeText } from './calendar-grid';
import { dayParts } from './phone-today';

const day = '2026-11-26';
const entry = (from: string, to: string) =>
  anOccurrence({ from: from.includes('T') ? from : `${day}T${from}`, to: to.includes('T') ? to : `${day}T${to}` });
const columns = (...entries: ReturnType<typeof entry>[]) =>
  placeDay(day, entries).map(({ column, columns: of }) => `${column + 1}/${of}`);

test('entries that overlap stand side by side, and the next one has the whole width again', () => {
  expect(
    columns(entry('09:00', '11:00'), entry('10:00', '12:00'), entry('11:00', '11:30'), entry('12:00', '13:00')),
  ).toEqual(['1/2', '2/2', '1/2', '1/1']);
  expect(columns(entry('09:00', '10:00'), entry('09:00', '10:00'), entry('09:00', '10:00'))).toEqual([
    '1/3',
    '2/3',
    '3/3',
  ]);
});

test('one that goes over midnight is on both days, cut', () => {
  const night = entry('22:00', '2026-11-27T06:00');
  expect(placeDay(day, [night])).toMatchObject([{ top: 1320, bottom: 1440, cut: { before: false, after: true } }]);
  expect(placeDay('2026-11-27', [night])).toMatchObject([{ top: 0, bottom: 360, cut: { before: true, after: false } }]);
  expect(placeDay('2026-11-28', [night])).toEqual([]);
  expect(placeDay('2026-11-27', [entry('22:00', '2026-11-27T00:00')])).toEqual([]);
});

test('one of a few minutes, or over the hour that comes twice, can be read and pressed', () => {
  expect(placeDay(day, [entry('09:00', '09:05')])).toMatchObject([{ top: 540, bottom: 562 }]);
  expect(placeDay(day, [entry('02:30', '02:15')])).toMatchObject([{ top: 150, bottom: 172 }]);
  expect(placeDay(day, [entry('23:55', '2026-11-27T00:00')])).toMatchObject([{ bottom: 1440 }]);
});

test('whatever is planned, nothing covers anything else', () => {
  const minutes = fc.integer({ min: 0, max: 1_380 });
  fc.assert(
    fc.property(fc.array(fc.tuple(minutes, fc.integer({ min: 5, max: 400 })), { maxLength: 25 }), (boxes) => {
      const placed = placeDay(
        day,
        boxes.map(([from, length]) => entry(timeText(from), timeText(Math.min(1_439, from + length)))),
      );
      expect(placed).toHaveLength(boxes.length);
      for (const [index, a] of placed.entries())
        for (const b of placed.slice(index + 1)) {
          if (a.top < b.bottom && b.top < a.bottom) {
            expect(a.columns).toBe(b.columns);
            expect(a.column).not.toBe(b.column);
          }
        }
    }),
  );
});

test('a week begins on its Monday; what is moved keeps its length, what is shortened is never nothing', () => {
  expect(shownDates('week', '2026-11-29')).toEqual([
    '2026-11-23',
    '2026-11-24',
    '2026-11-25',
    '2026-11-26',
    '2026-11-27',
    '2026-11-28',
    '2026-11-29',
  ]);
  expect(shownDates('day', '2026-11-29')).toEqual(['2026-11-29']);
  const times = { from: `${day}T10:00`, to: `${day}T10:30` };
  expect(shifted(times, { days: 1, minutes: -15, longer: 0 })).toEqual({
    from: '2026-11-27T09:45',
    to: '2026-11-27T10:15',
  });
  expect(shifted(times, { days: 0, minutes: 0, longer: -60 })).toEqual({ from: `${day}T10:00`, to: `${day}T10:15` });
  expect(shifted(times, { days: 0, minutes: 0, longer: 45 }).to).toBe(`${day}T11:15`);
});

describe('the phone’s next hours', () => {
  const at = (time: string) => Date.parse(`${day}T${time}Z`);
  const planned = (from: string, to: string, activityId: string) =>
    anOccurrence({ startMs: at(from), endMs: at(to), activityId: activityId as ActivityId });
  const parts = (...given: Parameters<typeof dayParts>) =>
    dayParts(...given).map(({ startMs, endMs, activityId }) => [
      new Date(startMs).toISOString().slice(11, 16),
      new Date(endMs).toISOString().slice(11, 16),
      activityId,
    ]);
  const meeting = planned('10:30', '12:30', 'meeting');
  const lunch = planned('12:00', '13:00', 'lunch');

  test('the one that begins later holds until its end, then the other goes on', () => {
    const short = planned('11:00', '11:30', 'short');
    expect(parts([meeting, lunch, short], null, at('10:00'), at('14:00'))).toEqual([
      ['10:00', '10:30', null],
      ['10:30', '11:00', 'meeting'],
      ['11:00', '11:30', 'short'],
      ['11:30', '12:00', 'meeting'],
      ['12:00', '13:00', 'lunch'],
      ['13:00', '14:00', null],
    ]);
  });

  test('what was set by hand goes before, until its end; without one all the time', () => {
    const set = { activityId: 'busy', source: 'set', untilMs: at('11:15') };
    expect(parts([meeting], set, at('10:00'), at('14:00'))).toEqual([
      ['10:00', '11:15', 'busy'],
      ['11:15', '12:30', 'meeting'],
      ['12:30', '14:00', null],
    ]);
    expect(parts([meeting], { ...set, untilMs: null }, at('10:00'), at('14:00'))).toEqual([['10:00', '14:00', 'busy']]);
  });
});
