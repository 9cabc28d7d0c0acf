import type { Occurrence } from '../../src/contract/calendar/calendar';

/** What holds now, as the activities tell it. */
export interface HoldsNow {
  readonly activityId: string;
  readonly source: string;
  readonly untilMs: number | null;
}

/** A part of the day ahead in which one activity holds. */
export interface DayPart {
  readonly startMs: number;
  readonly endMs: number;
  /** Null = available, since nothing else is planned. */
  readonly activityId: string | null;
  readonly roleId: string | null;
}

/**
 * The phone's next hours: what was set by hand until its end, else of what is planned the entry that begins last, until
 * its end; then the others go on. The same as the server's `activityAt`, at each moment at which it may change.
 */
export function dayParts(
  occurrences: readonly Occurrence[],
  now: HoldsNow | null,
  fromMs: number,
  toMs: number,
): readonly DayPart[] {
  const setUntilMs = now?.source === 'set' ? (now.untilMs ?? Infinity) : -Infinity;
  const holds = (ms: number): Pick<DayPart, 'activityId' | 'roleId'> => {
    if (ms < setUntilMs) return { activityId: now?.activityId ?? null, roleId: null };
    const underWay = occurrences.filter(({ startMs, endMs }) => startMs <= ms && ms < endMs);
    const last = underWay.toSorted((a, b) => b.startMs - a.startMs || a.endMs - b.endMs)[0];
    return { activityId: last?.activityId ?? null, roleId: last?.roleId ?? null };
  };
  const times = [fromMs, setUntilMs, ...occurrences.flatMap(({ startMs, endMs }) => [startMs, endMs])]
    .filter((ms) => ms >= fromMs && ms < toMs)
    .toSorted((a, b) => a - b);
  const parts: DayPart[] = [];
  for (const startMs of new Set(times)) {
    const last = parts.at(-1);
    const next = holds(startMs);
    if (last !== undefined) parts[parts.length - 1] = { ...last, endMs: startMs };
    if (last === undefined || last.activityId !== next.activityId || last.roleId !== next.roleId)
      parts.push({ ...next, startMs, endMs: toMs });
    else parts[parts.length - 1] = { ...last, endMs: toMs };
  }
  return parts;
}
