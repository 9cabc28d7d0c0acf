import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { OtherParty } from '../contract/calls/call-view';
import { storable, storableJson } from '../contract/text';
import type { JobQueue } from '../jobs/job';
import { searchText } from '../search/search-text';
import type { Database } from '../storage/schema';
import type { CallChange } from './call-change';
import type { Call } from './engine/call';

export interface CallStore {
  /**
   * Stores a change. The row moves only to a higher revision; history and jobs are written only if it moved, so repeating
   * a change that was stored already does nothing. Signs that the database cannot hold are replaced: no call is lost because of a text.
   * @throws VaxelError server.unavailable
   */
  save(change: CallChange): Promise<void>;
  /** Calls that were up when the server stopped last. */
  loadOpen(): Promise<Call[]>;
}

export function createCallStore(db: Kysely<Database>, jobs: Pick<JobQueue, 'enqueue'>): CallStore {
  return {
    save: (change) =>
      db.transaction().execute(async (transaction) => {
        if (!(await moveRow(transaction, change.call))) return;
        await insertHistory(transaction, change);
        for (const job of change.jobs) await jobs.enqueue(transaction, job);
      }),
    async loadOpen() {
      const rows = await db.selectFrom('call').select('data').where('state', '!=', 'ended').execute();
      // Written by save() from a Call and by nothing else.
      return rows.map((row) => row.data as unknown as Call);
    },
  };
}

async function moveRow(transaction: Transaction<Database>, call: Call): Promise<boolean> {
  const row = {
    state: call.state,
    revision: call.revision,
    data: storableJson(call),
    ended_at: call.endedAtMs === null ? null : new Date(call.endedAtMs),
  };
  const moved = await transaction
    .insertInto('call')
    .values({ ...row, id: call.id, organisation_id: call.organisationId, started_at: new Date(call.startedAtMs) })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row).where(sql.ref('call.revision'), '<', call.revision).where('call.state', '!=', 'ended'))
    .returning('id')
    .executeTakeFirst();
  return moved !== undefined;
}

async function insertHistory(transaction: Transaction<Database>, { call, history }: CallChange): Promise<void> {
  if (history.length === 0) return;
  await transaction
    .insertInto('history')
    .values(
      history.map(({ userId, entry }) => ({
        organisation_id: call.organisationId,
        user_id: userId,
        call_id: call.id,
        direction: entry.direction,
        outcome: entry.outcome,
        end_reason: entry.endReason,
        other: storableJson(entry.other),
        search_text: searchTextOf(entry.other),
        through: orNull(entry.through),
        device_label: orNull(entry.deviceLabel),
        shown_number: orNull(entry.shownNumber),
        called_number: entry.calledNumber,
        transfer: entry.transfer && storableJson(entry.transfer),
        talked_until: entry.talkedUntilMs === null ? null : new Date(entry.talkedUntilMs),
        started_at: new Date(entry.startedAtMs),
        answered_at: entry.answeredAtMs === null ? null : new Date(entry.answeredAtMs),
        ended_at: new Date(entry.endedAtMs),
      })),
    )
    .onConflict((conflict) =>
      // Somebody who had left a call came back into it: the later record is the one.
      conflict.columns(['user_id', 'call_id']).doUpdateSet((eb) => ({
        outcome: eb.ref('excluded.outcome'),
        end_reason: eb.ref('excluded.end_reason'),
        other: eb.ref('excluded.other'),
        search_text: eb.ref('excluded.search_text'),
        device_label: eb.ref('excluded.device_label'),
        answered_at: eb.ref('excluded.answered_at'),
        transfer: eb.ref('excluded.transfer'),
        talked_until: eb.ref('excluded.talked_until'),
        ended_at: eb.ref('excluded.ended_at'),
      })),
    )
    .execute();
}

const orNull = (text: string | null): string | null => (text === null ? null : storable(text));

/** The other side is found in the history as in the directory: by name, extension, and number in any notation. */
function searchTextOf({ name, number }: OtherParty): string {
  const outside = number?.startsWith('+') ?? false;
  const numbers = outside && number !== null ? [{ label: 'other' as const, number }] : [];
  return searchText({ displayName: name ?? '', company: null, department: null, role: null, extension: outside ? null : number, numbers });
}
