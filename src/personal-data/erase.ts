import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import { VaxelError } from '../contract/errors';
import { fold } from '../contract/fold';
import type { OrganisationId, UserId } from '../contract/ids';
import type { AuditEntry, AuditLog } from '../ports/audit';
import type { Database } from '../ports/database';
import type { VoicemailFeature } from '../voicemail/feature';
import type { CallRecordingsFeature } from '../call-recordings/feature';
import { forgetRecordings } from '../call-recordings/store';
import { forgetMessages } from '../voicemail/forget-person';
import { accountColumns, holdingReferences, listsOfPeople } from './about-person';
import type { ErasedPerson, Person } from './about-person';
import { forgetInImports } from './forget-in-imports';
import { forgetTraces } from './forget-traces';

/** What stands in the call lists of others from then on, in the organisation's language. */
const deletedPerson = (language: string): string => (language.startsWith('en') ? 'Deleted person' : 'Borttagen person');

/** @throws VaxelError request.notFound */
export async function findPerson(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  userId: UserId,
): Promise<ErasedPerson & { readonly language: string }> {
  const row = await db
    .selectFrom('app_user')
    .innerJoin('contact', 'contact.id', 'app_user.contact_id')
    .innerJoin('organisation', 'organisation.id', 'app_user.organisation_id')
    .select(['app_user.contact_id', 'contact.display_name', 'organisation.language', 'app_user.entra_object_id'])
    .select(['app_user.mail_address', 'contact.mail_address as contact_mail', 'contact.numbers'])
    .where('app_user.organisation_id', '=', organisationId)
    .where('app_user.id', '=', userId)
    .executeTakeFirst();
  if (row === undefined) throw new VaxelError('request.notFound');
  const own = await db
    .selectFrom('user_number')
    .select('number')
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .execute();
  return {
    organisationId,
    userId,
    contactId: row.contact_id,
    name: row.display_name,
    language: row.language,
    mailAddresses: [row.mail_address, row.contact_mail].filter((each) => each !== null),
    numbers: [...new Set([...own, ...row.numbers].map(({ number }) => number))],
    objectId: row.entra_object_id,
  };
}

export interface Erasure {
  readonly db: Kysely<Database>;
  readonly audit: AuditLog;
  /** What was left for the person, and by the person, is no more. */
  readonly messagesForgotten: VoicemailFeature['messagesForgotten'];
  /** So is what was recorded of calls with the person. */
  readonly recordingsForgotten: CallRecordingsFeature['recordingsForgotten'];
}

/**
 * Takes a person out of everything, at once and for good: the person, what is only theirs, and their name where others
 * keep what they did together. That somebody was erased, when and by whom is told, not who.
 * @throws VaxelError request.notFound | joining.oneself | administration.notNow, in a call | administration.busy, while
 *   an import works
 */
export async function erasePerson(
  { db, audit, messagesForgotten, recordingsForgotten }: Erasure,
  by: Pick<AuditEntry, 'request'> & { readonly actor: NonNullable<AuditEntry['actor']> },
  organisationId: OrganisationId,
  userId: UserId,
): Promise<void> {
  if (by.actor.userId === userId) throw new VaxelError('joining.oneself', 'Another administrator erases you.');
  const forgotten = await db.transaction().execute(async (transaction) => {
    // As whoever leaves: calls may go to who is erased.
    await transaction
      .selectFrom('organisation')
      .select('id')
      .where('id', '=', organisationId)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
    const person = await findPerson(transaction, organisationId, userId);
    await mustBeQuiet(transaction, person);
    await audit.record(transaction, organisationId, {
      ...by,
      action: 'person.erased',
      object: { kind: 'person', id: userId, name: '' },
      source: 'tab',
    });
    await audit.forget(transaction, organisationId, userId);
    await forgetInImports(transaction, person, deletedPerson(person.language));
    const messages = await forgetMessages(transaction, person);
    const recordings = await forgetRecordings(transaction, person);
    for (const { table, column, nullable } of await holdingReferences(transaction)) {
      const held = sql`${sql.ref(column)} = ${userId}`;
      await (
        nullable
          ? sql`update ${sql.table(table)} set ${sql.ref(column)} = null where ${held}`
          : sql`delete from ${sql.table(table)} where ${held}`
      ).execute(transaction);
    }
    for (const { table, column } of await listsOfPeople(transaction))
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = array_remove(${sql.ref(column)}, ${userId}::uuid)
        where ${userId}::uuid = any (${sql.ref(column)})`.execute(transaction);
    await transaction
      .deleteFrom('app_user')
      .where('organisation_id', '=', organisationId)
      .where('id', '=', userId)
      .execute();
    await transaction
      .deleteFrom('contact')
      .where('organisation_id', '=', organisationId)
      .where('id', '=', person.contactId)
      .execute();
    for (const { table, column } of await accountColumns(transaction))
      await sql`delete from ${sql.table(table)} where organisation_id = ${organisationId}
        and ${sql.ref(column)} = ${person.objectId}`.execute(transaction);
    await forgetTraces(transaction, person, deletedPerson(person.language));
    await forgetInCalls(transaction, person, deletedPerson(person.language));
    return { messages, recordings };
  });
  await messagesForgotten(organisationId, forgotten.messages);
  await recordingsForgotten(forgotten.recordings);
}

/** What a call is tells its lists at its end, with the name. @throws VaxelError administration.notNow */
async function mustBeQuiet(transaction: Transaction<Database>, { organisationId, userId }: Person): Promise<void> {
  const { rows } = await sql`select from call where organisation_id = ${organisationId} and state <> 'ended'
    and strpos(data::text, ${userId}) > 0 limit 1`.execute(transaction);
  if (rows.length > 0) throw new VaxelError('administration.notNow', 'The person is in a call.');
}

/** Others keep that they spoke with somebody, and when. */
async function forgetInCalls(
  transaction: Transaction<Database>,
  { organisationId, userId, contactId }: Person,
  instead: string,
): Promise<void> {
  const nobody = JSON.stringify({ name: instead, number: null, contactId: null, userId: null });
  const isThem = (party: ReturnType<typeof sql>) =>
    sql`(${party} ->> 'userId' = ${userId} or ${party} ->> 'contactId' = ${contactId})`;
  await sql`update history set other = ${nobody}::jsonb, search_text = ${fold(instead)}
    where organisation_id = ${organisationId} and ${isThem(sql`other`)}`.execute(transaction);
  await sql`update history set transfer = jsonb_set(transfer, '{to}', ${nobody}::jsonb)
    where organisation_id = ${organisationId} and ${isThem(sql`transfer -> 'to'`)}`.execute(transaction);
}
