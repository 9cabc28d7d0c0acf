import type { Generated, JSONColumnType } from 'kysely';
import type { OtherParty } from '../contract/calls/call-view';
import type { AnswerGroupId, CallId, OrganisationId, RecordingId, UserId } from '../contract/ids';
import type { SpokenLanguage } from './transcribe';

/* The tables of what callers have left, of `Database`. */

export interface VoicemailMessageTable {
  id: RecordingId;
  organisation_id: OrganisationId;
  /** Null = a group's. */
  user_id: UserId | null;
  group_id: Generated<AnswerGroupId | null>;
  call_id: CallId;
  other: JSONColumnType<OtherParty>;
  called_number: string | null;
  left_at: Date;
  ms: number;
  speech_ms: number;
  peaks: Buffer;
  cut_short: boolean;
  transcript: Generated<string | null>;
  transcript_language: Generated<SpokenLanguage | null>;
  heard_at: Generated<Date | null>;
  deleted_at: Generated<Date | null>;
}

export interface VoicemailPolicyTable {
  organisation_id: OrganisationId;
  enabled: Generated<boolean>;
  keep_heard_days: Generated<number>;
  keep_unheard_days: Generated<number>;
  transcribe: Generated<boolean>;
}

export interface VoicemailSettingTable {
  user_id: UserId;
  organisation_id: OrganisationId;
  enabled: Generated<boolean>;
}
