import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import { VaxelError } from '../contract/errors';
import { ContactId } from '../contract/ids';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Me, Role } from '../contract/people/people';
import { opaque } from '../contract/text';
import { onceEach } from '../limits/once-each';
import type { Database } from '../ports/database';
import { collationOf } from './collation';
import type { ContactRecord, ContactRow } from './contact-row';
import { contactColumns, contactRecord } from './contact-row';
import { createReadMe } from './me';
import { searchContacts } from './search';

export interface ContactRecordPage {
  readonly contacts: ContactRecord[];
  readonly next: string | null;
}

/** The directory of one organisation. */
export interface PeopleStore {
  /**
   * The directory in the order of the organisation's language, `limit` at a time, after a cursor of the page before.
   * @throws VaxelError request.invalid
   */
  page(options: { readonly after?: string | undefined; readonly limit: number }): Promise<ContactRecordPage>;
  /** The best hits for what was typed: name, company, department, role, extension or number in any notation. */
  search(typed: string, limit: number): Promise<ContactRecord[]>;
  /** @throws VaxelError request.notFound */
  contact(id: ContactId): Promise<ContactRecord>;
  /** @throws VaxelError auth.notLinked when the user is gone */
  me(userId: UserId, roles: readonly Role[]): Promise<Me>;
}

const Cursor = z.tuple([opaque(300), ContactId]);

/** How long the extensions of an organisation are, as routing knows them. */
export type ExtensionLengthsOf = (organisationId: OrganisationId) => readonly number[];

export function createPeopleStore(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  extensionLengthsOf: ExtensionLengthsOf,
): PeopleStore {
  let collation: Promise<RawBuilder<unknown>> | null = null;
  const readMe = createReadMe(db, organisationId);

  /** The organisation's collation, asked for once. */
  function collated(): Promise<RawBuilder<unknown>> {
    collation ??= readCollation();
    collation.catch(() => (collation = null));
    return collation;
  }

  async function readCollation(): Promise<RawBuilder<unknown>> {
    const { language } = await db
      .selectFrom('organisation')
      .select('language')
      .where('id', '=', organisationId)
      .executeTakeFirstOrThrow();
    return collationOf(db, language);
  }

  return {
    async page({ after, limit }) {
      const order = await collated();
      const { rows } = await sql<ContactRow>`
        select ${contactColumns} from contact left join app_user on app_user.contact_id = contact.id
        where contact.organisation_id = ${organisationId} and ${afterCursor(after, order)}
        order by contact.display_name collate ${order}, contact.id limit ${limit + 1}`.execute(db);
      const contacts = rows.slice(0, limit).map(contactRecord);
      const last = contacts.at(-1);
      return { contacts, next: rows.length > limit && last !== undefined ? encodeCursor(last) : null };
    },
    search: async (typed, limit) =>
      (await searchContacts(db, { organisationId, typed, limit, order: await collated() })).map(contactRecord),
    async contact(id) {
      const { rows } = await sql<ContactRow>`
        select ${contactColumns} from contact left join app_user on app_user.contact_id = contact.id
        where contact.organisation_id = ${organisationId} and contact.id = ${id}`.execute(db);
      if (rows[0] === undefined) throw new VaxelError('request.notFound', 'There is no such contact.');
      return contactRecord(rows[0]);
    },
    me: (userId, roles) => readMe(userId, roles, extensionLengthsOf(organisationId)),
  };
}

/** One store for each organisation, made when first needed. */
export function createPeopleStores(
  db: Kysely<Database>,
  extensionLengthsOf: ExtensionLengthsOf,
): (organisationId: OrganisationId) => PeopleStore {
  return onceEach((organisationId) => createPeopleStore(db, organisationId, extensionLengthsOf));
}

function afterCursor(after: string | undefined, order: RawBuilder<unknown>): RawBuilder<unknown> {
  if (after === undefined) return sql`true`;
  const [name, id] = decodeCursor(after);
  return sql`(contact.display_name collate ${order}, contact.id) > (${name} collate ${order}, ${id}::uuid)`;
}

function encodeCursor({ displayName, id }: ContactRecord): string {
  return Buffer.from(JSON.stringify([displayName, id])).toString('base64url');
}

function decodeCursor(text: string): z.infer<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch (error) {
    throw new VaxelError('request.invalid', 'The cursor is not one of this directory.', { cause: error });
  }
}
