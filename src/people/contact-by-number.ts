import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Directory } from '../calls/directory';
import type { ContactId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';

interface Hit {
  readonly id: ContactId;
  readonly display_name: string;
  readonly owner_user_id: UserId | null;
  readonly language: string;
}

/** More names than one reads while it rings. */
const mostNames = 3;

/**
 * The company's contacts name a caller before one's own. Several who have the number are all named, "Anna or Björn" in
 * the organisation's language, and none of them is meant.
 */
export function createContactByNumber(db: Kysely<Database>): Directory['contactByNumber'] {
  return async (organisationId, number, viewer) => {
    const { rows } = await sql<Hit>`
      select contact.id, contact.display_name, contact.owner_user_id, organisation.language
      from contact join organisation on organisation.id = contact.organisation_id
      where contact.organisation_id = ${organisationId}
        and contact.numbers @> ${JSON.stringify([{ number }])}::jsonb
        and (contact.owner_user_id is null or (contact.owner_user_id = ${viewer} and contact.deleted_at is null))
      order by contact.owner_user_id is not null, contact.display_name, contact.id
      limit ${mostNames}`.execute(db);
    const [first] = rows;
    if (first === undefined) return null;
    const hits = rows.filter(({ owner_user_id }) => owner_user_id === first.owner_user_id);
    return {
      contactId: hits.length === 1 ? first.id : null,
      name: anyOf(
        hits.map(({ display_name }) => display_name),
        first.language,
      ),
      ...(first.owner_user_id !== null && { knownOnlyTo: first.owner_user_id }),
    };
  };
}

const anyOf = (names: readonly string[], language: string): string =>
  new Intl.ListFormat(language, { type: 'disjunction' }).format([...new Set(names)]);
