import type { Kysely } from 'kysely';
import type { OrganisationId } from '../contract/ids';
import type { Joining, Situation } from '../contract/joining/joining';
import type { Account } from '../ports/principal';
import type { Database } from '../ports/database';

/** The organisation of an account's tenant; undefined = it has none yet. */
export const organisationOf = (db: Kysely<Database>, { tenantId }: Pick<Account, 'tenantId'>) =>
  db.selectFrom('organisation').select(['id', 'name']).where('entra_tenant_id', '=', tenantId).executeTakeFirst();

/** Where an account stands. Nothing is told of others: neither who there is nor who has asked. */
export async function joiningOf(db: Kysely<Database>, account: Account): Promise<Joining> {
  const organisation = await organisationOf(db, account);
  const situation: Situation =
    organisation !== undefined
      ? await situationIn(db, organisation.id, account.objectId)
      : account.roles.includes('administrator')
        ? 'setUp'
        : 'notSetUp';
  return {
    situation,
    name: account.name,
    mailDomains: [...new Set(account.mailAddresses.map((address) => address.slice(address.lastIndexOf('@') + 1)))],
    organisation: organisation?.name ?? null,
  };
}

async function situationIn(db: Kysely<Database>, organisationId: OrganisationId, objectId: string): Promise<Situation> {
  const user = await db
    .selectFrom('app_user')
    .select('deactivated_at')
    .where('organisation_id', '=', organisationId)
    .where('entra_object_id', '=', objectId)
    .executeTakeFirst();
  // Who has left does not come in, and waits for an administrator's word as who was refused does.
  if (user !== undefined) return user.deactivated_at === null ? 'linked' : 'refused';
  const request = await db
    .selectFrom('link_request')
    .select('refused_at')
    .where('organisation_id', '=', organisationId)
    .where('entra_object_id', '=', objectId)
    .executeTakeFirst();
  if (request === undefined) return 'unlinked';
  return request.refused_at === null ? 'asked' : 'refused';
}
