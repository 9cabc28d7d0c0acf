import type { Kysely } from 'kysely';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';
import type { LineGroup, LineOrganisation, LineUser } from './line-user';
import { mobileNumber } from './mobile-number';

/** These organisations, or all. */
export function readOrganisations(db: Kysely<Database>, ids?: readonly OrganisationId[]): Promise<LineOrganisation[]> {
  const all = db.selectFrom('organisation').select(['id', 'domain', 'country', 'language', 'time_zone as timeZone']);
  return (ids === undefined ? all : all.where('id', 'in', ids)).execute();
}

/** The answer groups of these organisations, or all. */
export function readGroups(db: Kysely<Database>, ids?: readonly OrganisationId[]): Promise<LineGroup[]> {
  const all = db
    .selectFrom('answer_group')
    .select(['id as groupId', 'organisation_id as organisationId', 'name', 'extension', 'number']);
  return (ids === undefined ? all : all.where('organisation_id', 'in', ids)).execute();
}

/** These users, or all. */
export async function readUsers(db: Kysely<Database>, ids?: readonly UserId[]): Promise<LineUser[]> {
  const all = db
    .selectFrom('app_user')
    .innerJoin('contact', 'contact.id', 'app_user.contact_id')
    .select(['app_user.id', 'app_user.organisation_id', 'contact_id', 'display_name', 'app_user.extension'])
    .select('contact.numbers as contact_numbers')
    .where('app_user.deactivated_at', 'is', null);
  const [rows, numbers, inherited] = await Promise.all([
    (ids === undefined ? all : all.where('app_user.id', 'in', ids)).execute(),
    readNumbers(db, ids),
    readInherited(db, ids),
  ]);
  return rows.map((row) => ({
    userId: row.id,
    organisationId: row.organisation_id,
    contactId: row.contact_id,
    displayName: row.display_name,
    extension: row.extension,
    numbers: numbers.get(row.id) ?? [],
    inherited: inherited.get(row.id) ?? [],
    mobile: mobileNumber(row.contact_numbers),
  }));
}

/** Their own numbers, the default first. A query of its own: one for each row is many times slower for all of them. */
async function readNumbers(db: Kysely<Database>, ids?: readonly UserId[]): Promise<Map<UserId, string[]>> {
  const all = db.selectFrom('user_number').select(['user_id', 'number']).orderBy('position').orderBy('number');
  const rows = await (ids === undefined ? all : all.where('user_id', 'in', ids)).execute();
  const numbers = new Map<UserId, string[]>();
  for (const { user_id, number } of rows) {
    const theirs = numbers.get(user_id);
    if (theirs === undefined) numbers.set(user_id, [number]);
    else theirs.push(number);
  }
  return numbers;
}

/** What led to those who have left, by who takes their calls. */
async function readInherited(db: Kysely<Database>, ids?: readonly UserId[]): Promise<Map<UserId, string[]>> {
  const all = db
    .selectFrom('app_user')
    .leftJoin('user_number', 'user_number.user_id', 'app_user.id')
    .select(['app_user.calls_to_user_id', 'app_user.extension', 'user_number.number'])
    .where('app_user.calls_to_user_id', 'is not', null)
    .where('app_user.deactivated_at', 'is not', null);
  const rows = await (ids === undefined ? all : all.where('app_user.calls_to_user_id', 'in', ids)).execute();
  const inherited = new Map<UserId, string[]>();
  for (const { calls_to_user_id: userId, extension, number } of rows) {
    if (userId === null) continue;
    const theirs = inherited.get(userId) ?? [];
    for (const each of [extension, number]) if (each !== null && !theirs.includes(each)) theirs.push(each);
    inherited.set(userId, theirs);
  }
  return inherited;
}
