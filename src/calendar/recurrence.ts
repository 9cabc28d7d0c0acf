import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { wallMs, wallText } from '../contract/calendar/wall';
import { contentOf } from './series';
import type { PlannedOccurrence, Series } from './series';

/**
 * When what is planned takes place. The rule is expanded on the wall, as if that hung in UTC, and each time found there
 * is then looked up in the zone: neither the zone of this process nor that of the series bends the rule, and no day is
 * lost. A time that summer time leaves out is the one an hour later, one that comes twice the first of them
 * (ADR 0021). Heavy, so whoever needs it loads it at its first use: `load-recurrence.ts`.
 */

/** Clocks are set forward and back by less than this. */
const slackMs = 3 * 3_600_000;
/** How far a rule is looked along for its next time; a leap day comes within eight years, over a century's end. */
const mostOfNext = 400;
const mostRemembered = 5_000;

const at = (ms: number): Temporal.ZonedDateTime => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('UTC');

/** The moment when a wall in the zone shows this. */
export const momentOf = (wall: string, zone: string): number => moments(`${wall} ${zone}`);

const moments = remembered((key) => {
  const [wall = '', zone = ''] = key.split(' ');
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
});

/** What a wall in the zone shows, to the minute. */
export const wallIn = (zone: string, ms: number): string => walls(`${ms} ${zone}`);

const walls = remembered((key) => {
  const [ms = '', zone = ''] = key.split(' ');
  const time = Temporal.Instant.fromEpochMilliseconds(Number(ms)).toZonedDateTimeISO(zone).toPlainDateTime();
  return time.toString({ smallestUnit: 'minute', roundingMode: 'floor' });
});

/** Zones are slow to ask, and at eight o'clock thousands ask the same. */
function remembered<Value>(make: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= mostRemembered) known.clear();
    const value = make(key);
    known.set(key, value);
    return value;
  };
}

/** When the zone's clocks are changed between two moments: the first change, and by how many minutes. */
export function changeOfClocks(zone: string, startMs: number, endMs: number): { ms: number; minutes: number } | null {
  const start = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(zone);
  const change = start.getTimeZoneTransition('next');
  if (change === null || change.epochMilliseconds >= endMs) return null;
  const minutes = (change.offsetNanoseconds - start.offsetNanoseconds) / 60e9;
  return minutes === 0 ? null : { ms: change.epochMilliseconds, minutes };
}

const rules = remembered((key) => {
  const [start = '', rruleString = ''] = key.split(' ');
  return new RRuleTemporal({ rruleString, dtstart: at(wallMs(start)) });
});

const ruleFor = ({ rrule, start }: Series): RRuleTemporal => rules(`${start} ${rrule ?? 'FREQ=DAILY;COUNT=1'}`);

/** The times at which the series has an occurrence, deleted and changed ones among them. */
function timesBetween(series: Series, fromMs: number, toMs: number): string[] {
  if (series.rrule === null) {
    const ms = wallMs(series.start);
    return ms >= fromMs && ms < toMs ? [series.start] : [];
  }
  return ruleFor(series)
    .between(new Date(fromMs), new Date(toMs - 1), true)
    .map(({ epochMilliseconds }) => wallText(epochMilliseconds));
}

/** How many times of the series there are before this one; so many are in the first part of one that is divided. */
export function timesBefore(series: Series, time: string): number {
  return timesBetween(series, wallMs(series.start), wallMs(time)).length;
}

/** Whether the series has, or had before it was deleted, an occurrence of this name. */
export const hasTime = (series: Series, time: string): boolean =>
  timesBetween(series, wallMs(time), wallMs(time) + 1).includes(time);

function occurrenceAt(series: Series, time: string): PlannedOccurrence {
  const changed = series.overrides[time];
  const lengthMs = wallMs(series.end) - wallMs(series.start);
  const start = changed?.start ?? time;
  const end = changed?.end ?? wallText(wallMs(time) + lengthMs);
  const startMs = momentOf(start, series.zone);
  const endMs = momentOf(end, series.zone);
  // What lies within the hour that is left out would end before it has begun.
  const ends = endMs > startMs ? endMs : startMs + wallMs(end) - wallMs(start);
  return { ...contentOf(changed ?? series), at: time, start, end, startMs, endMs: ends, changed: Boolean(changed) };
}

/** The occurrences that touch the time between two moments, by their beginnings. */
export function occurrencesBetween(series: Series, fromMs: number, toMs: number): PlannedOccurrence[] {
  const lengthMs = wallMs(series.end) - wallMs(series.start);
  const [from, to] = [fromMs, toMs].map((ms) => wallMs(wallIn(series.zone, ms))) as [number, number];
  const regular = timesBetween(series, from - lengthMs - slackMs, to + slackMs).filter(
    (time) => !(time in series.overrides),
  );
  const moved = Object.keys(series.overrides);
  return [...regular, ...moved]
    .filter((time) => !series.exdates.includes(time))
    .map((time) => occurrenceAt(series, time))
    .filter(({ startMs, endMs }) => startMs < toMs && endMs > fromMs)
    .toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
}

export interface Boundary {
  readonly atMs: number;
  readonly kind: 'begin' | 'end';
}

/** When, after a moment, something of the series begins or ends next; null = never again. */
export function nextBoundary(series: Series, afterMs: number): Boundary | null {
  const underWay = occurrencesBetween(series, afterMs, afterMs + 1).map(({ endMs }) => endMs);
  const ahead = [...upcoming(series, afterMs)].map(({ startMs }) => startMs);
  const [end, begin] = [Math.min(...underWay.filter((ms) => ms > afterMs)), Math.min(...ahead)];
  if (end === Infinity && begin === Infinity) return null;
  return begin <= end ? { atMs: begin, kind: 'begin' } : { atMs: end, kind: 'end' };
}

/** Of the occurrences that begin after a moment the first of the rule, and all that were changed by themselves. */
function* upcoming(series: Series, afterMs: number): Generator<PlannedOccurrence> {
  for (const time of Object.keys(series.overrides)) {
    if (series.exdates.includes(time)) continue;
    const occurrence = occurrenceAt(series, time);
    if (occurrence.startMs > afterMs) yield occurrence;
  }
  const skipped = new Set([...series.exdates, ...Object.keys(series.overrides)]);
  for (const time of timesFrom(series, wallMs(wallIn(series.zone, afterMs)) - slackMs)) {
    if (skipped.has(time)) continue;
    const occurrence = occurrenceAt(series, time);
    if (occurrence.startMs <= afterMs) continue;
    yield occurrence;
    return;
  }
}

function* timesFrom(series: Series, fromMs: number): Generator<string> {
  if (series.rrule === null) {
    yield series.start;
    return;
  }
  const rule = ruleFor(series);
  let next = rule.next(new Date(fromMs), true);
  for (let tried = 0; next !== null && tried < mostOfNext; tried += 1) {
    yield wallText(next.epochMilliseconds);
    next = rule.next(new Date(next.epochMilliseconds), false);
  }
}
