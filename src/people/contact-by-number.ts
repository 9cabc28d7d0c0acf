import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Directory } from '../calls/directory';
import type { Database } from '../ports/database';

/** Of several who have the number, the first by name. */
export function createContactByNumber(db: Kysely<Database>): Directory['contactByNumber'] {
  return async (organisationId, number) => {
    const row = await db
      .selectFrom('contact')
      .select(['id', 'display_name'])
      .where('organisation_id', '=', organisationId)
      .where(sql<boolean>`numbers @> ${JSON.stringify([{ number }])}::jsonb`)
      .orderBy('display_name')
      .limit(1)
      .executeTakeFirst();
    return row ? { contactId: row.id, name: row.display_name } : null;
  };
}
