import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ExpressionBuilder, Kysely } from 'kysely';
import type { HistoryDelete, HistoryEntry, HistoryPage, HistoryQuery, HistorySeen } from '../contract/history/history';
import { VaxelError } from '../contract/errors';
import type { CallId, OrganisationId, UserId } from '../contract/ids';
import { deleteInParts } from '../limits/delete-in-parts';
import type { Database } from '../ports/database';
import { missed, readPage, toEntry, type ContactMatches } from './page';

/** One user's call list. */
export interface HistoryStore {
  page(query: HistoryQuery): Promise<HistoryPage>;
  find(callId: CallId): Promise<HistoryEntry | null>;
  /**
   * Marks missed calls as looked at, for every window; what comes later is news again. @throws VaxelError call.notFound
   */
  see(what: HistorySeen): Promise<SeenCalls>;
  /**
   * Takes calls off the list; they can be restored for 24 hours. Says which: never an id that is not of the person's
   * list.
   */
  remove(what: HistoryDelete): Promise<{ readonly deletionId: string; readonly callIds: CallId[] }>;
  /** @throws VaxelError history.nothingToUndo */
  restore(deletionId: string): Promise<void>;
}

/** What a person has seen, as the event `history.seen` says it: never an id that is not of the person's list. */
export interface SeenCalls {
  readonly callIds: CallId[];
  /** All that had ended by then. */
  readonly untilMs: number | null;
}

export interface HistoryStoreDeps {
  readonly db: Kysely<Database>;
  readonly contactMatches: ContactMatches;
}

export function createHistoryStore(
  { db, contactMatches }: HistoryStoreDeps,
  organisationId: OrganisationId,
  userId: UserId,
): HistoryStore {
  const own = ownOf(organisationId, userId);
  const visible = () => db.selectFrom('history').selectAll().where(own).where('deleted_at', 'is', null);
  return {
    page: (query) => readPage(visible(), contactMatches, query),
    async find(callId) {
      const row = await visible().where('call_id', '=', callId).executeTakeFirst();
      return row ? toEntry(row) : null;
    },
    async see(what) {
      const untilMs = 'upTo' in what ? await endOf(db, own, what.upTo) : null;
      const unseen = db
        .updateTable('history')
        .set({ seen_at: new Date() })
        .where(own)
        .where('seen_at', 'is', null)
        .where('outcome', 'in', missed);
      const these =
        'upTo' in what
          ? unseen.where('ended_at', '<=', new Date(untilMs ?? 0))
          : unseen.where('call_id', 'in', what.callIds);
      const rows = await these.returning('call_id').execute();
      return { callIds: 'upTo' in what ? [] : rows.map(({ call_id }) => call_id), untilMs };
    },
    async remove(what) {
      const deletionId = randomUUID();
      const deletion = db
        .updateTable('history')
        .set({ deletion_id: deletionId, deleted_at: new Date() })
        .where(own)
        .where('deleted_at', 'is', null);
      const rows = await ('all' in what ? deletion : deletion.where('call_id', 'in', what.callIds))
        .returning('call_id')
        .execute();
      return { deletionId, callIds: rows.map(({ call_id }) => call_id) };
    },
    async restore(deletionId) {
      const { numUpdatedRows } = await db
        .updateTable('history')
        .set({ deletion_id: null, deleted_at: null })
        .where(own)
        .where('deletion_id', '=', deletionId)
        .where('deleted_at', '>', sql<Date>`now() - interval '24 hours'`)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) throw new VaxelError('history.nothingToUndo');
    },
  };
}

const ownOf = (organisationId: OrganisationId, userId: UserId) => (eb: ExpressionBuilder<Database, 'history'>) =>
  eb.and({ organisation_id: organisationId, user_id: userId });

/** When the call ended, epoch milliseconds; also of one taken off the list. @throws VaxelError call.notFound */
async function endOf(db: Kysely<Database>, own: ReturnType<typeof ownOf>, callId: CallId): Promise<number> {
  const row = await db
    .selectFrom('history')
    .select('ended_at')
    .where(own)
    .where('call_id', '=', callId)
    .executeTakeFirst();
  if (!row) throw new VaxelError('call.notFound');
  return row.ended_at.getTime();
}

/**
 * Deletions that can no longer be undone, and calls of long ago, leave the database for good. Those are looked for
 * person by person, where an index has them by their time.
 */
export async function purgeHistory(db: Kysely<Database>, keepDays: number): Promise<void> {
  const old = sql<boolean>`ctid = any(array(
    select each.ctid from app_user cross join lateral (
      select ctid from history where user_id = app_user.id and deleted_at is null
        and started_at < now() - make_interval(days => ${keepDays}) limit 1000
    ) as each limit 1000))`;
  await deleteInParts(db, 'history', old);
  await deleteInParts(db, 'history', sql`deleted_at < now() - interval '24 hours'`);
}
