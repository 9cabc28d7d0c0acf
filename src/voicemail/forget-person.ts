import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { CallId, ContactId, OrganisationId, RecordingId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';
import type { MessageOwner } from './readers';

/** A message that is no more, and whose it was. */
export interface ForgottenMessage extends MessageOwner {
  readonly id: RecordingId;
  readonly callId: CallId;
}

/**
 * Takes a person out of all mailboxes: what was left for the person, and what the person has left for others, since
 * nobody's name can be taken out of a voice. The files are to be removed once this has committed.
 */
export async function forgetMessages(
  transaction: Transaction<Database>,
  person: { readonly organisationId: OrganisationId; readonly userId: UserId; readonly contactId: ContactId },
): Promise<readonly ForgottenMessage[]> {
  return transaction
    .deleteFrom('voicemail_message')
    .where('organisation_id', '=', person.organisationId)
    .where((eb) =>
      eb.or([
        eb('user_id', '=', person.userId),
        sql<boolean>`other ->> 'userId' = ${person.userId}`,
        sql<boolean>`other ->> 'contactId' = ${person.contactId}`,
      ]),
    )
    .returning(['id', 'user_id as userId', 'group_id as groupId', 'call_id as callId'])
    .execute();
}
