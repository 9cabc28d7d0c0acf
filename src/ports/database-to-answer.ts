import type { Generated } from 'kysely';
import type { AnswerGroupId, CallId, OrganisationId, ToAnswerId, UserId } from '../contract/ids';
import type { WhyToAnswer } from '../contract/to-answer/limits';

/** Who still has to be called, of `Database`. */
export interface ToAnswerTable {
  id: Generated<ToAnswerId>;
  organisation_id: OrganisationId;
  /** Who owes the call: this group, or else this person. */
  group_id: AnswerGroupId | null;
  user_id: UserId | null;
  /** E.164 or extension. */
  number: string;
  why: WhyToAnswer;
  call_id: CallId;
  calls: Generated<number>;
  since: Date;
  last_at: Date;
  claimed_by: UserId | null;
  snoozed_until: Date | null;
  done_at: Date | null;
  done_by: UserId | null;
  changed_at: Generated<Date>;
}
