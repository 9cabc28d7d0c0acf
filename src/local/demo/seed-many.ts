import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { OrganisationId } from '../../contract/ids';
import type { Database } from '../../ports/database';
import { searchText, searchTokens } from '../../search/search-text';
import { inventPeople, type InventedPerson } from './many-people';
import { demoOrganisationId } from './ids';
import { stableId } from './stable-id';

/** How many go into one transaction; the first are few, see below. */
const [atFirst, atOnce] = [100, 1_000];
/** Extensions of six digits, which nobody of the demo has. */
const firstExtension = 200_000;

/**
 * So many invented colleagues in Fjällbo, each with an extension and a number; those that are there stay as they are,
 * so that a start that was cut off goes on.
 */
export async function seedManyPeople(db: Kysely<Database>, count: number): Promise<void> {
  if (count === 0) return;
  const organisationId = demoOrganisationId({ key: 'fjallbo' });
  const known = await db
    .selectFrom('app_user')
    .select('extension')
    .where('organisation_id', '=', organisationId)
    .where('extension', '>=', String(firstExtension))
    .where(sql<boolean>`length(extension) = 6`)
    .execute();
  const extensions = new Set(known.map(({ extension }) => extension));
  const missing = inventPeople(count).flatMap((person, index) => {
    const extension = String(firstExtension + index);
    return extensions.has(extension) ? [] : { ...person, extension };
  });
  if (missing.length === 0) return;
  // Of a table that it takes for a small one, PostgreSQL reads all to see whether a reference holds.
  await insert(db, organisationId, missing.slice(0, atFirst));
  await analyze(db);
  for (let from = atFirst; from < missing.length; from += atOnce)
    await insert(db, organisationId, missing.slice(from, from + atOnce));
  await analyze(db);
}

const analyze = (db: Kysely<Database>) => sql`analyze contact, contact_token, app_user`.execute(db);

async function insert(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  people: readonly InventedPerson[],
): Promise<void> {
  const rows = people.map(({ name, number, extension, department }) => {
    const numbers = [{ label: 'mobile' as const, number }];
    const searchable = { displayName: name, company: 'Fjällbo AB', department, role: null, extension, numbers };
    return {
      id: stableId(`invented contact ${extension}`),
      user_id: stableId(`invented user ${extension}`),
      display_name: name,
      department,
      extension,
      numbers,
      search_text: searchText(searchable),
      tokens: searchTokens(searchable),
    };
  });
  // One parameter, and one statement for all.
  await sql`
    with person as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as person (
        id uuid, user_id uuid, display_name text, department text, extension text, numbers jsonb, search_text text,
        tokens jsonb)
    ), contacts as (
      insert into contact (id, organisation_id, display_name, company, department, extension, numbers, search_text)
      select id, ${organisationId}, display_name, 'Fjällbo AB', department, extension, numbers, search_text from person
    ), tokens as (
      insert into contact_token (organisation_id, contact_id, token)
      select ${organisationId}, id, jsonb_array_elements_text(tokens) from person
    )
    insert into app_user (id, organisation_id, contact_id, extension)
    select user_id, ${organisationId}, id, extension from person`.execute(db);
}
