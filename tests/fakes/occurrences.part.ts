/** Prints what series of all kinds come to: a process of its own, since a zone is a process's. */
import { occurrencesBetween } from '../../src/calendar/recurrence';
import { aSeries, utc } from './series';

const rules = [
  'FREQ=DAILY',
  'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR',
  'FREQ=MONTHLY',
  'FREQ=MONTHLY;BYMONTHDAY=-1',
  'FREQ=DAILY;UNTIL=20260330T235959Z',
];
const series = rules.flatMap((rrule) => [
  aSeries({ start: '2026-01-30T08:00', end: '2026-01-30T16:00', rrule, exdates: ['2026-03-27T08:00'] }),
  aSeries({ start: '2026-01-30T02:30', end: '2026-01-30T03:30', rrule }),
]);
const cases = series.map((each) =>
  JSON.stringify(
    [
      ...occurrencesBetween(each, utc('2026-03-20T00:00'), utc('2026-04-20T00:00')),
      ...occurrencesBetween(each, utc('2026-10-20T00:00'), utc('2026-11-20T00:00')),
    ].map(({ at, startMs, endMs }) => [at, startMs, endMs]),
  ),
);
console.log(JSON.stringify({ zone: process.env['TZ'], cases }));
