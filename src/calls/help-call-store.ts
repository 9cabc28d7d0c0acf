import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Database } from '../ports/database';
import type { HelpCallStore } from './help-calls';

export function createHelpCallStore(db: Kysely<Database>): HelpCallStore {
  return {
    async keep({ organisationId, userId, untilMs }) {
      const until = new Date(untilMs);
      await db
        .insertInto('help_call')
        .values({ organisation_id: organisationId, user_id: userId, until })
        .onConflict((conflict) =>
          conflict.column('user_id').doUpdateSet({ until }).where('help_call.until', '<', until),
        )
        .execute();
    },
    async all() {
      const rows = await db
        .selectFrom('help_call')
        .select(['organisation_id as organisationId', 'user_id as userId', 'until'])
        .where('until', '>', sql<Date>`now()`)
        .orderBy('until')
        .execute();
      return rows.map(({ until, ...whose }) => ({ ...whose, untilMs: until.getTime() }));
    },
  };
}

export async function purgeHelpCalls(db: Kysely<Database>): Promise<void> {
  await db
    .deleteFrom('help_call')
    .where('until', '<', sql<Date>`now()`)
    .execute();
}
