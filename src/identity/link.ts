import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import { createGathered } from '../time/gathered';
import { onceEach } from '../limits/once-each';
import type { AuditLog } from '../ports/audit';
import type { Database } from '../ports/database';
import type { VerifiedToken } from './token-validator';

export interface LinkedUser {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
}

/** Finds the user that a Microsoft account belongs to. @throws VaxelError auth.noOrganisation | auth.notLinked */
export type FindLinkedUser = (
  account: Pick<VerifiedToken, 'tenantId' | 'objectId' | 'mailAddresses'>,
) => Promise<LinkedUser>;

/**
 * Tenant → organisation, account → user. An account that no user has is linked now when its verified address is one
 * that exactly one user of the organisation has, lies in a mail domain that the organisation allows, and that user has
 * no account yet; the audit tells of it.
 */
export function createFindLinkedUser(db: Kysely<Database>, audit: AuditLog): FindLinkedUser {
  const findOrganisation = createFindOrganisation(db);
  const accountsOf = onceEach((organisationId: OrganisationId) => createFindByAccount(db, organisationId));
  return async (token) => {
    const organisation = await findOrganisation(token.tenantId);
    if (organisation === undefined)
      throw new VaxelError(
        'auth.noOrganisation',
        'The tenant of the Microsoft account may sign in, but no organisation has been entered for it: see ' +
          'docs/first-organisation.md.',
      );
    const findByAccount = accountsOf(organisation.id);
    const addresses = allowedAddresses(token, organisation.linked_mail_domains);
    const userId =
      (await findByAccount(token.objectId)) ??
      (await linkByAddress({ db, audit }, organisation.id, addresses, token.objectId)) ??
      (addresses.length === 0 ? null : await findByAccount(token.objectId));
    if (userId === null)
      throw new VaxelError('auth.notLinked', 'The Microsoft account is not linked to a user of the telephone system.');
    return { organisationId: organisation.id, userId };
  };
}

/** Many who come at once are looked up together. */
function createFindOrganisation(db: Kysely<Database>) {
  return createGathered(
    (tenantId: string) => tenantId,
    async (tenantIds) => {
      const rows = await db
        .selectFrom('organisation')
        .select(['id', 'entra_tenant_id', 'linked_mail_domains'])
        .where('entra_tenant_id', 'in', tenantIds)
        .execute();
      const byTenant = new Map(rows.map((row) => [row.entra_tenant_id, row]));
      return tenantIds.map((tenantId) => byTenant.get(tenantId));
    },
  );
}

type FindByAccount = (objectId: string) => Promise<UserId | null>;

function createFindByAccount(db: Kysely<Database>, organisationId: OrganisationId): FindByAccount {
  return createGathered(
    (objectId: string) => objectId,
    async (objectIds) => {
      const rows = await db
        .selectFrom('app_user')
        .select(['id', 'entra_object_id'])
        .where('organisation_id', '=', organisationId)
        .where('entra_object_id', 'in', objectIds)
        .where('deactivated_at', 'is', null)
        .execute();
      const byAccount = new Map(rows.map((row) => [row.entra_object_id, row.id]));
      return objectIds.map((objectId) => byAccount.get(objectId) ?? null);
    },
  );
}

/**
 * Only the last @ counts, and domains are compared whole: `anna@fjallbo.example.evil.example` is no address of
 * fjallbo.example.
 */
function allowedAddresses(
  { mailAddresses }: Pick<VerifiedToken, 'mailAddresses'>,
  domains: readonly string[],
): string[] {
  const allowed = new Set(domains.map((domain) => domain.toLowerCase()));
  return mailAddresses.filter((address) => allowed.has(address.slice(address.lastIndexOf('@') + 1)));
}

/** Null: nothing changed: another account has the user, or a second window of the same account was faster. */
async function linkByAddress(
  { db, audit }: { readonly db: Kysely<Database>; readonly audit: AuditLog },
  organisationId: OrganisationId,
  addresses: readonly string[],
  objectId: string,
): Promise<UserId | null> {
  if (addresses.length === 0) return null;
  const users = await db
    .selectFrom('app_user')
    .innerJoin('contact', 'contact.id', 'app_user.contact_id')
    .select(['app_user.id', 'contact.display_name'])
    .where('app_user.organisation_id', '=', organisationId)
    .where(sql<string>`lower(app_user.mail_address)`, 'in', addresses)
    .where('app_user.deactivated_at', 'is', null)
    .execute();
  const [user] = users;
  if (user === undefined || users.length > 1) return null;
  return db.transaction().execute(async (transaction) => {
    // Guarded: of two accounts that come at once, one is linked and the other refused.
    const linked = await transaction
      .updateTable('app_user')
      .set({ entra_object_id: objectId })
      .where('id', '=', user.id)
      .where('organisation_id', '=', organisationId)
      .where('entra_object_id', 'is', null)
      .executeTakeFirst();
    if (linked.numUpdatedRows !== 1n) return null;
    for (const table of ['link_code', 'link_request'] as const)
      await transaction
        .deleteFrom(table)
        .where('organisation_id', '=', organisationId)
        .where('entra_object_id', '=', objectId)
        .execute();
    await audit.record(transaction, organisationId, {
      actor: { userId: user.id, roles: ['user'] },
      action: 'link.added',
      object: { kind: 'person', id: user.id, name: user.display_name },
      reason: 'a verified address',
      source: 'system',
    });
    return user.id;
  });
}
