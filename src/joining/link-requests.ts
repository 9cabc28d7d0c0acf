import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import { VaxelError } from '../contract/errors';
import { fold } from '../contract/fold';
import type { OrganisationId, UserId } from '../contract/ids';
import type { LinkRequest, LinkRequests } from '../contract/joining/joining';
import { deleteInParts } from '../limits/delete-in-parts';
import type { AuditEntry, AuditLog } from '../ports/audit';
import type { Account } from '../ports/principal';
import type { Database } from '../ports/database';
import { addPerson, nextExtension } from './new-person';

/** Of one organisation, more than that wait for nobody. */
const mostRequests = 1_000;
/** Of people who have no account, as many as anybody looks through. */
const mostUnlinked = 500;

export interface LinkRequestsDeps {
  readonly db: Kysely<Database>;
  readonly audit: AuditLog;
}

/** Who acts, and by what request. */
export type By = Pick<AuditEntry, 'actor' | 'request'>;

export interface LinkRequestStore {
  /** Somebody asks to be let in; once more after a refusal is a new request. */
  ask(account: Account): Promise<void>;
  list(): Promise<LinkRequests>;
  /** @throws VaxelError request.notFound | joining.linkTaken | joining.noExtension */
  accept(by: By, accountId: string, userId: UserId | null): Promise<void>;
  /** @throws VaxelError request.notFound */
  refuse(by: By, accountId: string): Promise<void>;
}

/** Those of one organisation who have an account and are nobody here yet. */
export function createLinkRequests({ db, audit }: LinkRequestsDeps, organisationId: OrganisationId): LinkRequestStore {
  return {
    async ask({ objectId, name, mailAddresses }) {
      const [mailAddress = null] = mailAddresses;
      await sql`
        insert into link_request (organisation_id, entra_object_id, display_name, mail_address)
        select ${organisationId}, ${objectId}, ${(name ?? mailAddress ?? objectId).slice(0, 100)}, ${mailAddress}
        where (select count(*) from link_request where organisation_id = ${organisationId}) < ${mostRequests}
          and not exists (select from app_user where organisation_id = ${organisationId}
            and entra_object_id = ${objectId})
        on conflict (organisation_id, entra_object_id) do update set display_name = excluded.display_name,
          mail_address = excluded.mail_address, asked_at = now(), refused_at = null`.execute(db);
    },
    async list() {
      const unlinked = await readUnlinked(db, organisationId);
      return {
        requests: await readRequests(db, organisationId, unlinked),
        unlinked: unlinked.slice(0, mostUnlinked).map(shown),
        nextExtension: await nextExtension(db, organisationId),
      };
    },
    accept: (by, accountId, userId) =>
      db.transaction().execute(async (transaction) => {
        const request = await take(transaction, organisationId, accountId);
        await mustBeNobodys(transaction, organisationId, accountId);
        const person =
          userId === null
            ? await addNew(transaction, organisationId, accountId, request)
            : await linkTo(transaction, organisationId, accountId, userId);
        await audit.record(transaction, organisationId, {
          ...by,
          action: 'link.added',
          object: { kind: 'person', ...person },
          source: 'tab',
        });
      }),
    refuse: (by, accountId) =>
      db.transaction().execute(async (transaction) => {
        const refused = await transaction
          .updateTable('link_request')
          .set({ refused_at: sql<Date>`now()` })
          .where('organisation_id', '=', organisationId)
          .where('entra_object_id', '=', accountId)
          .where('refused_at', 'is', null)
          .returning('display_name')
          .executeTakeFirst();
        if (refused === undefined) throw new VaxelError('request.notFound');
        await audit.record(transaction, organisationId, {
          ...by,
          action: 'link.refused',
          object: { kind: 'account', id: accountId, name: refused.display_name },
          source: 'tab',
        });
      }),
  };
}

interface TakenRequest {
  readonly display_name: string;
  readonly mail_address: string | null;
}

async function take(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  accountId: string,
): Promise<TakenRequest> {
  const taken = await transaction
    .deleteFrom('link_request')
    .where('organisation_id', '=', organisationId)
    .where('entra_object_id', '=', accountId)
    .returning(['display_name', 'mail_address'])
    .executeTakeFirst();
  if (taken === undefined) throw new VaxelError('request.notFound');
  return taken;
}

/** Somebody's who has left, too. @throws VaxelError joining.linkTaken */
async function mustBeNobodys(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  accountId: string,
): Promise<void> {
  const elsewhere = await transaction
    .selectFrom('app_user')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('entra_object_id', '=', accountId)
    .executeTakeFirst();
  if (elsewhere !== undefined) throw new VaxelError('joining.linkTaken', 'The account is somebody’s already.');
}

async function addNew(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  accountId: string,
  request: TakenRequest,
): Promise<{ readonly id: UserId; readonly name: string }> {
  const organisation = await transaction
    .selectFrom('organisation')
    .select(['id', 'name', 'country'])
    .where('id', '=', organisationId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const extension = await nextExtension(transaction, organisationId);
  if (extension === null) throw new VaxelError('joining.noExtension', 'All extensions of the organisation are taken.');
  const others = await transaction
    .selectFrom('app_user')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where(sql<string>`lower(mail_address)`, '=', request.mail_address)
    .executeTakeFirst();
  const mailAddress = others === undefined ? request.mail_address : null;
  const name = request.display_name;
  return {
    id: await addPerson(transaction, organisation, { name, extension, mailAddress, objectId: accountId }),
    name,
  };
}

async function linkTo(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  accountId: string,
  userId: UserId,
): Promise<{ readonly id: UserId; readonly name: string }> {
  const user = await transaction
    .selectFrom('app_user')
    .innerJoin('contact', 'contact.id', 'app_user.contact_id')
    .select(['contact.display_name', 'app_user.entra_object_id'])
    .where('app_user.organisation_id', '=', organisationId)
    .where('app_user.id', '=', userId)
    .where('app_user.deactivated_at', 'is', null)
    .forNoKeyUpdate('app_user')
    .executeTakeFirst();
  if (user === undefined) throw new VaxelError('request.notFound');
  if (user.entra_object_id !== null) throw new VaxelError('joining.linkTaken', 'The person has an account already.');
  await transaction
    .updateTable('app_user')
    .set({ entra_object_id: accountId })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', userId)
    .execute();
  return { id: userId, name: user.display_name };
}

interface Unlinked {
  readonly id: UserId;
  readonly mail_address: string | null;
  readonly extension: string;
  readonly display_name: string;
}

const shown = ({ id, display_name, extension }: Unlinked) => ({ userId: id, name: display_name, extension });

const readUnlinked = (db: Kysely<Database>, organisationId: OrganisationId): Promise<Unlinked[]> =>
  db
    .selectFrom('app_user')
    .innerJoin('contact', 'contact.id', 'app_user.contact_id')
    .select(['app_user.id', 'app_user.mail_address', 'app_user.extension', 'contact.display_name'])
    .where('app_user.organisation_id', '=', organisationId)
    .where('app_user.entra_object_id', 'is', null)
    .where('app_user.deactivated_at', 'is', null)
    .orderBy('contact.display_name')
    .execute();

async function readRequests(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  unlinked: readonly Unlinked[],
): Promise<LinkRequest[]> {
  const rows = await db
    .selectFrom('link_request')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('refused_at', (order) => order.asc().nullsFirst())
    .orderBy('asked_at')
    .limit(mostRequests)
    .execute();
  // Looked up, not looked for: a thousand who ask among ten thousand without an account hold up no call.
  const byMail = new Map(unlinked.toReversed().map((each) => [each.mail_address?.toLowerCase() ?? '', each]));
  const byName = new Map<string, Unlinked | null>();
  for (const each of unlinked) {
    const name = fold(each.display_name);
    byName.set(name, byName.has(name) ? null : each);
  }
  /** One of that address, else the only one of that name. */
  const proposalFor = ({ mail_address, display_name }: (typeof rows)[number]) => {
    const found = (mail_address ? byMail.get(mail_address) : undefined) ?? byName.get(fold(display_name));
    return found ? shown(found) : null;
  };
  return rows.map((row) => ({
    accountId: row.entra_object_id,
    name: row.display_name,
    mailAddress: row.mail_address,
    askedAtMs: row.asked_at.getTime(),
    refused: row.refused_at !== null,
    proposal: proposalFor(row),
  }));
}

/** Who was refused, or was never answered: whoever still wants to come in asks once more. */
export const purgeLinkRequests = (db: Kysely<Database>, keepDays: number): Promise<void> =>
  deleteInParts(db, 'link_request', sql`coalesce(refused_at, asked_at) < now() - make_interval(days => ${keepDays})`);
