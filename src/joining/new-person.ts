import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { ContactId, OrganisationId, UserId } from '../contract/ids';
import { emergencyNumbersOf, isEmergencyNumber } from '../contract/numbers/emergency-numbers';
import type { Database } from '../ports/database';

export interface NewPerson {
  readonly name: string;
  readonly extension: string;
  readonly mailAddress: string | null;
  readonly objectId: string | null;
}

/** @throws VaxelError administration.extensionReserved where it calls for help: its person could never be rung by it */
export function requireExtension(extension: string, country: string): void {
  if (isEmergencyNumber(extension, country)) throw new VaxelError('administration.extensionReserved');
}

/**
 * A person with a directory entry, who can be rung as soon as the transaction commits.
 * @throws VaxelError administration.extensionReserved
 */
export async function addPerson(
  transaction: Transaction<Database>,
  organisation: { readonly id: OrganisationId; readonly name: string; readonly country: string },
  { name, extension, mailAddress, objectId }: NewPerson,
): Promise<UserId> {
  requireExtension(extension, organisation.country);
  const [userId, contactId] = [randomUUID() as UserId, randomUUID() as ContactId];
  await transaction
    .insertInto('contact')
    .values({
      id: contactId,
      organisation_id: organisation.id,
      display_name: name,
      company: organisation.name,
      department: null,
      role: null,
      extension,
      status_message: null,
      // What the search needs is made when the server hears of it.
      search_text: '',
    })
    .execute();
  await transaction
    .insertInto('app_user')
    .values({
      id: userId,
      organisation_id: organisation.id,
      contact_id: contactId,
      extension,
      mail_address: mailAddress,
      entra_object_id: objectId,
    })
    .execute();
  return userId;
}

/**
 * The lowest extension of the organisation's own that nobody has and that does not call for help; where it has said
 * none, the next after the highest. Null = all are taken.
 */
export async function nextExtension(
  db: Pick<Transaction<Database>, 'getExecutor'>,
  organisationId: OrganisationId,
): Promise<string | null> {
  const { rows } = await sql<{ readonly country: string }>`
    select country from organisation where id = ${organisationId}`.execute(db as Transaction<Database>);
  const reserved = emergencyNumbersOf(rows[0]?.country ?? '');
  const found = await sql<{ readonly extension: string | null }>`
    with own as (
      select coalesce(first_extension, (
          select max(extension) from app_user
          where organisation_id = organisation.id and extension ~ '^[0-9]{2,6}$'
        ), '1001') as first, last_extension as last
      from organisation where id = ${organisationId}
    )
    select lpad(free::text, length(own.first), '0') as extension
    from own, generate_series(own.first::int, least(
      coalesce(own.last::int, own.first::int + 10000), power(10, length(own.first))::int - 1)) as free
    where not exists (select from app_user where organisation_id = ${organisationId}
      and extension = lpad(free::text, length(own.first), '0'))
      and not exists (select from answer_group where organisation_id = ${organisationId}
      and extension = lpad(free::text, length(own.first), '0'))
      and lpad(free::text, length(own.first), '0') <> all(${reserved})
    order by free limit 1`.execute(db as Transaction<Database>);
  return found.rows[0]?.extension ?? null;
}
