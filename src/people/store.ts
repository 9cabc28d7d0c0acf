import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { ContactId, OrganisationId, UserId } from '../contract/ids';
import type { ContactLetters, Me, Role } from '../contract/people/people';
import { onceEach } from '../limits/once-each';
import type { Database } from '../ports/database';
import { collationOf } from './collation';
import type { ContactRecord, ContactRow } from './contact-row';
import { contactColumns, contactRecord, isVisible } from './contact-row';
import { afterCursor, encodeCursor } from './cursor';
import { createReadMe } from './me';
import { readLetters } from './read-letters';
import { searchContacts, searchOwnContacts } from './search';

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
  page(options: {
    readonly after?: string | undefined;
    readonly offset?: number | undefined;
    readonly limit: number;
    /** Whose own contacts stand among the company's. */
    readonly viewer?: UserId;
  }): Promise<ContactRecordPage>;
  /** How many there are, and where each letter begins. */
  letters(viewer?: UserId): Promise<ContactLetters>;
  /** The best hits for what was typed: name, company, department, role, extension or number in any notation. */
  search(typed: string, limit: number, viewer?: UserId): Promise<ContactRecord[]>;
  /** @throws VaxelError request.notFound, also for an own contact of somebody else */
  contact(id: ContactId, viewer?: UserId): Promise<ContactRecord>;
  /** @throws VaxelError auth.notLinked when the user is gone */
  me(userId: UserId, roles: readonly Role[]): Promise<Me>;
}

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
    return collationOf(db, (await organisationOf(db, organisationId)).language);
  }

  return {
    async page({ after, offset = 0, limit, viewer }) {
      const order = await collated();
      const { rows } = await sql<ContactRow>`
        select ${contactColumns} from contact left join app_user on app_user.contact_id = contact.id
        where contact.organisation_id = ${organisationId} and ${isVisible(viewer)} and ${afterCursor(after, order)}
        order by contact.display_name collate ${order}, contact.id
        offset ${offset} limit ${limit + 1}`.execute(db);
      const contacts = rows.slice(0, limit).map(contactRecord);
      const last = contacts.at(-1);
      return { contacts, next: rows.length > limit && last !== undefined ? encodeCursor(last) : null };
    },
    async letters(viewer) {
      const { language } = await organisationOf(db, organisationId);
      return readLetters(db, { organisationId, viewer, language, order: await collated() });
    },
    async search(typed, limit, viewer) {
      const search = { organisationId, typed, limit, order: await collated() };
      const own = viewer === undefined ? [] : searchOwnContacts(db, search, viewer);
      const [companys, owns] = await Promise.all([searchContacts(db, search), own]);
      return withOwn(companys, owns, limit).map(contactRecord);
    },
    async contact(id, viewer) {
      const { rows } = await sql<ContactRow>`
        select ${contactColumns} from contact left join app_user on app_user.contact_id = contact.id
        where contact.organisation_id = ${organisationId} and contact.id = ${id} and ${isVisible(viewer)}`.execute(db);
      if (rows[0] === undefined) throw new VaxelError('request.notFound', 'There is no such contact.');
      return contactRecord(rows[0]);
    },
    me: (userId, roles) => readMe(userId, roles, extensionLengthsOf(organisationId)),
  };
}

const organisationOf = (db: Kysely<Database>, organisationId: OrganisationId) =>
  db.selectFrom('organisation').select('language').where('id', '=', organisationId).executeTakeFirstOrThrow();

/** Of a full list, so many places are for own contacts. */
const ownPlaces = 5;

/** The company's hits, then one's own, which find room among however many of the company's. */
function withOwn(companys: readonly ContactRow[], own: readonly ContactRow[], limit: number): readonly ContactRow[] {
  return [...companys.slice(0, limit - Math.min(own.length, ownPlaces)), ...own].slice(0, limit);
}

/** One store for each organisation, made when first needed. */
export function createPeopleStores(
  db: Kysely<Database>,
  extensionLengthsOf: ExtensionLengthsOf,
): (organisationId: OrganisationId) => PeopleStore {
  return onceEach((organisationId) => createPeopleStore(db, organisationId, extensionLengthsOf));
}
