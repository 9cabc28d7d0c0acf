import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { ContactId, OrganisationId, UserId } from '../contract/ids';
import { mobileNumber } from './mobile-number';
import type { Database } from '../ports/database';

/** What routing must know of a user, at once and also while the database is away. */
export interface LineUser {
  readonly userId: UserId;
  readonly organisationId: OrganisationId;
  readonly contactId: ContactId;
  readonly displayName: string;
  readonly extension: string;
  /** E.164, the default first. */
  readonly numbers: readonly string[];
  /** E.164, from the contact card. */
  readonly mobile: string | null;
}

export interface LineOrganisation {
  readonly id: OrganisationId;
  /** Host part of its SIP addresses. */
  readonly domain: string;
  readonly country: string;
}

/** Users, extensions and numbers of every organisation, held in memory for routing. */
export interface Lines {
  /** Reads everything anew. @throws VaxelError server.unavailable; what was known before stays. */
  load(): Promise<void>;
  organisation(id: OrganisationId): LineOrganisation | undefined;
  user(id: UserId): LineUser | undefined;
  byExtension(organisationId: OrganisationId, extension: string): LineUser | undefined;
  /** The distinct numbers of digits that its extensions have. */
  extensionLengths(organisationId: OrganisationId): readonly number[];
  /** Numbers are unique over all organisations. */
  byNumber(number: string): LineUser | undefined;
}

interface Content {
  readonly organisations: ReadonlyMap<OrganisationId, LineOrganisation>;
  readonly users: ReadonlyMap<UserId, LineUser>;
  readonly byExtension: ReadonlyMap<string, LineUser>;
  readonly extensionLengths: ReadonlyMap<OrganisationId, readonly number[]>;
  readonly byNumber: ReadonlyMap<string, LineUser>;
}

export function createLines(db: Kysely<Database>): Lines {
  let content = index([], []);
  return {
    async load() {
      const organisations = await db.selectFrom('organisation').select(['id', 'domain', 'country']).execute();
      content = index(organisations, await readUsers(db));
    },
    organisation: (id) => content.organisations.get(id),
    user: (id) => content.users.get(id),
    byExtension: (organisationId, extension) => content.byExtension.get(`${organisationId}/${extension}`),
    extensionLengths: (organisationId) => content.extensionLengths.get(organisationId) ?? [],
    byNumber: (number) => content.byNumber.get(number),
  };
}

async function readUsers(db: Kysely<Database>): Promise<LineUser[]> {
  const numbers = sql<string[]>`array(select number from user_number where user_number.user_id = app_user.id order by position)`;
  const rows = await db
    .selectFrom('app_user')
    .innerJoin('contact', 'contact.id', 'app_user.contact_id')
    .select(['app_user.id', 'app_user.organisation_id', 'contact_id', 'display_name', 'app_user.extension', numbers.as('numbers'), 'contact.numbers as contact_numbers'])
    .execute();
  return rows.map((row) => ({
    userId: row.id,
    organisationId: row.organisation_id,
    contactId: row.contact_id,
    displayName: row.display_name,
    extension: row.extension,
    numbers: row.numbers,
    mobile: mobileNumber(row.contact_numbers),
  }));
}

function index(organisations: readonly LineOrganisation[], users: readonly LineUser[]): Content {
  return {
    organisations: new Map(organisations.map((each) => [each.id, each])),
    users: new Map(users.map((user) => [user.userId, user])),
    byExtension: new Map(users.map((user) => [`${user.organisationId}/${user.extension}`, user])),
    extensionLengths: new Map(organisations.map(({ id }) => [id, lengthsIn(users.filter(({ organisationId }) => organisationId === id))])),
    byNumber: new Map(users.flatMap((user) => user.numbers.map((number): [string, LineUser] => [number, user]))),
  };
}

const lengthsIn = (users: readonly LineUser[]): number[] => [...new Set(users.map(({ extension }) => extension.length))];
