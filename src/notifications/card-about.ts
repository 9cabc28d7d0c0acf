import type { AboutCall } from '../ports/jobs';
import type { CardKey } from './notification-store';

/** The card of its kind about a person's call. */
export const cardAbout = ({ organisationId, userId, callId }: AboutCall): CardKey => ({
  organisationId,
  userId,
  subject: callId,
});
