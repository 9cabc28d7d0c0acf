import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { AnswerGroupId, CallId, EntryId, OrganisationId, UserId } from '../contract/ids';

/* The tables of answer groups, of `Database`. */

/** JSON that may be missing. */
type MaybeJson<Value extends object> = ColumnType<Value | null, string | null, string | null>;

interface SaidPlace {
  readonly position: number;
  readonly range: { readonly from: number; readonly to: number | null } | null;
  readonly atMs: number;
}

export interface AnswerGroupTable {
  id: Generated<AnswerGroupId>;
  organisation_id: OrganisationId;
  name: string;
  extension: string;
  /** E.164. */
  number: string | null;
  settings: JSONColumnType<object>;
  last_asked: Generated<UserId | null>;
  last_asked_order: Generated<number | null>;
}

export interface AnswerGroupMemberTable {
  group_id: AnswerGroupId;
  organisation_id: OrganisationId;
  user_id: UserId;
  position: number;
  tier: number;
  skills: JSONColumnType<Readonly<Record<string, number>>>;
}

export interface AnswerGroupSupervisorTable {
  group_id: AnswerGroupId;
  organisation_id: OrganisationId;
  user_id: UserId;
}

export interface AnswerGroupExitTable {
  group_id: AnswerGroupId;
  organisation_id: OrganisationId;
  why: string;
  leads_to: 'voicemail' | 'end' | 'number' | 'person' | 'group';
  to_number: string | null;
  to_user_id: UserId | null;
  to_group_id: AnswerGroupId | null;
}

export interface AnswerGroupPauseReasonTable {
  organisation_id: OrganisationId;
  position: number;
  reason: string;
}

export interface AnswerGroupAgentTable {
  user_id: UserId;
  organisation_id: OrganisationId;
  logged_in: boolean;
  pause_reason: string | null;
  paused_by: UserId | null;
  idle_since: Date;
  serving: MaybeJson<{
    readonly entryId: EntryId;
    readonly groupId: AnswerGroupId;
    readonly sinceMs: number;
    readonly heldMs: number;
    readonly heldSinceMs: number | null;
  }>;
  wrap_up: MaybeJson<{
    readonly groupId: AnswerGroupId;
    readonly talkMs: number;
    readonly sinceMs: number;
    readonly timer: { readonly id: number; readonly dueMs: number };
  }>;
}

export interface AnswerGroupEntryTable {
  id: EntryId;
  organisation_id: OrganisationId;
  group_id: AnswerGroupId;
  call_id: CallId | null;
  callback: MaybeJson<{ readonly number: string; readonly attempts: number; readonly notBeforeMs: number }>;
  number: string | null;
  priority: number;
  entered_at: Date;
  joined_at: Date;
  hops: number;
  skill: MaybeJson<{ readonly name: string; readonly level: number }>;
  said: MaybeJson<SaidPlace>;
  sticky_to: UserId | null;
}

export interface AnswerGroupEventTable {
  id: GeneratedAlways<string>;
  organisation_id: OrganisationId;
  at: Date;
  began_at: Date;
  event: string;
  group_id: AnswerGroupId | null;
  entry_id: EntryId | null;
  user_id: UserId | null;
  data: JSONColumnType<object>;
}
