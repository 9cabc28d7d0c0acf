import type { OrganisationId, RecordingId, UserId } from '../contract/ids';
import type { LineUser } from '../lines/line-user';
import type { MailboxFact } from './engine/mailbox-plan';
import type { MessageMark } from './engine/protocol';

/** The messages of people, who hear them on a phone; a later feature hands them in. */
export interface Mailboxes {
  /** Null = the switch plays no messages. @throws Error when they cannot be read */
  open(person: Pick<LineUser, 'organisationId' | 'userId'>): Promise<MailboxFact | null>;
  /** Nobody waits for it; what is asked of one person is done in its order. */
  mark(organisationId: OrganisationId, userId: UserId, message: RecordingId, as: MessageMark): void;
}
