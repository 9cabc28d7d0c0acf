import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { ScheduleId } from '../contract/calendar/calendar';
import type { OrganisationId, UserId } from '../contract/ids';
import { deleteInParts } from '../limits/delete-in-parts';
import type { Database } from '../ports/database';
import type { Recurrence } from './load-recurrence';
import { scheduleColumns, toRow, toSchedule, type Schedule } from './rows';

/** What people of one organisation have planned. */
export interface ScheduleStore {
  /** Of one person what may touch the days between two dates, by the wall of whichever zone. */
  between(userId: UserId, from: string, to: string): Promise<Schedule[]>;
  /** Of several people what is under way, or begins before a date. */
  ahead(userIds: readonly UserId[], to: string): Promise<Schedule[]>;
  count(userId: UserId): Promise<number>;
}

export function createScheduleStore(db: Kysely<Database>, organisationId: OrganisationId): ScheduleStore {
  const rows = () => db.selectFrom('schedule').select(scheduleColumns).where('organisation_id', '=', organisationId);
  return {
    async between(userId, from, to) {
      const found = await rows()
        .where('user_id', '=', userId)
        .where('start_local', '<', to)
        .where((eb) => eb.or([eb('rrule', 'is not', null), eb('end_local', '>', from)]))
        .orderBy('start_local')
        .orderBy('id')
        .execute();
      return found.map(toSchedule);
    },
    async ahead(userIds, to) {
      const found = await rows()
        .where('user_id', '=', sql<UserId>`any(${[...userIds]}::uuid[])`)
        .where('next_at', 'is not', null)
        .where('start_local', '<', to)
        .execute();
      return found.map(toSchedule);
    },
    async count(userId) {
      const { count } = await db
        .selectFrom('schedule')
        .select((eb) => eb.fn.countAll<string>().as('count'))
        .where('organisation_id', '=', organisationId)
        .where('user_id', '=', userId)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

/** One person's entries within a transaction: found to be changed, stored, deleted. */
export interface ScheduleWriter {
  /** Nobody else changes it until the transaction is over. */
  find(id: ScheduleId): Promise<Schedule | null>;
  put(schedule: Schedule): Promise<void>;
  delete(id: ScheduleId): Promise<void>;
}

export function createScheduleWriter(
  transaction: Transaction<Database>,
  { organisationId, userId }: { readonly organisationId: OrganisationId; readonly userId: UserId },
  recurrence: Recurrence,
  nowMs: number,
): ScheduleWriter {
  const own = { organisation_id: organisationId, user_id: userId };
  return {
    async find(id) {
      const row = await transaction
        .selectFrom('schedule')
        .select(scheduleColumns)
        .where((eb) => eb.and({ ...own, id }))
        .forUpdate()
        .executeTakeFirst();
      return row ? toSchedule(row) : null;
    },
    async put(schedule) {
      const {
        id,
        organisation_id: _organisation,
        user_id: _user,
        ...values
      } = toRow(organisationId, schedule, recurrence, nowMs);
      await transaction
        .insertInto('schedule')
        .values({ ...values, ...own, id })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
        .execute();
    },
    async delete(id) {
      await transaction
        .deleteFrom('schedule')
        .where((eb) => eb.and({ ...own, id }))
        .execute();
    },
  };
}

/** The database's clock decides what has begun: servers' own may differ. */
export async function databaseNowMs(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(db);
  return rows[0]?.now.getTime() ?? Date.now();
}

/**
 * Changes that can no longer be undone, and what took place once and long ago: who plans each day would else have no
 * room left after some years. Series stay, which are few.
 */
export async function purgeSchedules(db: Kysely<Database>, keepDays: number): Promise<void> {
  await deleteInParts(db, 'schedule_change', sql`at < now() - interval '24 hours'`);
  const since = sql`to_char(now() - make_interval(days => ${keepDays}), 'YYYY-MM-DD')`;
  await deleteInParts(db, 'schedule', sql`next_at is null and rrule is null and end_local < ${since}`);
}
