import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { CallId, OrganisationId } from '../contract/ids';
import { storableJson } from '../contract/text';
import { deleteInParts } from '../limits/delete-in-parts';
import type { JobQueue } from '../ports/jobs';
import type { Database } from '../ports/database';
import type { CallChange } from './call-change';
import { isOver } from './engine/call-facts';
import type { Call } from './engine/call';

export interface CallStore {
  /**
   * Stores a change. The row moves only to a higher revision; history and jobs are written only if it moved, so
   * repeating a change that was stored already does nothing. Signs that the database cannot hold are replaced: no call
   * is lost because of a text.
   * @throws VaxelError server.unavailable
   */
  save(change: CallChange): Promise<void>;
  /** A call of any organisation has, or had, this id. @throws VaxelError server.unavailable */
  isCallIdTaken(callId: CallId): Promise<boolean>;
  /** Calls that were up when the server stopped last, or had something recorded that was not kept yet. */
  loadOpen(): Promise<Call[]>;
}

/** Puts what a call was to its people into their call lists, in the transaction that stores the call. */
export type RecordHistory = (
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  records: CallChange['history'],
) => Promise<void>;

export interface CallStoreDeps {
  readonly db: Kysely<Database>;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly recordHistory: RecordHistory;
  /** A call list has a call of this id. */
  readonly isInCallLists: (callId: CallId) => Promise<boolean>;
}

export function createCallStore({ db, jobs, recordHistory, isInCallLists }: CallStoreDeps): CallStore {
  return {
    async save({ call, history, jobs: toDo }) {
      // One statement is a transaction by itself: two round trips less, while somebody waits for the ring.
      if (history.length === 0 && toDo.length === 0) return void (await moveRow(db, call));
      await db.transaction().execute(async (transaction) => {
        if (!(await moveRow(transaction, call))) return;
        await recordHistory(transaction, call.organisationId, history);
        for (const job of toDo) await jobs.enqueue(transaction, job);
      });
    },
    async isCallIdTaken(callId) {
      // The lists outlive the calls.
      const [stored, isListed] = await Promise.all([
        db.selectFrom('call').select('id').where('id', '=', callId).executeTakeFirst(),
        isInCallLists(callId),
      ]);
      return stored !== undefined || isListed;
    },
    async loadOpen() {
      const rows = await db.selectFrom('call').select('data').where('state', '!=', 'ended').execute();
      // Written by save() from a Call and by nothing else.
      return rows.map((row) => row.data as unknown as Call);
    },
  };
}

/** Forgets what was known of calls that ended so long ago; people's call lists are not touched. */
export async function purgeEndedCalls(db: Kysely<Database>, keepDays: number): Promise<void> {
  await deleteInParts(db, 'call', sql`ended_at < now() - make_interval(days => ${keepDays})`);
}

/** One that has ended takes what becomes of its recordings; none that is over takes anything. */
const stateOf = (call: Call): string => (call.state === 'ended' && !isOver(call) ? 'recording' : call.state);

async function moveRow(db: Kysely<Database>, call: Call): Promise<boolean> {
  const row = {
    state: stateOf(call),
    revision: call.revision,
    data: storableJson(call),
    ended_at: call.endedAtMs === null ? null : new Date(call.endedAtMs),
  };
  const moved = await db
    .insertInto('call')
    .values({ ...row, id: call.id, organisation_id: call.organisationId, started_at: new Date(call.startedAtMs) })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet(row)
        .where(sql.ref('call.revision'), '<', call.revision)
        .where('call.state', '!=', 'ended'),
    )
    .returning('id')
    .executeTakeFirst();
  return moved !== undefined;
}
