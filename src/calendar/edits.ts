import type { Scope } from '../contract/calendar/calendar';
import { plusDays, wallMs, wallText } from '../contract/calendar/wall';
import { repeatOf, untilOf } from './repeat';
import { contentOf } from './series';
import type { Content, Override, Series } from './series';

/** What a person wants of an occurrence, and of those that the scope says: content, times, zone and rule. */
export interface Wanted extends Content {
  readonly start: string;
  readonly end: string;
  readonly zone: string;
  readonly rrule: string | null;
}

/** What becomes of a series; null = it is gone. `added` goes on from where it was divided. */
export interface Edited {
  readonly kept: Series | null;
  readonly added: Series | null;
}

/** Which one of a series is meant, and how many came before it. */
export interface Place {
  readonly at: string;
  readonly before: number;
}

/**
 * Changes this one, it and those after it, or all: pure, so that nothing is half changed. Those that were deleted or
 * changed by themselves stay so, and go along when the series is moved, while its rule stays; with another rule, or in
 * another zone, there is nothing of them to keep.
 */
export function edit(series: Series, scope: Scope, place: Place, wanted: Wanted): Edited {
  if (series.rrule === null) return { kept: once(wanted), added: null };
  if (scope === 'this') return { kept: changeOne(series, place.at, wanted), added: null };
  if (scope === 'all' || place.before === 0) return { kept: changeAll(series, place.at, wanted), added: null };
  const rest = from(series, place);
  const rrule = wanted.rrule === series.rrule ? rest.rrule : wanted.rrule;
  return { kept: upTo(series, place), added: changeAll(rest, place.at, { ...wanted, rrule }) };
}

/** Deletes this one, it and those after it, or all. */
export function remove(series: Series, scope: Scope, place: Place): Series | null {
  if (series.rrule === null || scope === 'all' || (scope === 'following' && place.before === 0)) return null;
  if (scope === 'following') return upTo(series, place);
  const { [place.at]: _gone, ...overrides } = series.overrides;
  return { ...series, overrides, exdates: [...series.exdates.filter((time) => time !== place.at), place.at] };
}

const once = (wanted: Wanted): Series => ({ ...wanted, exdates: [], overrides: {} });

function changeOne(series: Series, at: string, wanted: Wanted): Series {
  const override: Override = { ...contentOf(wanted), start: wanted.start, end: wanted.end };
  return {
    ...series,
    overrides: { ...series.overrides, [at]: override },
    exdates: series.exdates.filter((time) => time !== at),
  };
}

/**
 * The series moves by as much as the one that is looked at, and gets its length. One that is there every day, or every
 * weekday, stays on its days: only its hours move.
 */
function changeAll(series: Series, at: string, wanted: Wanted): Series {
  if (wanted.rrule === null) return once(wanted);
  const shown = series.overrides[at]?.start ?? at;
  const hours = (wall: string): number => wallMs(wall) - wallMs(wall.slice(0, 10));
  const staysOnDays = /FREQ=DAILY|BYDAY=/.test(wanted.rrule);
  const movedMs = staysOnDays ? hours(wanted.start) - hours(shown) : wallMs(wanted.start) - wallMs(shown);
  const moved = (time: string): string => wallText(wallMs(time) + movedMs);
  const start = moved(series.start);
  const end = wallText(wallMs(start) + wallMs(wanted.end) - wallMs(wanted.start));
  if (wanted.rrule !== series.rrule || wanted.zone !== series.zone)
    return { ...wanted, start, end, exdates: [], overrides: {} };
  const { [at]: _shown, ...others } = series.overrides;
  const overrides = Object.entries(others).map(([time, override]) => [moved(time), override] as const);
  return {
    ...wanted,
    start,
    end,
    rrule: withUntilMoved(wanted.rrule, daysBetween(series.start, start)),
    exdates: series.exdates.map(moved),
    overrides: Object.fromEntries(overrides),
  };
}

const daysBetween = (from: string, to: string): number =>
  (wallMs(to.slice(0, 10)) - wallMs(from.slice(0, 10))) / 86_400_000;

/** The last day of a series goes along with its first. */
function withUntilMoved(rrule: string, days: number): string {
  const until = repeatOf(rrule)?.until ?? null;
  return until === null || days === 0 ? rrule : endedBy(rrule, untilOf(plusDays(until, days)));
}

/** Those before the place: a count becomes smaller, what has no count ends with the day before. */
function upTo(series: Series, { at, before }: Place): Series {
  const isEarlier = (time: string): boolean => time < at;
  const end = countOf(series.rrule) === null ? untilOf(plusDays(at.slice(0, 10), -1)) : `COUNT=${before}`;
  return {
    ...series,
    rrule: endedBy(series.rrule ?? '', end),
    exdates: series.exdates.filter(isEarlier),
    overrides: Object.fromEntries(Object.entries(series.overrides).filter(([time]) => isEarlier(time))),
  };
}

/** Those from the place on, as a series of their own. */
function from(series: Series, { at, before }: Place): Series {
  const isLater = (time: string): boolean => time >= at;
  const count = countOf(series.rrule);
  const rrule = count === null ? series.rrule : endedBy(series.rrule ?? '', `COUNT=${count - before}`);
  return {
    ...series,
    start: at,
    end: wallText(wallMs(at) + wallMs(series.end) - wallMs(series.start)),
    rrule,
    exdates: series.exdates.filter(isLater),
    overrides: Object.fromEntries(Object.entries(series.overrides).filter(([time]) => isLater(time))),
  };
}

/** The rule with an end of its own in place of the one it had. */
function endedBy(rrule: string, end: string): string {
  const others = rrule.split(';').filter((part) => !/^(?:COUNT|UNTIL)=/.test(part));
  return [...others, end].join(';');
}

const countOf = (rrule: string | null): number | null => {
  const count = /COUNT=(\d+)/.exec(rrule ?? '')?.[1];
  return count === undefined ? null : Number(count);
};
