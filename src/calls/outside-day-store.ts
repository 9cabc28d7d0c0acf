import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';
import type { OutsideDayStore } from './outside-day';

export function createOutsideDayStore(db: Kysely<Database>): OutsideDayStore {
  return {
    add: (uses, called) =>
      db.transaction().execute(async (transaction) => {
        // Always in one order: two who write wait for each other, and not in a circle.
        for (const { organisationId, userId, day, seconds, fresh } of uses.toSorted((a, b) =>
          a.userId < b.userId ? -1 : 1,
        ))
          // Who has left meanwhile has no days.
          await sql`insert into outside_day (organisation_id, user_id, day, seconds, fresh)
            select organisation_id, id, ${day}::date, ${seconds}::int, ${fresh}::int from app_user
            where id = ${userId} and organisation_id = ${organisationId}
            on conflict (organisation_id, user_id, day) do update
            set seconds = outside_day.seconds + excluded.seconds, fresh = outside_day.fresh + excluded.fresh`.execute(
            transaction,
          );
        const numbers = new Map(called.map((each) => [`${each.organisationId}/${each.number}`, each]));
        for (const [, { organisationId, number }] of [...numbers].toSorted(([a], [b]) => (a < b ? -1 : 1)))
          await sql`insert into abroad_number (organisation_id, number, called_on)
            select id, ${number}, current_date from organisation where id = ${organisationId}
            on conflict (organisation_id, number) do update set called_on = excluded.called_on`.execute(transaction);
      }),
    async latest() {
      const { rows } = await sql<{
        organisationId: OrganisationId;
        userId: UserId;
        day: string;
        seconds: number;
        fresh: number;
      }>`select organisation_id as "organisationId", user_id as "userId", to_char(day, 'YYYY-MM-DD') as day, seconds,
        fresh from outside_day where day > current_date - 3`.execute(db);
      return rows;
    },
    async abroad(most) {
      return db
        .selectFrom('abroad_number')
        .select(['organisation_id as organisationId', 'number'])
        .orderBy('called_on', 'desc')
        .limit(most)
        .execute();
    },
  };
}

/** Days are over; a number that was not called for more than a year is new again. */
export async function purgeOutsideDays(db: Kysely<Database>): Promise<void> {
  await sql`delete from outside_day where day < current_date - 7`.execute(db);
  await sql`delete from abroad_number where called_on < current_date - 400`.execute(db);
}
