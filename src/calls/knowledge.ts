import type { AnswerGroupId, OrganisationId, UserId } from '../contract/ids';
import type { CallVerdict, ForwardVerdict } from '../contract/rules/rights';
import type { NumberClass } from '../contract/rules/classes';
import { usualOutsideLimits } from '../contract/rules/limits';
import type { Rule } from '../contract/rules/rules';
import type { DayLimits } from './outside-day';
import type { Outgoing, RecordingWish } from './engine/protocol';
import type { ActivityFact, RoleFact, VoicemailFact } from './route/facts';
import type { StandingOf } from './standing';

export interface OutsideLimits extends DayLimits {
  readonly callsAtOnce: number;
  readonly abroadAnHour: number;
}

type Now<T> = T | Promise<T>;

/** What later features know of the people of an organisation; a call goes on without what comes too late. */
export interface Knowledge {
  /** What the person does at a time; null = nothing is known of it. */
  activityOf(organisationId: OrganisationId, userId: UserId, atMs: number): Now<ActivityFact | null>;
  /** What the activities of the organisation are called, and how calls are handled in them. */
  activitiesOf(organisationId: OrganisationId): Now<readonly Pick<ActivityFact, 'id' | 'name' | 'callHandling'>[]>;
  standingOf: StandingOf;
  rulesOf(organisationId: OrganisationId, userId: UserId): Now<readonly Rule[]>;
  /** The organisation's, for everybody. */
  defaultsOf(organisationId: OrganisationId): Now<readonly Rule[]>;
  /** Where calls of the person may be forwarded to, for each number. */
  verdictsOf(
    organisationId: OrganisationId,
    userId: UserId,
    numbers: readonly string[],
  ): Now<Readonly<Record<string, ForwardVerdict>>>;
  /**
   * Whether the person may call a number outside, whatever the way. Comes in time, if need be with the strictest
   * answer.
   */
  callVerdictOf(organisationId: OrganisationId, userId: UserId, number: string): Now<CallVerdict>;
  /** The same at the moment in which it is dialled, whoever had it dialled. In memory: no call waits for it. */
  judgeNow(organisationId: OrganisationId, dialled: Outgoing): CallVerdict;
  /** What kind of number it is. In memory. */
  classOf(organisationId: OrganisationId, number: string): NumberClass;
  /** How many calls outside the organisation may have. In memory: no call waits for it. */
  outsideLimitsOf(organisationId: OrganisationId): OutsideLimits;
  /** What the site shows of itself to help: E.164; null = the caller's own number. In memory. */
  siteNumberOf(organisationId: OrganisationId): string | null;
  /** Who is told of calls for help, besides the administrators. In memory. */
  helpToldOf(organisationId: OrganisationId): readonly UserId[];
  /** The person may take calls that ring at colleagues. In memory. */
  mayPickUp(organisationId: OrganisationId, userId: UserId): boolean;
  /** The role that holds for the person now; null = everything rings. In memory: no call waits for it. */
  roleOf(organisationId: OrganisationId, userId: UserId): RoleFact | null;
  /** What says and records the person's voicemail; null = there is none. In memory: no call waits for it. */
  voicemailOf(organisationId: OrganisationId, userId: UserId): VoicemailFact | null;
  /** The same of a group of the organisation. */
  groupVoicemailOf(organisationId: OrganisationId): VoicemailFact | null;
  /** How the person's calls are recorded when the person wants it; null = they may not be. In memory. */
  recordingOf(organisationId: OrganisationId, userId: UserId): RecordingWish | null;
  /** How calls of the answer group are recorded by themselves; null = they are not. In memory. */
  groupRecordingOf(organisationId: OrganisationId, groupId: AnswerGroupId): RecordingWish | null;
  /** IANA: in which the person's rules read the time. */
  zoneOf(organisationId: OrganisationId, userId: UserId): Now<string>;
}

/** Of nobody: every call rings as built in. */
export const nothingKnown: Knowledge = {
  activityOf: () => null,
  activitiesOf: () => [],
  standingOf: () => Promise.resolve('none'),
  rulesOf: () => [],
  defaultsOf: () => [],
  verdictsOf: () => ({}),
  callVerdictOf: () => 'ok',
  judgeNow: () => 'ok',
  classOf: () => 'unknown',
  outsideLimitsOf: () => usualOutsideLimits,
  siteNumberOf: () => null,
  helpToldOf: () => [],
  mayPickUp: () => false,
  roleOf: () => null,
  voicemailOf: () => null,
  groupVoicemailOf: () => null,
  recordingOf: () => null,
  groupRecordingOf: () => null,
  zoneOf: () => 'Europe/Stockholm',
};
