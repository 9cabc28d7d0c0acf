import type { Kysely, Transaction } from 'kysely';
import type { OrganisationId, RecordingId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';
import type { JobQueue } from '../ports/jobs';
import type { ChangedMessage, Mailbox } from './store';

export interface ChangeDeps {
  readonly db: Kysely<Database>;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  mailboxOf(organisationId: OrganisationId, userId: UserId): Mailbox;
  /** Every window and phone of a person follows. */
  tell(person: Owner, messageId: RecordingId): Promise<void>;
}

type Owner = Readonly<{ organisationId: OrganisationId; userId: UserId }>;
type Change = (mailbox: Mailbox, transaction: Transaction<Database>) => Promise<ChangedMessage>;

/**
 * Changes a message that the person hears, wherever that asks. The cards in the chats of all who hear it say the same,
 * sooner or later.
 * @throws VaxelError request.notFound
 */
export async function changeMessage(
  { db, jobs, mailboxOf, tell }: ChangeDeps,
  { organisationId, userId }: Owner,
  id: RecordingId,
  make: Change,
): Promise<void> {
  const readers = await db.transaction().execute(async (transaction) => {
    const changed = await make(mailboxOf(organisationId, userId), transaction);
    for (const reader of changed.readers)
      await jobs.enqueue(transaction, {
        name: 'voicemail-card',
        data: { organisationId, userId: reader, callId: changed.callId },
      });
    return changed.readers;
  });
  await Promise.all(readers.map((reader) => tell({ organisationId, userId: reader }, id)));
}
