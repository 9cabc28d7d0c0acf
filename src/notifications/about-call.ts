import type { CallId, OrganisationId, UserId } from '../contract/ids';
import type { CardKey } from './notification-store';

/** A person's call, which a card or a job is about. */
export interface AboutCall {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly callId: CallId;
}

export const cardAbout = ({ organisationId, userId, callId }: AboutCall): CardKey => ({
  organisationId,
  userId,
  subject: callId,
});
