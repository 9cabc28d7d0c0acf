import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type {
  ActivityIcon,
  ActivityShortcut,
  ActivityState,
  CallHandling,
  PastActivity,
  UsualEnd,
} from '../contract/activities/activity';
import type { PhoneRoleId, ScheduleId } from '../contract/calendar/calendar';
import type { PhoneRole } from '../contract/calendar/roles';
import type { ActivityId, OrganisationId, UserId } from '../contract/ids';

/* The tables of what people are doing and what they plan, of `Database`. */

export interface ActivityTable {
  id: Generated<ActivityId>;
  organisation_id: OrganisationId;
  key: string;
  name_sv: string;
  name_en: string;
  icon: ActivityIcon;
  state: ActivityState;
  default_end: ColumnType<UsualEnd | null, string | null, string | null>;
  end_required: boolean;
  call_handling: CallHandling;
  spoken: boolean;
  listed: boolean;
  code: string | null;
  position: number;
  archived_at: Generated<Date | null>;
}

export interface ActivityDefaultsTable {
  organisation_id: OrganisationId;
  shortcuts: ColumnType<ActivityShortcut[], string | undefined, string>;
  code_prefix: Generated<string>;
  /** 1 = Monday. */
  work_days: Generated<number[]>;
  /** `HH:MM:SS`. */
  work_from: Generated<string>;
  work_to: Generated<string | null>;
}

export interface PersonActivityTable {
  user_id: UserId;
  organisation_id: OrganisationId;
  activity_id: Generated<ActivityId | null>;
  since: Generated<Date | null>;
  until: Generated<Date | null>;
  message: Generated<string | null>;
  set_by: Generated<UserId | null>;
  /** A bigint: the driver reads it as text. */
  revision: Generated<string>;
  shortcuts: ColumnType<ActivityShortcut[] | null, string | null | undefined, string | null>;
}

export interface ActivityHistoryTable {
  organisation_id: OrganisationId;
  user_id: UserId;
  activity_id: ActivityId;
  since: Date;
  ended_at: Date;
  due_at: Date | null;
  how: PastActivity['how'];
  set_by: UserId | null;
}

export interface ActivityDelegateTable {
  organisation_id: OrganisationId;
  user_id: UserId;
  delegate_id: UserId;
}

export interface PhoneRoleTable {
  id: PhoneRoleId;
  organisation_id: OrganisationId;
  user_id: UserId;
  name: string;
  /** E.164 or `anonymous`. */
  number: string | null;
  rings: JSONColumnType<PhoneRole['rings']>;
  numbers: ColumnType<string[] | null, string | null, string | null>;
  activity_ids: JSONColumnType<ActivityId[]>;
  created_at: Generated<Date>;
}

export interface ScheduleTable {
  id: ScheduleId;
  organisation_id: OrganisationId;
  user_id: UserId;
  title: string;
  activity_id: ActivityId;
  role_id: PhoneRoleId | null;
  message: string;
  /** Times on a wall, `2026-11-26T08:00`. */
  start_local: string;
  end_local: string;
  /** IANA name. */
  zone: string;
  rrule: string | null;
  exdates: JSONColumnType<string[]>;
  /** The series' overrides; its store casts them. */
  overrides: JSONColumnType<object>;
  revision: Generated<number>;
  next_at: Date | null;
  next_kind: 'begin' | 'end' | null;
  counted_with: string;
}

export interface ScheduleChangeTable {
  id: string;
  organisation_id: OrganisationId;
  user_id: UserId;
  at: Generated<Date>;
  /** Its store casts it. */
  rows: JSONColumnType<object[]>;
}
