import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { DatabaseError } from 'pg';
import { VaxelError } from '../contract/errors';
import { fold } from '../contract/fold';
import type { OrganisationId, UserId } from '../contract/ids';
import type { NewOrganisation } from '../contract/joining/joining';
import type { AuditEntry, AuditLog } from '../ports/audit';
import type { Account } from '../ports/principal';
import type { Database } from '../ports/database';
import { addPerson } from './new-person';
import { areNumbersOfOthers } from './numbers-of-others';

export interface SetUpDeps {
  readonly db: Kysely<Database>;
  readonly audit: AuditLog;
}

export type SetUp = (account: Account, wanted: NewOrganisation, request: AuditEntry['request']) => Promise<void>;

/**
 * The first administrator of a tenant makes its organisation, and oneself its first person. Of two who do it at once
 * one does. @throws VaxelError auth.notAllowed | joining.alreadySetUp | joining.numberTaken |
 * administration.extensionReserved
 */
export function createSetUp({ db, audit }: SetUpDeps): SetUp {
  return async (account, wanted, request) => {
    if (!account.roles.includes('administrator'))
      throw new VaxelError('auth.notAllowed', 'An organisation is set up by one of its administrators.');
    const { first, last } = wanted.extensions;
    const { extension } = wanted.me;
    if (extension.length !== first.length || extension < first || extension > last)
      throw new VaxelError('request.invalid', 'The own extension is one of those of the organisation.');
    await db
      .transaction()
      .execute(async (transaction) => {
        const organisation = await addOrganisation(transaction, account, wanted);
        const userId = await addFirst(transaction, organisation, account, wanted);
        const actor = { userId, roles: account.roles };
        const object = { kind: 'organisation' as const, id: organisation.id, name: organisation.name };
        const { country, language, timeZone, ranges } = wanted;
        await audit.record(transaction, organisation.id, {
          actor,
          action: 'organisation.added',
          object,
          after: { country, language, timeZone, extensions: `${first}–${last}`, ranges: ranges.map(rangeText) },
          source: 'tab',
          ...(request === undefined ? {} : { request }),
        });
      })
      .catch((error: unknown) => {
        throw taken(error) ?? error;
      });
  };
}

export const rangeText = ({ first, last }: { readonly first: string; readonly last: string }): string =>
  first === last ? first : `${first}–${last}`;

interface Organisation {
  readonly id: OrganisationId;
  readonly name: string;
  readonly country: string;
}

async function addOrganisation(
  transaction: Transaction<Database>,
  { tenantId, mailAddresses }: Account,
  { name, country, language, timeZone, extensions }: NewOrganisation,
): Promise<Organisation> {
  const id = randomUUID() as OrganisationId;
  await transaction
    .insertInto('organisation')
    .values({
      id,
      name,
      domain: hostOf(name, id),
      country,
      language,
      time_zone: timeZone,
      entra_tenant_id: tenantId,
      linked_mail_domains: mailAddresses.map((address) => address.slice(address.lastIndexOf('@') + 1)).slice(0, 1),
      first_extension: extensions.first,
      last_extension: extensions.last,
    })
    .execute();
  return { id, name, country };
}

async function addFirst(
  transaction: Transaction<Database>,
  organisation: Organisation,
  { objectId, mailAddresses }: Account,
  { me, ranges }: NewOrganisation,
): Promise<UserId> {
  const { name, extension, number } = me;
  const mailAddress = mailAddresses[0] ?? null;
  const userId = await addPerson(transaction, organisation, { name, extension, mailAddress, objectId });
  const organisation_id = organisation.id;
  for (const { first, last } of [...ranges, ...(number === null ? [] : [{ first: number, last: number }])])
    if (await areNumbersOfOthers(transaction, organisation_id, first, last)) throw numberTaken();
  if (ranges.length > 0)
    await transaction
      .insertInto('number_range')
      .values(ranges.map(({ first, last }) => ({ organisation_id, first_number: first, last_number: last })))
      .execute();
  if (number !== null)
    await transaction
      .insertInto('user_number')
      .values({ number, organisation_id, user_id: userId, label: 'work', position: 0 })
      .execute();
  return userId;
}

/** Host part of its SIP addresses, which nobody reads but who looks at packets: like the name, and nobody else's. */
function hostOf(name: string, id: string): string {
  const words = fold(name)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);
  return `${words === '' ? 'organisation' : words}-${id.slice(0, 8)}.vaxel`;
}

function taken(error: unknown): VaxelError | null {
  if (!(error instanceof DatabaseError) || error.code !== '23505') return null;
  return error.constraint?.startsWith('organisation') === true
    ? new VaxelError('joining.alreadySetUp', 'Somebody has set the organisation up already.')
    : numberTaken();
}

const numberTaken = () => new VaxelError('joining.numberTaken', 'A number belongs to somebody else.');
