import type { Kysely, Selectable, Transaction } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import { ActivityShortcut, type PastActivity } from '../contract/activities/activity';
import type { OrganisationId, UserId } from '../contract/ids';
import { deleteInParts } from '../limits/delete-in-parts';
import type { Database } from '../ports/database';
import type { PersonActivityTable } from '../ports/database-plans';
import type { SetActivity } from './activity-at';
import type { StoredActivity } from './present';

const Shortcuts = z.array(ActivityShortcut);

/** What the people of one organisation have set. */
export interface ActivityStore {
  /**
   * Puts what `next` says in the place of what was set, null = nothing, and notes what is over by that; `nowMs` is the
   * database's. @throws what `next` throws: then nothing has changed
   */
  change(
    transaction: Transaction<Database>,
    userId: UserId,
    next: (nowMs: number, before: SetActivity | null) => SetActivity | null,
  ): Promise<StoredActivity>;
  /** Newest first; at most so many. */
  history(userId: UserId, limit: number): Promise<(Omit<PastActivity, 'setBy'> & { readonly setBy: UserId | null })[]>;
  shortcuts(userId: UserId): Promise<ActivityShortcut[] | null>;
  setShortcuts(userId: UserId, shortcuts: readonly ActivityShortcut[] | null): Promise<void>;
  mayBeSetBy(delegateId: UserId): Promise<UserId[]>;
  delegates(userId: UserId): Promise<UserId[]>;
  setDelegates(transaction: Transaction<Database>, userId: UserId, delegates: readonly UserId[]): Promise<void>;
}

export const toSet = (
  row: Pick<Selectable<PersonActivityTable>, 'activity_id' | 'since' | 'until' | 'message' | 'set_by'>,
): SetActivity | null =>
  row.activity_id === null || row.since === null
    ? null
    : {
        activityId: row.activity_id,
        sinceMs: row.since.getTime(),
        untilMs: row.until?.getTime() ?? null,
        message: row.message,
        setBy: row.set_by,
      };

export function createActivityStore(db: Kysely<Database>, organisationId: OrganisationId): ActivityStore {
  return {
    async change(transaction, userId, next) {
      await transaction
        .insertInto('person_activity')
        .values({ user_id: userId, organisation_id: organisationId })
        .onConflict((conflict) => conflict.column('user_id').doNothing())
        .execute();
      const row = await transaction
        .selectFrom('person_activity')
        .selectAll()
        .select(sql<Date>`now()`.as('now'))
        .where('organisation_id', '=', organisationId)
        .where('user_id', '=', userId)
        .forUpdate()
        .executeTakeFirstOrThrow();
      const nowMs = row.now.getTime();
      const before = toSet(row);
      const set = next(nowMs, before);
      if (before !== null) await note(transaction, organisationId, userId, before, { nowMs, isReset: set === null });
      const { revision } = await transaction
        .updateTable('person_activity')
        .set({
          activity_id: set?.activityId ?? null,
          since: set === null ? null : new Date(set.sinceMs),
          until: set?.untilMs == null ? null : new Date(set.untilMs),
          message: set?.message ?? null,
          set_by: set?.setBy ?? null,
          revision: sql`revision + 1`,
        })
        .where('organisation_id', '=', organisationId)
        .where('user_id', '=', userId)
        .returning('revision')
        .executeTakeFirstOrThrow();
      return { userId, organisationId, revision: Number(revision), set };
    },
    history: (userId, limit) => readHistory(db, organisationId, userId, limit),
    async shortcuts(userId) {
      const row = await db
        .selectFrom('person_activity')
        .select('shortcuts')
        .where('organisation_id', '=', organisationId)
        .where('user_id', '=', userId)
        .executeTakeFirst();
      return Shortcuts.safeParse(row?.shortcuts).data ?? null;
    },
    async setShortcuts(userId, shortcuts) {
      const values = { shortcuts: shortcuts === null ? null : JSON.stringify(shortcuts) };
      await db
        .insertInto('person_activity')
        .values({ user_id: userId, organisation_id: organisationId, ...values })
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
        .execute();
    },
    ...createDelegates(db, organisationId),
  };
}

/** What was set is over: at its end if that has come, else now. */
async function note(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  userId: UserId,
  { activityId, sinceMs, untilMs, setBy }: SetActivity,
  { nowMs, isReset }: { readonly nowMs: number; readonly isReset: boolean },
): Promise<void> {
  const isOver = untilMs !== null && untilMs <= nowMs;
  await transaction
    .insertInto('activity_history')
    .values({
      organisation_id: organisationId,
      user_id: userId,
      activity_id: activityId,
      since: new Date(sinceMs),
      ended_at: new Date(isOver ? untilMs : nowMs),
      due_at: untilMs === null ? null : new Date(untilMs),
      how: isOver ? 'over' : isReset ? 'reset' : 'replaced',
      set_by: setBy,
    })
    .execute();
}

async function readHistory(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  userId: UserId,
  limit: number,
): ReturnType<ActivityStore['history']> {
  const rows = await db
    .selectFrom('activity_history')
    .innerJoin('activity', 'activity.id', 'activity_history.activity_id')
    .select(['name_sv', 'name_en', 'since', 'ended_at', 'due_at', 'how'])
    .select('set_by')
    .where('activity_history.organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .orderBy('ended_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    name: { sv: row.name_sv, en: row.name_en },
    sinceMs: row.since.getTime(),
    endedAtMs: row.ended_at.getTime(),
    dueMs: row.due_at?.getTime() ?? null,
    how: row.how,
    setBy: row.set_by,
  }));
}

function createDelegates(
  db: Kysely<Database>,
  organisationId: OrganisationId,
): Pick<ActivityStore, 'mayBeSetBy' | 'delegates' | 'setDelegates'> {
  return {
    async mayBeSetBy(delegateId) {
      const rows = await db
        .selectFrom('activity_delegate')
        .select('user_id')
        .where('organisation_id', '=', organisationId)
        .where('delegate_id', '=', delegateId)
        .execute();
      return rows.map((row) => row.user_id);
    },
    delegates: (userId) =>
      db
        .selectFrom('activity_delegate')
        .select('delegate_id')
        .where('activity_delegate.organisation_id', '=', organisationId)
        .where('activity_delegate.user_id', '=', userId)
        .execute()
        .then((rows) => rows.map((row) => row.delegate_id)),
    async setDelegates(transaction, userId, delegates) {
      await transaction
        .deleteFrom('activity_delegate')
        .where('organisation_id', '=', organisationId)
        .where('user_id', '=', userId)
        .execute();
      if (delegates.length === 0) return;
      await transaction
        .insertInto('activity_delegate')
        .values(
          delegates.map((delegate) => ({
            organisation_id: organisationId,
            user_id: userId,
            delegate_id: delegate,
          })),
        )
        .execute();
    },
  };
}

/** Everybody who has set something, or these. @throws VaxelError server.unavailable */
export async function readStored(db: Kysely<Database>, userIds?: readonly UserId[]): Promise<StoredActivity[]> {
  const all = db.selectFrom('person_activity').selectAll();
  const rows = await (
    userIds === undefined ? all.where('activity_id', 'is not', null) : all.where('user_id', 'in', userIds)
  ).execute();
  return rows.map((row) => ({
    userId: row.user_id,
    organisationId: row.organisation_id,
    revision: Number(row.revision),
    set: toSet(row),
  }));
}

/** As many as one transaction ends. */
const mostAtOnce = 1_000;

/**
 * Ends what has come to its end, of whichever organisation, and notes it with the end that it was to have. Several
 * servers share the work. @returns whose were over
 */
export async function endDue(db: Kysely<Database>): Promise<StoredActivity[]> {
  const { rows } = await sql<{ user_id: UserId; organisation_id: OrganisationId; revision: string }>`
    with due as (
      select user_id, organisation_id, activity_id, since, until, set_by from person_activity
      where until <= now() order by until limit ${sql.lit(mostAtOnce)} for update skip locked
    ), noted as (
      insert into activity_history (organisation_id, user_id, activity_id, since, ended_at, due_at, how, set_by)
      select organisation_id, user_id, activity_id, since, until, until, 'over', set_by from due
      where activity_id is not null and since is not null
    )
    update person_activity
    set activity_id = null, since = null, until = null, message = null, set_by = null,
      revision = person_activity.revision + 1
    from due where person_activity.user_id = due.user_id
    returning person_activity.user_id, person_activity.organisation_id, person_activity.revision`.execute(db);
  return rows.map((row) => ({
    userId: row.user_id,
    organisationId: row.organisation_id,
    revision: Number(row.revision),
    set: null,
  }));
}

/** How long until the next one ends, by the database's clock; null = none does. */
export async function nextEndInMs(db: Kysely<Database>): Promise<number | null> {
  const { rows } = await sql<{ in_ms: number | null }>`
    select (extract(epoch from min(until) - now()) * 1000)::float8 as in_ms from person_activity
    where until is not null`.execute(db);
  return rows[0]?.in_ms ?? null;
}

/** What has been over for so long is forgotten. */
export async function purgeActivities(db: Kysely<Database>, keepDays: number): Promise<void> {
  await deleteInParts(db, 'activity_history', sql`ended_at < now() - make_interval(days => ${keepDays})`);
}
