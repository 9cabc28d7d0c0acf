import type { OrganisationId, RecordingId, SoundId, UserId } from '../contract/ids';
import type { LineUser } from '../lines/line-user';
import type { MailboxFact } from './engine/mailbox-turn';
import type { Effect, MessageMark } from './engine/protocol';

/** The messages of people, who hear them on a phone; a later feature hands them in. */
export interface Mailboxes {
  /** Null = the switch plays no messages. @throws Error when they cannot be read */
  open(person: Pick<LineUser, 'organisationId' | 'userId'>): Promise<MailboxFact | null>;
  /** Nobody waits for it; what is asked of one person is done in its order. */
  mark(organisationId: OrganisationId, userId: UserId, message: RecordingId, as: MessageMark): void;
  /** @returns what callers hear from now on; null = the standard greeting @throws Error and nothing is changed */
  setGreeting(
    organisationId: OrganisationId,
    userId: UserId,
    to: Extract<Effect, { type: 'setGreeting' }>['to'],
  ): Promise<SoundId | null>;
}
