import type { PhoneRoleId } from '../contract/calendar/calendar';
import { plusDays } from '../contract/calendar/wall';
import type { ActivityId, OrganisationId, UserId } from '../contract/ids';
import { loadRecurrence } from './load-recurrence';
import { readable } from './readable';
import type { ScheduleStore } from './store';

/** What holds from a time to a time because a person has planned it. */
export interface ScheduledEntry {
  readonly source: 'schedule';
  readonly activityId: ActivityId;
  readonly startMs: number;
  readonly endMs: number;
  readonly title: string | null;
  readonly message: string | null;
  readonly roleId: PhoneRoleId | null;
}

/** Of each person what is under way at a moment, and what begins within a day and a half of it. */
export type ScheduledOf = (
  organisationId: OrganisationId,
  userIds: readonly UserId[],
  atMs: number,
) => Promise<ReadonlyMap<UserId, readonly ScheduledEntry[]>>;

/** How far what comes next is told: "until 12:00, then Lunch", and the strip of the next 24 hours. */
const aheadMs = 36 * 3_600_000;

export function createScheduledOf(storeOf: (organisationId: OrganisationId) => ScheduleStore): ScheduledOf {
  return async (organisationId, userIds, atMs) => {
    // Three days more than UTC's date: wherever the wall hangs, what begins by then is found.
    const to = plusDays(new Date(atMs).toISOString().slice(0, 10), 3);
    const schedules = await storeOf(organisationId).ahead(userIds, to);
    const all = new Map<UserId, ScheduledEntry[]>();
    if (schedules.length === 0) return all;
    const { occurrencesBetween } = await loadRecurrence();
    for (const { userId, series } of schedules) {
      const entries = all.get(userId) ?? [];
      const occurrences = readable(() => occurrencesBetween(series, atMs, atMs + aheadMs)) ?? [];
      for (const { activityId, startMs, endMs, title, message, roleId } of occurrences)
        entries.push({
          source: 'schedule',
          activityId,
          startMs,
          endMs,
          title: title || null,
          message: message || null,
          roleId,
        });
      all.set(userId, entries);
    }
    return all;
  };
}
