import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { OtherParty } from '../contract/calls/call-view';
import type { RecordingConsent } from '../contract/calls/recording';
import type { AnswerGroupId, CallId, OrganisationId, RecordingId, UserId } from '../contract/ids';

/* The tables of recorded calls, of `Database`. */

export interface CallRecordingTable {
  id: RecordingId;
  organisation_id: OrganisationId;
  user_id: UserId;
  group_id: AnswerGroupId | null;
  call_id: CallId;
  other: JSONColumnType<OtherParty>;
  started_at: Date;
  ms: number;
  peaks: Buffer;
  cut_short: boolean;
  deleted_at: Generated<Date | null>;
}

export interface CallRecordingPlayTable {
  id: GeneratedAlways<string>;
  organisation_id: OrganisationId;
  recording_id: RecordingId;
  user_id: UserId | null;
  played_at: Generated<Date>;
}

export interface CallRecordingPolicyTable {
  organisation_id: OrganisationId;
  consent: Generated<RecordingConsent | 'off'>;
  keep_days: Generated<number>;
  own_access: Generated<boolean>;
}

export interface CallRecordingGroupTable {
  group_id: AnswerGroupId;
  organisation_id: OrganisationId;
}
