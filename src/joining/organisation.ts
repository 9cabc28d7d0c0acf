import type { Kysely, Transaction } from 'kysely';
import type { OrganisationId } from '../contract/ids';
import type { OrganisationDetails } from '../contract/joining/joining';
import { emergencyNumbersOf } from '../contract/numbers/emergency-numbers';
import type { AuditLog, ToldFields } from '../ports/audit';
import type { Database } from '../ports/database';
import type { By } from './link-requests';
import { requireExtension } from './new-person';

export interface OrganisationStore {
  read(): Promise<OrganisationDetails>;
  /** @throws VaxelError administration.extensionReserved where somebody’s extension calls for help in its country */
  change(by: By, wanted: OrganisationDetails): Promise<OrganisationDetails>;
}

/** What the first administrator has said of the organisation, to be changed by any. */
export function createOrganisation(
  { db, audit }: { readonly db: Kysely<Database>; readonly audit: AuditLog },
  id: OrganisationId,
): OrganisationStore {
  const read = (from: Kysely<Database>) =>
    from
      .selectFrom('organisation')
      .select(['name', 'country', 'language', 'time_zone', 'first_extension', 'last_extension', 'linked_mail_domains'])
      .where('id', '=', id);
  return {
    read: async () => details(await read(db).executeTakeFirstOrThrow()),
    change: (by, wanted) =>
      db.transaction().execute(async (transaction) => {
        const before = details(await read(transaction).forNoKeyUpdate().executeTakeFirstOrThrow());
        if (wanted.country !== before.country) await requireExtensions(transaction, id, wanted.country);
        await transaction
          .updateTable('organisation')
          .set({
            name: wanted.name,
            country: wanted.country,
            language: wanted.language,
            time_zone: wanted.timeZone,
            first_extension: wanted.extensions?.first ?? null,
            last_extension: wanted.extensions?.last ?? null,
            linked_mail_domains: wanted.mailDomains,
          })
          .where('id', '=', id)
          .execute();
        await audit.record(transaction, id, {
          ...by,
          action: 'organisation.changed',
          object: { kind: 'organisation', id, name: wanted.name },
          before: told(before),
          after: told(wanted),
          source: 'tab',
        });
        return wanted;
      }),
  };
}

async function requireExtensions(
  transaction: Transaction<Database>,
  id: OrganisationId,
  country: string,
): Promise<void> {
  const taken = await transaction
    .selectFrom('app_user')
    .select('extension')
    .where('organisation_id', '=', id)
    .where('extension', 'in', emergencyNumbersOf(country))
    .execute();
  for (const { extension } of taken) requireExtension(extension, country);
}

interface Row {
  readonly name: string;
  readonly country: string;
  readonly language: string;
  readonly time_zone: string;
  readonly first_extension: string | null;
  readonly last_extension: string | null;
  readonly linked_mail_domains: string[];
}

const details = (row: Row): OrganisationDetails => ({
  name: row.name,
  country: row.country,
  language: row.language.startsWith('en') ? 'en' : 'sv',
  timeZone: row.time_zone,
  extensions:
    row.first_extension === null || row.last_extension === null
      ? null
      : { first: row.first_extension, last: row.last_extension },
  mailDomains: row.linked_mail_domains,
});

const told = ({ extensions, ...rest }: OrganisationDetails): ToldFields => ({
  ...rest,
  extensions: extensions === null ? null : `${extensions.first}–${extensions.last}`,
});
