import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';
import type { LineOrganisation, LineUser } from './line-user';
import { mobileNumber } from './mobile-number';

/** These organisations, or all. */
export function readOrganisations(db: Kysely<Database>, ids?: readonly OrganisationId[]): Promise<LineOrganisation[]> {
  const all = db.selectFrom('organisation').select(['id', 'domain', 'country']);
  return (ids === undefined ? all : all.where('id', 'in', ids)).execute();
}

/** These users, or all. */
export async function readUsers(db: Kysely<Database>, ids?: readonly UserId[]): Promise<LineUser[]> {
  const numbers = sql<string[]>`array(
    select number from user_number where user_number.user_id = app_user.id order by position
  )`;
  const all = db
    .selectFrom('app_user')
    .innerJoin('contact', 'contact.id', 'app_user.contact_id')
    .select(['app_user.id', 'app_user.organisation_id', 'contact_id', 'display_name', 'app_user.extension'])
    .select([numbers.as('numbers'), 'contact.numbers as contact_numbers']);
  const rows = await (ids === undefined ? all : all.where('app_user.id', 'in', ids)).execute();
  return rows.map((row) => ({
    userId: row.id,
    organisationId: row.organisation_id,
    contactId: row.contact_id,
    displayName: row.display_name,
    extension: row.extension,
    numbers: row.numbers,
    mobile: mobileNumber(row.contact_numbers),
  }));
}
