import type { Generated, JSONColumnType } from 'kysely';
import type { OtherParty } from '../contract/calls/call-view';
import type { ActivityId, AnswerGroupId, CallId, OrganisationId, RecordingId, SoundId, UserId } from '../contract/ids';
import type { GreetingFor } from '../contract/voicemail/greetings';
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

/** `activity_id`: it is said in this activity, which `said_to` names too. */
export interface VoicemailGreetingTable {
  organisation_id: OrganisationId;
  user_id: UserId;
  said_to: GreetingFor;
  activity_id: ActivityId | null;
  sound_id: SoundId;
}
