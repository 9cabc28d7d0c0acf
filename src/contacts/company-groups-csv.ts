import { Router } from 'express';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { CsvReader } from '../contract/csv';
import type { OrganisationId } from '../contract/ids';
import { sendCsv } from '../csv/send-csv';
import type { Cell } from '../csv/write-csv';
import { requestOf, route } from '../http/route';
import type { AuditLog } from '../ports/audit';
import type { Database } from '../ports/database';

const header = {
  sv: ['Grupp', 'Namn', 'Företag', 'Anknytning', 'Nummer'],
  en: ['Group', 'Name', 'Company', 'Extension', 'Numbers'],
} as const;

const atOnce = 1_000;

/** `GET /administration/groups.csv`: the company's groups, a line for each member, and one for a group without. */
export function createCompanyGroupsCsv({
  db,
  audit,
}: {
  readonly db: Kysely<Database>;
  readonly audit: AuditLog;
}): Router {
  return Router().get(
    '/administration/groups.csv',
    route({
      query: CsvReader,
      async handler({ query: reader, ...asked }) {
        const { organisationId } = asked.principal;
        await db.transaction().execute((transaction) =>
          audit.record(transaction, organisationId, {
            actor: asked.principal,
            action: 'contacts.exported',
            object: { kind: 'organisation', id: organisationId, name: 'CSV' },
            source: 'tab',
            request: requestOf(asked),
          }),
        );
        const parts = allMembers(db, organisationId);
        await sendCsv(asked.response, { name: 'vaxel-groups', reader, header: header[reader.language], parts });
      },
    }),
  );
}

async function* allMembers(
  db: Kysely<Database>,
  organisationId: OrganisationId,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for (let offset = 0; ; offset += atOnce) {
    const rows = await db
      .selectFrom('contact_group')
      .leftJoin('group_member', 'group_member.group_id', 'contact_group.id')
      .leftJoin('contact', 'contact.id', 'group_member.contact_id')
      .select(['contact_group.name', 'contact.display_name', 'contact.company', 'contact.extension', 'contact.numbers'])
      .where('contact_group.organisation_id', '=', organisationId)
      .where('contact_group.owner_user_id', 'is', null)
      .where('contact_group.deleted_at', 'is', null)
      .orderBy(sql`lower(contact_group.name)`)
      .orderBy('contact_group.id')
      .orderBy('contact.display_name')
      .orderBy('contact.id')
      .offset(offset)
      .limit(atOnce)
      .execute();
    yield rows.map(({ name, display_name: member, company, extension, numbers }) => [
      name,
      member,
      company,
      extension,
      (numbers ?? []).map(({ number }) => number).join(', '),
    ]);
    if (rows.length < atOnce) return;
  }
}
