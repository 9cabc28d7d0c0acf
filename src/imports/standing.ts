import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import type { ContactId, OrganisationId } from '../contract/ids';
import type { Database } from '../ports/database';
import type { Candidate, Candidates, StandingContact } from './compare';
import type { ReadLine } from './read/read-line';

/**
 * A contact as JSON, the same in every query: what an import saw is compared with what stands there. `contact` is
 * joined with `app_user`, whose extension and mail address are a colleague's.
 */
export const standingJson: RawBuilder<StandingContact> = sql`jsonb_build_object(
  'name', contact.display_name, 'company', contact.company, 'department', contact.department, 'role', contact.role,
  'extension', coalesce(app_user.extension, contact.extension),
  'mail', coalesce(app_user.mail_address, contact.mail_address),
  'externalId', contact.external_id, 'numbers', contact.numbers)`;

/** The company's, as long as they are there. */
export const ofCompany = (organisationId: OrganisationId): RawBuilder<boolean> =>
  sql`contact.organisation_id = ${organisationId} and contact.owner_user_id is null and contact.deleted_at is null`;

interface Row {
  readonly id: ContactId;
  readonly is_user: boolean;
  readonly standing: StandingContact;
}

/** Those of the directory that some lines may be about. */
export async function readCandidates(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  lines: readonly ReadLine[],
): Promise<Candidates> {
  const said = lines.flatMap(({ contact }) => contact ?? []);
  const ids = said.flatMap(({ externalId }) => externalId ?? []);
  const mails = said.flatMap(({ mail }) => mail?.toLowerCase() ?? []);
  const extensions = said.flatMap(({ extension }) => extension ?? []);
  const names = said.map(({ name }) => name);
  const own = ofCompany(organisationId);
  // One branch for each index: an "or" over them would read all that there is.
  const { rows } = await sql<Row>`
    select contact.id, app_user.id is not null as is_user, ${standingJson} as standing
    from contact left join app_user on app_user.contact_id = contact.id
    where ${own} and contact.id in (
      select id from contact where ${own} and external_id = any(${ids})
      union select id from contact where ${own} and mail_address is not null and lower(mail_address) = any(${mails})
      union select id from contact where ${own} and extension = any(${extensions})
      union select id from contact where ${own} and display_name = any(${names})
      union select contact_id from app_user where organisation_id = ${organisationId}
        and lower(mail_address) = any(${mails})
      union select contact_id from app_user where organisation_id = ${organisationId} and extension = any(${extensions})
    )`.execute(db);
  return candidatesOf(rows.map((row) => ({ id: row.id, isUser: row.is_user, contact: keysInOrder(row.standing) })));
}

/** JSON of the database has an order of its own; they are compared as texts. */
export function keysInOrder(standing: StandingContact): StandingContact {
  const { name, company, department, role, extension, mail, externalId, numbers } = standing;
  const inOrder = numbers.map(({ label, number }) => ({ label, number }));
  return { name, company, department, role, extension, mail, externalId, numbers: inOrder };
}

function candidatesOf(all: readonly Candidate[]): Candidates {
  const by = (keyOf: (contact: StandingContact) => string | null) => {
    const found = new Map<string, Candidate[]>();
    for (const each of all) {
      const key = keyOf(each.contact);
      if (key !== null) found.set(key, [...(found.get(key) ?? []), each]);
    }
    return (key: string): readonly Candidate[] => found.get(key) ?? [];
  };
  const byMail = by(({ mail }) => mail?.toLowerCase() ?? null);
  return {
    byExternalId: by(({ externalId }) => externalId),
    byMail: (address) => byMail(address.toLowerCase()),
    byExtension: by(({ extension }) => extension),
    byName: by(({ name }) => name),
  };
}
