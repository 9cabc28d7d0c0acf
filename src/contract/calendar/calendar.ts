import { z } from 'zod';
import { ActivityId } from '../ids';
import { line, opaque } from '../text';
import { isTimeZone } from '../time-zone';
import * as limits from './limits';
import { isWallDate, isWallTime } from './wall';

/** `2026-11-26T08:00`: what a clock on the wall shows; its zone stands beside it. */
const WallTime = opaque(16).refine(isWallTime, 'is no time');
const WallDate = opaque(10).refine(isWallDate, 'is no date');
const Zone = opaque(64).refine(isTimeZone, 'is no time zone');

export const ScheduleId = z.uuid().brand<'ScheduleId'>();
export type ScheduleId = z.infer<typeof ScheduleId>;
export const PhoneRoleId = z.uuid().brand<'PhoneRoleId'>();
export type PhoneRoleId = z.infer<typeof PhoneRoleId>;

/** How an entry comes again, without end, to a date (its own, the last one) or so many times. */
export const Repeat = z
  .object({
    every: z.enum(['day', 'weekday', 'week', 'month', 'year']),
    until: WallDate.nullable(),
    count: z.number().int().min(1).max(limits.mostRepetitions).nullable(),
  })
  .refine(({ until, count }) => until === null || count === null, 'ends at a date or after a count, not both');
export type Repeat = z.infer<typeof Repeat>;

/** `POST /api/calendar`: what a person plans to do. Local time and zone are the truth: 08:00 stays 08:00 in summer. */
export const ScheduleDraft = z.object({
  title: line(limits.longestTitle),
  /** One of the organisation's activities. */
  activityId: ActivityId,
  /** Null: numbers and devices are as without it. */
  roleId: PhoneRoleId.nullable(),
  /** What colleagues read while it lasts. */
  message: line(limits.longestScheduleMessage),
  from: WallTime,
  to: WallTime,
  zone: Zone,
  repeat: Repeat.nullable(),
});
export type ScheduleDraft = z.infer<typeof ScheduleDraft>;

/** Of a series: this one, it and those after it, or all. */
export const Scope = z.enum(['this', 'following', 'all']);
export type Scope = z.infer<typeof Scope>;

const Addressed = z.object({
  scope: Scope,
  /** Which occurrence: the time at which its series has it, in the series' zone. */
  at: WallTime,
  /** What the person has seen; another one since is not overwritten. */
  revision: z.number().int().min(0).max(1e9),
});

/** `PUT /api/calendar/:id` */
export const ScheduleEdit = ScheduleDraft.extend(Addressed.shape);
export type ScheduleEdit = z.infer<typeof ScheduleEdit>;

/** `POST /api/calendar/:id/delete` */
export const ScheduleRemoval = Addressed;
export type ScheduleRemoval = z.infer<typeof ScheduleRemoval>;

/** `POST /api/calendar/undo` */
export const ScheduleUndo = z.object({ changeId: z.uuid() });

/** What came of a change; `changeId` undoes it. */
export interface ScheduleChanged {
  readonly changeId: string;
}

/** `GET /api/calendar?from=&to=&zone=`: the days from the first to before the last, as they are in the zone. */
export const CalendarQuery = z.object({ from: WallDate, to: WallDate, zone: Zone });
export type CalendarQuery = z.infer<typeof CalendarQuery>;

/** One time that an entry takes place. */
export const Occurrence = z.object({
  scheduleId: ScheduleId,
  /** Names it within its series, see `ScheduleRemoval`. */
  at: z.string(),
  revision: z.number().int(),
  title: z.string(),
  activityId: ActivityId,
  roleId: PhoneRoleId.nullable(),
  message: z.string(),
  /** In the zone that was asked for. */
  from: z.string(),
  to: z.string(),
  startMs: z.number().int(),
  endMs: z.number().int(),
  /** As it is planned, in its own zone. */
  planned: z.object({ from: z.string(), to: z.string(), zone: z.string() }),
  repeat: Repeat.nullable(),
  /** Of a series, but changed by itself. */
  changed: z.boolean(),
});
export type Occurrence = z.infer<typeof Occurrence>;

/** A day of the zone. Where clocks are changed it has 23 or 25 hours: `jump` says when, and by how many minutes. */
export const CalendarDay = z.object({
  date: z.string(),
  startMs: z.number().int(),
  endMs: z.number().int(),
  jump: z.object({ at: z.string(), minutes: z.number().int() }).nullable(),
});
export type CalendarDay = z.infer<typeof CalendarDay>;

export const CalendarPage = z.object({ days: z.array(CalendarDay), occurrences: z.array(Occurrence) });
export type CalendarPage = z.infer<typeof CalendarPage>;
