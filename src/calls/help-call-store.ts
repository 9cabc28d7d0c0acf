import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Database } from '../ports/database';
import type { Lines } from '../lines/lines';
import type { AuditLog } from '../ports/audit';
import type { HelpCallStore } from './help-calls';

export interface HelpCallStoreDeps {
  readonly db: Kysely<Database>;
  readonly audit: Pick<AuditLog, 'record'>;
  readonly lines: Pick<Lines, 'user'>;
}

export function createHelpCallStore({ db, audit, lines }: HelpCallStoreDeps): HelpCallStore {
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
    tell: ({ organisationId, userId, number }) =>
      db.transaction().execute((transaction) =>
        audit.record(transaction, organisationId, {
          actor: { userId, roles: ['user'] },
          action: 'help.called',
          object: { kind: 'person', id: userId, name: lines.user(userId)?.displayName ?? '' },
          after: { numbers: [number] },
          source: 'phone',
        }),
      ),
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
