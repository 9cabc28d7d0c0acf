import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../ports/database';
import { collationOf } from './collation';
import { contactColumns, contactRecord, type ContactRow } from './contact-row';
import type { OrganisationIndex } from './index/organisation-index';
import { createOrganisationIndex } from './index/organisation-index';
import { createPeopleIndexBuilder } from './index/people-index';
import type { Person } from './personal-facts';

/** Whoever has more is answered by PostgreSQL. */
const mostHeld = 2_000;

/** A person's own contacts in memory; null: too many. @throws VaxelError server.unavailable */
export async function readOwnIndex(
  db: Kysely<Database>,
  { organisationId, userId }: Person,
): Promise<OrganisationIndex | null> {
  const { language } = await db
    .selectFrom('organisation')
    .select('language')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
  const { rows } = await sql<ContactRow & { readonly search_text: string }>`
    select ${contactColumns}, contact.search_text
    from contact left join app_user on app_user.contact_id = contact.id
    where contact.organisation_id = ${organisationId} and contact.owner_user_id = ${userId}
      and contact.deleted_at is null
    order by contact.display_name collate ${await collationOf(db, language)}, contact.id
    limit ${mostHeld + 1}`.execute(db);
  if (rows.length > mostHeld) return null;
  const builder = createPeopleIndexBuilder();
  for (const row of rows) builder.add({ record: contactRecord(row), searchText: row.search_text });
  return createOrganisationIndex(builder.build(), language);
}
