import type { Insertable, Selectable } from 'kysely';
import type { ScheduleId } from '../contract/calendar/calendar';
import type { OrganisationId, UserId } from '../contract/ids';
import type { ScheduleTable } from '../ports/database-plans';
import type { Boundary, Recurrence } from './load-recurrence';
import type { Series } from './series';

/** An entry as it is stored. */
export interface Schedule {
  readonly id: ScheduleId;
  readonly userId: UserId;
  /** Grows with each change. */
  readonly revision: number;
  readonly series: Series;
}

export const scheduleColumns = [
  'id',
  'user_id',
  'title',
  'activity_id',
  'role_id',
  'message',
  'start_local',
  'end_local',
  'zone',
  'rrule',
  'exdates',
  'overrides',
  'revision',
] as const satisfies (keyof ScheduleTable)[];

type Row = Pick<Selectable<ScheduleTable>, (typeof scheduleColumns)[number]>;

export const toSchedule = (row: Row): Schedule => ({
  id: row.id,
  userId: row.user_id,
  revision: row.revision,
  series: {
    title: row.title,
    activityId: row.activity_id,
    roleId: row.role_id,
    message: row.message,
    start: row.start_local,
    end: row.end_local,
    zone: row.zone,
    rrule: row.rrule,
    exdates: row.exdates,
    overrides: row.overrides as Series['overrides'],
  },
});

/** Which data this process knows the zones by. */
export const zonesVersion = process.versions.tz ?? process.versions.icu ?? '';

export const boundaryColumns = (boundary: Boundary | null) => ({
  next_at: boundary === null ? null : new Date(boundary.atMs),
  next_kind: boundary?.kind ?? null,
  counted_with: zonesVersion,
});

/** @param nowMs what is over by then is announced no more */
export function toRow(
  organisationId: OrganisationId,
  { id, userId, revision, series }: Schedule,
  { nextBoundary }: Pick<Recurrence, 'nextBoundary'>,
  nowMs: number,
): Insertable<ScheduleTable> {
  return {
    id,
    organisation_id: organisationId,
    user_id: userId,
    title: series.title,
    activity_id: series.activityId,
    role_id: series.roleId,
    message: series.message,
    start_local: series.start,
    end_local: series.end,
    zone: series.zone,
    rrule: series.rrule,
    exdates: JSON.stringify(series.exdates),
    overrides: JSON.stringify(series.overrides),
    revision,
    ...boundaryColumns(nextBoundary(series, nowMs)),
  };
}
