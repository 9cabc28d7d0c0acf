import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { ContactId, OrganisationId } from '../../contract/ids';
import type { Database } from '../../ports/database';
import { collationOf } from '../collation';
import { contactColumns, contactRecord, isVisible, type ContactRow } from '../contact-row';
import { createPeopleIndexBuilder, type IndexedContact, type PeopleIndex } from './people-index';

interface IndexedRow extends ContactRow {
  readonly search_text: string;
}

const indexed = (row: IndexedRow): IndexedContact => ({ record: contactRecord(row), searchText: row.search_text });

/** Read at once; between two such readings others have their turn. */
const atOnce = 2_000;

interface ReadDirectory {
  readonly index: PeopleIndex;
  readonly language: string;
}

/**
 * Reads the company's contacts in the order of its language, as they are at one moment. Null: there is no such
 * organisation, or nobody wants it any more.
 *
 * @throws VaxelError server.unavailable
 */
export async function readDirectory(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  isWanted: () => boolean,
): Promise<ReadDirectory | null> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (transaction) => {
      const organisation = await transaction
        .selectFrom('organisation')
        .select('language')
        .where('id', '=', organisationId)
        .executeTakeFirst();
      if (organisation === undefined) return null;
      const { language } = organisation;
      const order = await collationOf(transaction, language);
      await sql`declare directory no scroll cursor for
        select ${contactColumns}, contact.search_text
        from contact left join app_user on app_user.contact_id = contact.id
        where contact.organisation_id = ${organisationId} and ${isVisible(undefined)}
        order by contact.display_name collate ${order}, contact.id`.execute(transaction);
      const index = await readAll(transaction, isWanted);
      return index && { language, index };
    });
}

async function readAll(transaction: Transaction<Database>, isWanted: () => boolean): Promise<PeopleIndex | null> {
  const builder = createPeopleIndexBuilder();
  while (isWanted()) {
    const { rows } = await sql<IndexedRow>`fetch ${sql.lit(atOnce)} from directory`.execute(transaction);
    for (const row of rows) builder.add(indexed(row));
    if (rows.length < atOnce) return builder.build();
  }
  return null;
}

/** These contacts as they are now; null: they are gone, or are not the company's. @throws as `readDirectory` */
export async function readContacts(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  ids: readonly ContactId[],
): Promise<ReadonlyMap<ContactId, IndexedContact | null>> {
  const { rows } = await sql<IndexedRow>`
    select ${contactColumns}, contact.search_text
    from contact left join app_user on app_user.contact_id = contact.id
    where contact.organisation_id = ${organisationId} and ${isVisible(undefined)}
      and contact.id = any(${ids}::uuid[])`.execute(db);
  const found = new Map(rows.map((row) => [row.id, indexed(row)]));
  return new Map(ids.map((id) => [id, found.get(id) ?? null]));
}
