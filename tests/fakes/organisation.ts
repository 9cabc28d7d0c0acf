import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { ContactId, OrganisationId, UserId } from '../../src/contract/ids';
import type { PhoneNumber } from '../../src/contract/people/people';
import { searchText, searchTokens } from '../../src/search/search-text';
import type { Database } from '../../src/ports/database';

export interface TestOrganisation {
  readonly id: OrganisationId;
  readonly tenantId: string;
}

/** A row of `organisation` with what a test does not care about filled in. */
export async function addOrganisation(
  db: Kysely<Database>,
  { name = 'Fjällbo', language = 'sv', country = 'SE', mailDomains = [] as string[] } = {},
): Promise<TestOrganisation> {
  const id = randomUUID() as OrganisationId;
  const tenantId = randomUUID();
  await db
    .insertInto('organisation')
    .values({
      id,
      name,
      domain: `${id}.vaxel`,
      country,
      language,
      entra_tenant_id: tenantId,
      linked_mail_domains: mailDomains,
    })
    .execute();
  return { id, tenantId };
}

export interface NewContact {
  readonly displayName?: string;
  readonly company?: string | null;
  readonly department?: string | null;
  readonly role?: string | null;
  readonly extension?: string | null;
  readonly numbers?: readonly PhoneNumber[];
  readonly statusMessage?: string | null;
}

export async function addContact(
  db: Kysely<Database>,
  organisation: TestOrganisation,
  contact: NewContact = {},
): Promise<ContactId> {
  const id = randomUUID() as ContactId;
  const {
    displayName = 'Ek, Anna',
    company = null,
    department = null,
    role = null,
    extension = null,
    statusMessage = null,
  } = contact;
  const searchable = { displayName, company, department, role, extension, numbers: [...(contact.numbers ?? [])] };
  await db
    .insertInto('contact')
    .values({
      id,
      organisation_id: organisation.id,
      display_name: displayName,
      company,
      department,
      role,
      extension,
      status_message: statusMessage,
      numbers: JSON.stringify(searchable.numbers),
      search_text: searchText(searchable),
    })
    .execute();
  const tokens = searchTokens(searchable).map((token) => ({ organisation_id: organisation.id, contact_id: id, token }));
  if (tokens.length > 0) await db.insertInto('contact_token').values(tokens).execute();
  return id;
}

export interface NewUser extends NewContact {
  readonly mailAddress?: string | null;
  readonly objectId?: string | null;
  /** Numbers that the user may show, the default first. */
  readonly ownNumbers?: readonly { readonly number: string; readonly label: string }[];
}

/** A user with a directory entry. The extension is unique unless given. */
export async function addUser(
  db: Kysely<Database>,
  organisation: TestOrganisation,
  user: NewUser = {},
): Promise<{ userId: UserId; contactId: ContactId; extension: string }> {
  const userId = randomUUID() as UserId;
  const extension = user.extension ?? String(Math.floor(Math.random() * 9e8) + 1e8);
  const contactId = await addContact(db, organisation, { ...user, extension });
  await db
    .insertInto('app_user')
    .values({
      id: userId,
      organisation_id: organisation.id,
      contact_id: contactId,
      extension,
      mail_address: user.mailAddress ?? null,
      entra_object_id: user.objectId ?? null,
    })
    .execute();
  const numbers = (user.ownNumbers ?? []).map(({ number, label }, position) => ({
    number,
    organisation_id: organisation.id,
    user_id: userId,
    label,
    position,
  }));
  if (numbers.length > 0) await db.insertInto('user_number').values(numbers).execute();
  return { userId, contactId, extension };
}
