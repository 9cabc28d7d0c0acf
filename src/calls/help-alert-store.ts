import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { UserId } from '../contract/ids';
import type { Database } from '../ports/database';
import { alertForMs, type HelpAlertStore } from './help-alerts';

const oldest = sql<Date>`now() - ${`${alertForMs / 1_000} seconds`}::interval`;

export function createHelpAlertStore(db: Kysely<Database>): HelpAlertStore {
  return {
    async add({ id, organisationId, userId, atMs, number, shownNumber, deviceLabel }) {
      await db
        .insertInto('help_alert')
        .values({
          id,
          organisation_id: organisationId,
          user_id: userId,
          at: new Date(atMs),
          number,
          shown_number: shownNumber,
          device_label: deviceLabel,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },
    async seen(organisationId, userId, ids) {
      await sql`
        insert into help_alert_seen (alert_id, organisation_id, user_id)
        select id, organisation_id, ${userId}::uuid from help_alert
        where organisation_id = ${organisationId} and id = any(${[...ids]}::uuid[])
        on conflict do nothing`.execute(db);
    },
    async all() {
      const rows = await db
        .selectFrom('help_alert')
        .select((from) => [
          'id',
          'organisation_id as organisationId',
          'user_id as userId',
          'at',
          'number',
          'shown_number as shownNumber',
          'device_label as deviceLabel',
          sql<UserId[]>`array(
            select user_id from help_alert_seen where alert_id = ${from.ref('help_alert.id')}
          )`.as('seenBy'),
        ])
        .where('at', '>', oldest)
        .orderBy('at')
        .execute();
      return rows.map(({ at, seenBy, ...row }) => ({ ...row, atMs: at.getTime(), seenBy: new Set(seenBy) }));
    },
  };
}

export async function purgeHelpAlerts(db: Kysely<Database>): Promise<void> {
  await db.deleteFrom('help_alert').where('at', '<', oldest).execute();
}
