import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import { mostOwnContacts } from '../contract/contacts/limits';
import type { OwnContactBody } from '../contract/contacts/own-contacts';
import { VaxelError } from '../contract/errors';
import type { ContactId } from '../contract/ids';
import type { Database } from '../ports/database';
import { searchText } from '../search/search-text';
import type { Reader } from './group-members';
import { setPhoto, type Photo } from './photos';

/** As read: every number is E.164; a photo that is absent stays. */
export type OwnContact = Omit<OwnContactBody, 'photo'> & { readonly photo?: Photo | null | undefined };

/** @throws VaxelError contacts.full */
export async function addOwnContact(
  transaction: Transaction<Database>,
  { organisationId, userId }: Reader,
  contact: OwnContact,
): Promise<ContactId> {
  const { count } = await transaction
    .selectFrom('contact')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('owner_user_id', '=', userId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= mostOwnContacts) throw new VaxelError('contacts.full');
  const id = randomUUID() as ContactId;
  await transaction
    .insertInto('contact')
    .values({ id, organisation_id: organisationId, owner_user_id: userId, extension: null, ...columnsOf(contact) })
    .execute();
  if (contact.photo) await setPhoto(transaction, organisationId, id, contact.photo);
  return id;
}

/** @throws VaxelError request.notFound */
export async function changeOwnContact(
  transaction: Transaction<Database>,
  reader: Reader,
  id: ContactId,
  contact: OwnContact,
): Promise<void> {
  const changed = await ownContact(transaction, reader, id)
    .set(columnsOf(contact))
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw notFound();
  if (contact.photo !== undefined) await setPhoto(transaction, reader.organisationId, id, contact.photo);
}

/** It stays in its groups, for the day in which it can be restored. @throws VaxelError request.notFound */
export async function removeOwnContact(
  transaction: Transaction<Database>,
  reader: Reader,
  id: ContactId,
): Promise<void> {
  const removed = await ownContact(transaction, reader, id)
    .set({ deleted_at: sql<Date>`now()` })
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (removed.numUpdatedRows === 0n) throw notFound();
}

/** @throws VaxelError request.notFound */
export async function restoreOwnContact(
  transaction: Transaction<Database>,
  reader: Reader,
  id: ContactId,
): Promise<void> {
  const restored = await ownContact(transaction, reader, id)
    .set({ deleted_at: null })
    .where('deleted_at', '>', sql<Date>`now() - interval '24 hours'`)
    .executeTakeFirst();
  if (restored.numUpdatedRows === 0n) throw notFound();
}

const ownContact = (transaction: Transaction<Database>, { organisationId, userId }: Reader, id: ContactId) =>
  transaction
    .updateTable('contact')
    .where('organisation_id', '=', organisationId)
    .where('owner_user_id', '=', userId)
    .where('id', '=', id);

const notFound = () => new VaxelError('request.notFound', 'There is no such contact of yours.');

/** An empty text is none. */
const orNull = (text: string | null): string | null => (text === '' ? null : text);

function columnsOf({ name, company, department, role, mailAddress, numbers }: OwnContact) {
  const searchable = { displayName: name, company, department, role, extension: null, numbers };
  return {
    display_name: name,
    company: orNull(company),
    department: orNull(department),
    role: orNull(role),
    mail_address: orNull(mailAddress),
    numbers: JSON.stringify(numbers),
    // One line break is not empty: a name without a letter or digit is not taken for one that was entered by SQL.
    search_text: searchText(searchable) || '\n',
  };
}
