import type { Kysely, Transaction } from 'kysely';
import type { ContactId } from '../../contract/ids';
import type { PhoneNumber } from '../../contract/people/people';
import { searchText, searchTokens, type Searchable } from '../../search/search-text';
import type { Database } from '../../ports/database';
import { accountOf } from './accounts';
import { demoOrganisations, type DemoContact, type DemoOrganisation, type DemoUser } from './organisations';
import { demoOrganisationId, demoUserId } from './ids';
import { seedGroups } from './seed-groups';
import { stableId } from './stable-id';

/**
 * Puts the demo organisations into the database, in one transaction. What is there already stays as it is, so that
 * settings, links and histories of an earlier run survive a restart.
 */
export async function seedDemo(database: Kysely<Database>): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    for (const organisation of demoOrganisations) await seedOrganisation(transaction, organisation);
  });
}

async function seedOrganisation(transaction: Transaction<Database>, organisation: DemoOrganisation): Promise<void> {
  const inserted = await transaction
    .insertInto('organisation')
    .values({
      id: demoOrganisationId(organisation),
      name: organisation.name,
      domain: organisation.domain,
      country: organisation.country,
      time_zone: organisation.timeZone,
      language: organisation.language,
      entra_tenant_id: organisation.tenantId,
      linked_mail_domains: [organisation.mailDomain],
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) return;
  await insertContacts(transaction, organisation);
  await insertUsers(transaction, organisation);
  await seedGroups(transaction, organisation);
}

interface ContactSource extends Searchable {
  readonly id: ContactId;
  readonly statusMessage: string | null;
}

async function insertContacts(transaction: Transaction<Database>, organisation: DemoOrganisation): Promise<void> {
  const organisationId = demoOrganisationId(organisation);
  const contacts = [
    ...organisation.users.map((user) => colleague(organisation, user)),
    ...organisation.contacts.map((contact) => outsider(organisation, contact)),
  ];
  await transaction
    .insertInto('contact')
    .values(
      contacts.map((contact) => ({
        id: contact.id,
        organisation_id: organisationId,
        display_name: contact.displayName,
        company: contact.company,
        department: contact.department,
        role: contact.role,
        extension: contact.extension,
        status_message: contact.statusMessage,
        numbers: JSON.stringify(contact.numbers),
        search_text: searchText(contact),
      })),
    )
    .execute();
  const tokens = contacts.flatMap((contact) =>
    searchTokens(contact).map((token) => ({ organisation_id: organisationId, contact_id: contact.id, token })),
  );
  await transaction.insertInto('contact_token').values(tokens).execute();
}

async function insertUsers(transaction: Transaction<Database>, organisation: DemoOrganisation): Promise<void> {
  const organisationId = demoOrganisationId(organisation);
  await transaction
    .insertInto('app_user')
    .values(
      organisation.users.map((user) => {
        const account = accountOf(organisation, user);
        return {
          id: demoUserId(organisation, user),
          organisation_id: organisationId,
          contact_id: contactId(organisation, user.key),
          extension: user.extension,
          mail_address: user.account === 'none' ? null : account.mailAddress,
          entra_object_id: user.account === 'linked' ? account.objectId : null,
        };
      }),
    )
    .execute();
  const numbers = organisation.users.flatMap((user) =>
    user.numbers.map(({ label, number }, position) => ({
      number,
      organisation_id: organisationId,
      user_id: demoUserId(organisation, user),
      label,
      position,
    })),
  );
  await transaction.insertInto('user_number').values(numbers).execute();
}

function contactId(organisation: DemoOrganisation, name: string): ContactId {
  return stableId(`contact ${organisation.key} ${name}`) as ContactId;
}

function colleague(organisation: DemoOrganisation, user: DemoUser): ContactSource {
  // Whatever a person shows rings at the switch; the one mobile number of the card is the phone in the pocket.
  const work = user.numbers.map(({ number }): PhoneNumber => ({ label: 'work', number }));
  const mobile: PhoneNumber[] = user.mobile === null ? [] : [{ label: 'mobile', number: user.mobile }];
  return {
    id: contactId(organisation, user.key),
    displayName: user.name,
    company: organisation.name,
    department: user.department,
    role: user.role,
    extension: user.extension,
    numbers: [...work, ...mobile],
    statusMessage: user.statusMessage,
  };
}

function outsider(organisation: DemoOrganisation, contact: DemoContact): ContactSource {
  const { name, ...rest } = contact;
  return {
    ...rest,
    numbers: [...rest.numbers],
    id: contactId(organisation, name),
    displayName: name,
    extension: null,
    statusMessage: null,
  };
}
