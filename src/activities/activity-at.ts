import type { ActivityId, UserId } from '../contract/ids';

/** What a person has set by hand. */
export interface SetActivity {
  readonly activityId: ActivityId;
  readonly sinceMs: number;
  /** Null: until it is set to something else. */
  readonly untilMs: number | null;
  readonly message: string | null;
  /** Null = the person. */
  readonly setBy: UserId | null;
}

/** What holds from a time to a time by itself: an entry of a calendar, the hours of the office. */
export interface Scheduled {
  readonly source: 'schedule' | 'outlook' | 'teams' | 'hours';
  readonly activityId: ActivityId;
  readonly startMs: number;
  readonly endMs: number;
  readonly title?: string | null;
  readonly message?: string | null;
}

/** What holds at a moment, and why. */
export interface ActivityAt {
  /** Null = what holds where nothing else does. */
  readonly activityId: ActivityId | null;
  readonly source: 'set' | Scheduled['source'] | 'default';
  readonly sinceMs: number | null;
  readonly untilMs: number | null;
  readonly setBy: UserId | null;
  readonly message: string | null;
  /** Set by hand without an end. */
  readonly isSticky: boolean;
  /** What is scheduled and does not hold, since another was set by hand. */
  readonly covers: Scheduled | null;
  /** When it may be another one by itself. */
  readonly nextMs: number | null;
}

/** Whose word counts more where none was set by hand. */
const order: readonly Scheduled['source'][] = ['schedule', 'outlook', 'teams', 'hours'];

/**
 * Of the entries that have begun and are not over: that of the nearest source; within it the one that started last,
 * until its end, and then the others go on.
 */
function scheduledAt(scheduled: readonly Scheduled[], nowMs: number): Scheduled | null {
  const holding = scheduled.filter(({ startMs, endMs }) => startMs <= nowMs && nowMs < endMs);
  const [first] = holding.toSorted(
    (a, b) => order.indexOf(a.source) - order.indexOf(b.source) || b.startMs - a.startMs || a.endMs - b.endMs,
  );
  return first ?? null;
}

const isSetAt = ({ sinceMs, untilMs }: SetActivity, nowMs: number): boolean =>
  sinceMs <= nowMs && (untilMs === null || nowMs < untilMs);

/**
 * What a person's activity is at a moment: what was set by hand, else what is scheduled, else nothing. Pure, so it is
 * right even if nothing has run since. One set by hand ends at its end, and then what is scheduled by then holds.
 */
export function activityAt(set: SetActivity | null, scheduled: readonly Scheduled[], nowMs: number): ActivityAt {
  const planned = scheduledAt(scheduled, nowMs);
  const nextMs = nextChange(set, scheduled, nowMs);
  if (set !== null && isSetAt(set, nowMs)) {
    const { activityId, sinceMs, untilMs, setBy, message } = set;
    const isSticky = untilMs === null;
    return { activityId, source: 'set', sinceMs, untilMs, setBy, message, isSticky, covers: planned, nextMs };
  }
  const plain = { setBy: null, isSticky: false, covers: null, nextMs };
  if (planned === null)
    return { ...plain, activityId: null, source: 'default', sinceMs: null, untilMs: null, message: null };
  const { activityId, source, startMs, endMs, message = null } = planned;
  return { ...plain, activityId, source, sinceMs: startMs, untilMs: endMs, message };
}

function nextChange(set: SetActivity | null, scheduled: readonly Scheduled[], nowMs: number): number | null {
  const times = [
    ...(set === null ? [] : [set.sinceMs, set.untilMs ?? nowMs]),
    ...scheduled.flatMap(({ startMs, endMs }) => [startMs, endMs]),
  ].filter((time) => time > nowMs);
  return times.length === 0 ? null : Math.min(...times);
}

/**
 * Available, set by hand while something is scheduled, lets calls through until that one's end; the next occurrence
 * holds again. With nothing scheduled it says nothing, and what begins later holds.
 */
export function untilOfAvailable(scheduled: readonly Scheduled[], nowMs: number): number | null {
  return scheduledAt(scheduled, nowMs)?.endMs ?? null;
}
