import { loadRecurrence } from '../../calendar/load-recurrence';
import { plusDays } from '../../contract/calendar/wall';
import type { Period } from '../../contract/answer-groups/limits';
import { wallIn } from '../../contract/moments';

export interface Day {
  readonly beganAtMs: number;
  readonly endsAtMs: number;
}

/** The day in a zone: 23 or 25 hours long where clocks are changed in it. */
export async function dayOf(date: string, zone: string): Promise<Day> {
  const { momentOf } = await loadRecurrence();
  const beganAt = (day: string): number => momentOf(`${day}T00:00`, zone);
  return { beganAtMs: beganAt(date), endsAtMs: beganAt(plusDays(date, 1)) };
}

export const dateIn = (zone: string, ms: number): string => wallIn(zone, ms).slice(0, 10);
/** The day in which a moment is. */
export const dayAt = (zone: string, ms: number): Promise<Day> => dayOf(dateIn(zone, ms), zone);

export const quarterMs = 15 * 60_000;
const steps: Readonly<Record<Exclude<Period, 'agent'>, number>> = {
  quarter: quarterMs,
  hour: 4 * quarterMs,
  day: Infinity,
};

/** Where the parts of a time begin, and the end of the last. Parts end with their day. */
export async function boundsOf(from: string, to: string, by: Period, zone: string): Promise<readonly number[]> {
  const bounds: number[] = [];
  let endMs = 0;
  for (let date = from; date <= to; date = plusDays(date, 1)) {
    // oxlint-disable-next-line no-await-in-loop -- only the first one waits, for the library of zones
    const day = await dayOf(date, zone);
    if (by !== 'agent' || date === from) bounds.push(...beginsIn(day, by === 'agent' ? Infinity : steps[by]));
    endMs = day.endsAtMs;
  }
  return [...bounds, endMs];
}

export function* beginsIn({ beganAtMs, endsAtMs }: Day, stepMs: number): Generator<number> {
  for (let ms = beganAtMs; ms < endsAtMs; ms += stepMs) yield ms;
}
