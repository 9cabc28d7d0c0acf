import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { ContactId } from '../contract/ids';
import type { Database } from '../ports/database';
import type { Principal } from '../ports/principal';

/** The list is read from its end: more calls say no more about whom one means. */
const [mostCalls, days] = [500, 30];

/** Contacts with whom a person had calls in the last 30 days, the latest first. */
export async function recentContacts(
  db: Kysely<Database>,
  { organisationId, userId }: Pick<Principal, 'organisationId' | 'userId'>,
): Promise<ContactId[]> {
  const calls = await db
    .selectFrom('history')
    .select(sql<ContactId | null>`other ->> 'contactId'`.as('contact_id'))
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .where('deleted_at', 'is', null)
    .where('started_at', '>', sql<Date>`now() - make_interval(days => ${sql.lit(days)})`)
    .orderBy('started_at', 'desc')
    .limit(mostCalls)
    .execute();
  return [...new Set(calls.flatMap(({ contact_id }) => contact_id ?? []))];
}
