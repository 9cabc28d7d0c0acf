import type {
  CallRecordingGroupTable,
  CallRecordingPlayTable,
  CallRecordingPolicyTable,
  CallRecordingTable,
} from './database-call-recordings';
import type { ColumnType, Generated, GeneratedAlways, JSONColumnType, RawBuilder } from 'kysely';
import type { AuditFields } from '../contract/audit/audit';
import type { CallOutcome } from '../contract/history/history';
import type { OtherParty } from '../contract/calls/call-view';
import type { PhoneTransport } from '../contract/devices/desk-phones';
import type { DeviceKind } from '../contract/devices/devices';
import type { EndReason } from '../contract/calls/end-reason';
import type { CallId, ContactId, DeviceId, OrganisationId, TrunkId, UserId } from '../contract/ids';
import type { Role } from '../contract/people/people';
import type {
  AnswerGroupAgentTable,
  AnswerGroupEntryTable,
  AnswerGroupEventTable,
  AnswerGroupExitTable,
  AnswerGroupMemberTable,
  AnswerGroupPauseReasonTable,
  AnswerGroupSupervisorTable,
  AnswerGroupTable,
} from './database-answer-groups';
import type {
  ContactTable,
  ContactTokenTable,
  ContactPhotoTable,
  ContactGroupTable,
  GroupMemberTable,
  FavouriteTable,
  CallerMarkTable,
  FreeWatchTable,
} from './database-contacts';
import type {
  ImportHeaderTable,
  ImportLineTable,
  ImportMembershipTable,
  ImportPartTable,
  ImportPhotoTable,
  ImportTable,
} from './database-imports';
import type {
  AbroadNumberTable,
  ForwardRightTable,
  HelpAlertSeenTable,
  HelpAlertTable,
  HelpCallTable,
  OutsideDayTable,
  RefusedCallTable,
} from './database-outside';
import type {
  ActivityTable,
  ActivityDefaultsTable,
  PersonActivityTable,
  ActivityHistoryTable,
  ActivityDelegateTable,
  PhoneRoleTable,
  ScheduleTable,
  ScheduleChangeTable,
} from './database-plans';
import type { KeptSoundTable } from './database-sounds';
import type { ToAnswerTable } from './database-to-answer';
import type {
  VoicemailGreetingTable,
  VoicemailMessageTable,
  VoicemailPolicyTable,
  VoicemailSettingTable,
} from './database-voicemail';

/**
 * The tables of `migrations/*.sql` as Kysely sees them. `Selectable<…>`, `Insertable<…>` and `Updateable<…>` of Kysely
 * give the row types. JSON columns are read as objects and written as `JSON.stringify(…)`.
 */
export interface Database {
  organisation: OrganisationTable;
  contact: ContactTable;
  contact_token: ContactTokenTable;
  contact_photo: ContactPhotoTable;
  contact_group: ContactGroupTable;
  group_member: GroupMemberTable;
  favourite: FavouriteTable;
  caller_mark: CallerMarkTable;
  free_watch: FreeWatchTable;
  app_user: AppUserTable;
  user_number: UserNumberTable;
  number_range: NumberRangeTable;
  link_request: LinkRequestTable;
  link_code: LinkCodeTable;
  user_setting: UserSettingTable;
  device: DeviceTable;
  desk_phone: DeskPhoneTable;
  desk_phone_setup: DeskPhoneSetupTable;
  call: CallTable;
  call_routing: CallRoutingTable;
  call_rules: CallRulesTable;
  forward_right: ForwardRightTable;
  to_answer: ToAnswerTable;
  trunk: TrunkTable;
  help_call: HelpCallTable;
  help_alert: HelpAlertTable;
  help_alert_seen: HelpAlertSeenTable;
  outside_day: OutsideDayTable;
  abroad_number: AbroadNumberTable;
  refused_call: RefusedCallTable;
  history: HistoryTable;
  activity: ActivityTable;
  activity_defaults: ActivityDefaultsTable;
  person_activity: PersonActivityTable;
  activity_history: ActivityHistoryTable;
  activity_delegate: ActivityDelegateTable;
  bot_installation: BotInstallationTable;
  bot_waiting_installation: BotWaitingInstallationTable;
  bot_notification: BotNotificationTable;
  audit: AuditTable;
  import: ImportTable;
  import_part: ImportPartTable;
  import_line: ImportLineTable;
  import_header: ImportHeaderTable;
  import_membership: ImportMembershipTable;
  import_photo: ImportPhotoTable;
  phone_role: PhoneRoleTable;
  schedule: ScheduleTable;
  schedule_change: ScheduleChangeTable;
  kept_sound: KeptSoundTable;
  call_recording: CallRecordingTable;
  call_recording_play: CallRecordingPlayTable;
  call_recording_policy: CallRecordingPolicyTable;
  call_recording_group: CallRecordingGroupTable;
  voicemail_message: VoicemailMessageTable;
  voicemail_greeting: VoicemailGreetingTable;
  voicemail_policy: VoicemailPolicyTable;
  voicemail_setting: VoicemailSettingTable;
  answer_group: AnswerGroupTable;
  answer_group_member: AnswerGroupMemberTable;
  answer_group_supervisor: AnswerGroupSupervisorTable;
  answer_group_exit: AnswerGroupExitTable;
  answer_group_pause_reason: AnswerGroupPauseReasonTable;
  answer_group_agent: AnswerGroupAgentTable;
  answer_group_entry: AnswerGroupEntryTable;
  answer_group_event: AnswerGroupEventTable;
}

export interface OrganisationTable {
  id: OrganisationId;
  name: string;
  domain: string;
  /** ISO 3166 alpha-2. */
  country: string;
  /** BCP 47. */
  language: string;
  entra_tenant_id: string;
  linked_mail_domains: Generated<string[]>;
  /** IANA name. */
  time_zone: Generated<string>;
  /** Null with `last_extension`: whatever people have. */
  first_extension: Generated<string | null>;
  last_extension: Generated<string | null>;
}

export interface AppUserTable {
  id: UserId;
  organisation_id: OrganisationId;
  contact_id: ContactId;
  extension: string;
  mail_address: string | null;
  entra_object_id: string | null;
  /** Has left: cannot sign in, and has no line. */
  deactivated_at: Generated<Date | null>;
  /** Of who has left: who takes the calls. */
  calls_to_user_id: Generated<UserId | null>;
}

export interface UserNumberTable {
  /** E.164. */
  number: string;
  organisation_id: OrganisationId;
  user_id: UserId;
  label: string;
  position: number;
}

export interface NumberRangeTable {
  organisation_id: OrganisationId;
  /** E.164. */
  first_number: string;
  last_number: string;
}

export interface LinkRequestTable {
  organisation_id: OrganisationId;
  entra_object_id: string;
  display_name: string;
  mail_address: string | null;
  asked_at: Generated<Date>;
  refused_at: Date | null;
}

export interface LinkCodeTable {
  organisation_id: OrganisationId;
  entra_object_id: string;
  digest: string;
  expires_at: Date;
}

export interface UserSettingTable {
  user_id: UserId;
  organisation_id: OrganisationId;
  language: string | null;
  number_to_show: string | null;
  call_from: string | null;
  shortcuts: ColumnType<object, string | undefined, string>;
  /** `organisation` or an IANA name. */
  time_zone: Generated<string | null>;
  browser_time_zone: Generated<string | null>;
  notifications: Generated<boolean | null>;
}

export interface DeviceTable {
  id: DeviceId;
  organisation_id: OrganisationId;
  user_id: UserId;
  window_id: string;
  kind: DeviceKind;
  label: string;
  enrolled_at: Generated<Date>;
}

export interface DeskPhoneTable {
  device_id: DeviceId;
  organisation_id: OrganisationId;
  user_id: UserId;
  username: string;
  digest: string;
  transport: PhoneTransport;
  user_agent: string | null;
  seen_at: Date | null;
}

export interface DeskPhoneSetupTable {
  device_id: DeviceId;
  organisation_id: OrganisationId;
  token_digest: string;
  expires_at: ColumnType<Date, Date | RawBuilder<Date>, Date | RawBuilder<Date>>;
}

export interface CallTable {
  id: CallId;
  organisation_id: OrganisationId;
  state: string;
  revision: number;
  /** The engine's call, src/calls/engine/call.ts; the store casts it. */
  data: JSONColumnType<object>;
  started_at: Date;
  ended_at: Date | null;
}

export interface CallRoutingTable {
  id: Generated<string>;
  call_id: CallId;
  organisation_id: OrganisationId;
  at: Date;
  /** src/calls/incoming-facts.ts; the store casts them. */
  facts: JSONColumnType<object>;
  trace: JSONColumnType<object>;
  plan: JSONColumnType<object>;
}

export interface CallRulesTable {
  id: Generated<string>;
  organisation_id: OrganisationId;
  /** Null = the organisation's, for everybody. */
  user_id: UserId | null;
  revision: Generated<number>;
  rules: JSONColumnType<object>;
  changed_at: Generated<Date>;
}

export interface TrunkTable {
  id: Generated<TrunkId>;
  organisation_id: OrganisationId;
  position: number;
  /** TrunkSettings of the contract, by whose schema the store reads them. */
  settings: JSONColumnType<object>;
  /** Sealed. */
  password: Buffer | null;
  removed_at: Date | null;
}

export interface HistoryTable {
  organisation_id: OrganisationId;
  user_id: UserId;
  call_id: CallId;
  direction: 'in' | 'out';
  outcome: CallOutcome;
  end_reason: EndReason;
  other: JSONColumnType<OtherParty>;
  search_text: string;
  through: string | null;
  device_label: string | null;
  shown_number: string | null;
  called_number: string | null;
  transfer: JSONColumnType<{ to: OtherParty; taken: boolean }> | null;
  talked_until: Date | null;
  started_at: Date;
  answered_at: Date | null;
  ended_at: Date;
  deletion_id: string | null;
  deleted_at: Date | null;
  seen_at: Generated<Date | null>;
}

export interface BotInstallationTable {
  organisation_id: OrganisationId;
  user_id: UserId;
  /** The bot's conversation reference; its store casts it. */
  conversation: JSONColumnType<object>;
  installed_at: Generated<Date>;
}

export interface BotWaitingInstallationTable {
  organisation_id: OrganisationId;
  entra_object_id: string;
  conversation: JSONColumnType<object>;
  installed_at: Generated<Date>;
}

export interface BotNotificationTable {
  organisation_id: OrganisationId;
  user_id: UserId;
  kind: string;
  /** What a card of this kind is about; of calls their id. */
  subject: string;
  state: 'sending' | 'sent' | 'handled';
  activity_id: string | null;
  handled_at: Date | null;
  handled_how: string | null;
  created_at: Generated<Date>;
}

export interface AuditTable {
  id: GeneratedAlways<string>;
  organisation_id: OrganisationId;
  at: Generated<Date>;
  actor_user_id: UserId | null;
  actor_object_id: string | null;
  actor_name: string | null;
  actor_role: Role | null;
  acting_for_user_id: UserId | null;
  acting_for_name: string | null;
  action: string;
  object_kind: string;
  object_id: string;
  object_name: string;
  before: JSONColumnType<AuditFields> | null;
  after: JSONColumnType<AuditFields> | null;
  reason: string | null;
  source: string;
  request_id: string | null;
  address: string | null;
  /** `fold()` of the names. */
  search_text: string;
}
