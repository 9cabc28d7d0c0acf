import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import { VaxelError } from '../contract/errors';
import { fold } from '../contract/fold';
import type { OrganisationId, UserId } from '../contract/ids';
import type { AuditEntry, AuditLog } from '../ports/audit';
import type { Database } from '../ports/database';
import { holdingReferences, listsOfPeople, type Person } from './about-person';

/** What stands in the call lists of others from then on, in the organisation's language. */
const deletedPerson = (language: string): string => (language.startsWith('en') ? 'Deleted person' : 'Borttagen person');

/** @throws VaxelError request.notFound */
export async function findPerson(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  userId: UserId,
): Promise<Person & { readonly language: string }> {
  const row = await db
    .selectFrom('app_user')
    .innerJoin('contact', 'contact.id', 'app_user.contact_id')
    .innerJoin('organisation', 'organisation.id', 'app_user.organisation_id')
    .select(['app_user.contact_id', 'contact.display_name', 'organisation.language'])
    .where('app_user.organisation_id', '=', organisationId)
    .where('app_user.id', '=', userId)
    .executeTakeFirst();
  if (row === undefined) throw new VaxelError('request.notFound');
  return { organisationId, userId, contactId: row.contact_id, name: row.display_name, language: row.language };
}

export interface Erasure {
  readonly db: Kysely<Database>;
  readonly audit: AuditLog;
}

/**
 * Takes a person out of everything, at once and for good: the person, what is only theirs, and their name where others
 * keep what they did together. That somebody was erased, when and by whom is told, not who.
 * @throws VaxelError request.notFound | joining.oneself
 */
export async function erasePerson(
  { db, audit }: Erasure,
  by: Pick<AuditEntry, 'request'> & { readonly actor: NonNullable<AuditEntry['actor']> },
  organisationId: OrganisationId,
  userId: UserId,
): Promise<void> {
  if (by.actor.userId === userId) throw new VaxelError('joining.oneself', 'Another administrator erases you.');
  await db.transaction().execute(async (transaction) => {
    // As whoever leaves: calls may go to who is erased.
    await transaction
      .selectFrom('organisation')
      .select('id')
      .where('id', '=', organisationId)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
    const person = await findPerson(transaction, organisationId, userId);
    await audit.record(transaction, organisationId, {
      ...by,
      action: 'person.erased',
      object: { kind: 'person', id: userId, name: '' },
      source: 'tab',
    });
    await audit.forget(transaction, organisationId, userId);
    await forgetInCalls(transaction, person, deletedPerson(person.language));
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
  });
}

/** Others keep that they spoke with somebody, and when. */
async function forgetInCalls(
  transaction: Transaction<Database>,
  { organisationId, userId, contactId, name }: Person,
  instead: string,
): Promise<void> {
  const nobody = JSON.stringify({ name: instead, number: null, contactId: null, userId: null });
  const isThem = (party: ReturnType<typeof sql>) =>
    sql`(${party} ->> 'userId' = ${userId} or ${party} ->> 'contactId' = ${contactId})`;
  await sql`update history set other = ${nobody}::jsonb, search_text = ${fold(instead)}
    where organisation_id = ${organisationId} and ${isThem(sql`other`)}`.execute(transaction);
  await sql`update history set transfer = jsonb_set(transfer, '{to}', ${nobody}::jsonb)
    where organisation_id = ${organisationId} and ${isThem(sql`transfer -> 'to'`)}`.execute(transaction);
  // What the server knew of the calls themselves is kept for some weeks, without the name.
  await sql`update call set data = replace(data::text, ${JSON.stringify(name)}, ${JSON.stringify(instead)})::jsonb
    where organisation_id = ${organisationId} and state = 'ended' and data::text like ${`%${userId}%`}`.execute(
    transaction,
  );
}
