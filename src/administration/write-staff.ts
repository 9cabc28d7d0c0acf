import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { StaffChange, StaffView } from '../contract/administration/staff';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import { readNumber } from '../contract/numbers/numbers';
import { phoneLibrary } from '../contract/numbers/phone-library';
import { areNumbersOfOthers } from '../joining/numbers-of-others';
import type { AuditEntry, ToldFields } from '../ports/audit';
import type { Database } from '../ports/database';

/** Who asks, and by which request. */
export type By = Required<Pick<AuditEntry, 'actor' | 'request'>>;

/** A person as the audit tells. */
export const told = (person: StaffView): ToldFields => ({
  name: person.name,
  extension: person.extension,
  company: person.company,
  department: person.department,
  role: person.role,
  mailAddress: person.mailAddress,
  numbers: person.numbers.map(({ number, label }) => `${number} ${label}`),
});

/** What stands in the directory; the search text is made when the server hears of it. */
export async function writeContact(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  { contactId }: StaffView,
  { name, company, department, role, extension }: StaffChange,
): Promise<void> {
  const set = {
    ...(name !== undefined && { display_name: name }),
    ...(company !== undefined && { company: company || null }),
    ...(department !== undefined && { department: department || null }),
    ...(role !== undefined && { role: role || null }),
    ...(extension !== undefined && { extension }),
  };
  if (Object.keys(set).length === 0) return;
  await transaction
    .updateTable('contact')
    .set({ ...set, search_text: '' })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', contactId)
    .execute();
}

export const countryOf = async (transaction: Transaction<Database>, organisationId: OrganisationId): Promise<string> =>
  (
    await transaction
      .selectFrom('organisation')
      .select('country')
      .where('id', '=', organisationId)
      .executeTakeFirstOrThrow()
  ).country;

/**
 * All numbers anew, in their order; the card shows them as work numbers beside the others that it has.
 * @throws VaxelError administration.numberTaken where another organisation has one, be it in a series
 */
export async function writeNumbers(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  userId: UserId,
  wanted: NonNullable<StaffChange['numbers']>,
): Promise<void> {
  const country = await countryOf(transaction, organisationId);
  const before = await transaction
    .deleteFrom('user_number')
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .returning('number')
    .execute();
  const rows = wanted.map(({ number, label }, position) => ({
    number: e164(number, country),
    organisation_id: organisationId,
    user_id: userId,
    label,
    position,
  }));
  const gone = before.map(({ number }) => number);
  for (const { number } of rows)
    if (!gone.includes(number) && (await areNumbersOfOthers(transaction, organisationId, number)))
      throw new VaxelError('administration.numberTaken');
  if (rows.length > 0) await transaction.insertInto('user_number').values(rows).execute();
  const work = rows.map(({ number }) => ({ label: 'work', number }));
  await sql`
    update contact set search_text = '', numbers = ${JSON.stringify(work)}::jsonb || coalesce((
      select jsonb_agg(each) from jsonb_array_elements(numbers) as each
      where not (each ->> 'number' = any(${[...gone, ...rows.map(({ number }) => number)]}))), '[]')
    from app_user where app_user.contact_id = contact.id and app_user.id = ${userId}
      and contact.organisation_id = ${organisationId}`.execute(transaction);
}

/** @throws VaxelError request.invalid */
export function e164(text: string, country: string): string {
  const read = readNumber(text, { country, library: phoneLibrary, isExtension: () => false });
  if (read?.kind !== 'number' || read.after !== '' || !/^\+[0-9]{5,15}$/.test(read.number))
    throw new VaxelError('administration.noNumber', `${text} is no phone number.`);
  return read.number;
}
