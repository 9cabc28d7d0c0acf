import type { Kysely, Transaction } from 'kysely';
import type { CallId, OrganisationId, RecordingId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';
import type { JobQueue } from '../ports/jobs';
import type { Mailbox } from './store';

export interface ChangeDeps {
  readonly db: Kysely<Database>;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  mailboxOf(organisationId: OrganisationId, userId: UserId): Mailbox;
  /** Every window and phone of the person follows. */
  tell(person: Owner, messageId: RecordingId): Promise<void>;
}

type Owner = Readonly<{ organisationId: OrganisationId; userId: UserId }>;
type Change = (mailbox: Mailbox, transaction: Transaction<Database>) => Promise<CallId>;

/**
 * Changes a message of the person, wherever that asks. The card in the chat says the same, sooner or later.
 * @throws VaxelError request.notFound
 */
export async function changeMessage(
  { db, jobs, mailboxOf, tell }: ChangeDeps,
  { organisationId, userId }: Owner,
  id: RecordingId,
  make: Change,
): Promise<void> {
  const person = { organisationId, userId };
  await db.transaction().execute(async (transaction) => {
    const callId = await make(mailboxOf(organisationId, userId), transaction);
    await jobs.enqueue(transaction, { name: 'voicemail-card', data: { ...person, callId } });
  });
  await tell(person, id);
}
