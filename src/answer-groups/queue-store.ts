import { sql, type Kysely } from 'kysely';
import type { AnswerGroupId, EntryId, OrganisationId, UserId } from '../contract/ids';
import { deleteInParts } from '../limits/delete-in-parts';
import type { Database } from '../ports/database';
import type { Event } from './distributor/protocol';
import type { StoredAgent, StoredEntry } from './distributor/restore';
import type { Memory, Place } from './distributor/state';
import { beganAtMs } from './statistics/cells';

/** What of an agent outlives a server; what the activity allows is known from the activity. */
export type KeptAgent = Omit<StoredAgent, 'activityAllows'>;

/** What of an organisation's waiting callers and agents outlives a server. */
export interface QueueStore {
  agents(): Promise<readonly KeptAgent[]>;
  putAgent(agent: KeptAgent): Promise<void>;
  /** Those who wait, whoever came first in front. */
  entries(): Promise<readonly StoredEntry[]>;
  putEntry(entry: StoredEntry): Promise<void>;
  removeEntry(id: EntryId): Promise<void>;
  /** What each group remembers: the agent asked last, and from its events who has answered how often since then. */
  memory(sinceMs: number): Promise<ReadonlyMap<AnswerGroupId, Pick<Memory, 'lastAsked' | 'answeredToday'>>>;
  putLastAsked(groupId: AnswerGroupId, place: Place | null): Promise<void>;
  /** In their order; of an organisation's statistics nothing is ever changed. */
  tell(events: readonly Event[]): Promise<void>;
}

const jsonOf = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));

/** The same within a transaction: what was decided is stored before it is acted on. */
export function queueStoreOf(db: Kysely<Database>, organisationId: OrganisationId): QueueStore {
  const own = { organisation_id: organisationId };
  return {
    agents: () => readAgents(db, organisationId),
    async putAgent({ userId, isLoggedIn, pause, idleSinceMs, serving = null, wrapUp = null }) {
      const said = {
        ...{ logged_in: isLoggedIn, pause_reason: pause?.reason ?? null, paused_by: pause?.by ?? null },
        idle_since: new Date(idleSinceMs),
        ...{ serving: jsonOf(serving), wrap_up: jsonOf(wrapUp) },
      };
      await db
        .insertInto('answer_group_agent')
        .values({ ...own, user_id: userId, ...said })
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet(said))
        .execute();
    },
    entries: () => readEntries(db, organisationId),
    async putEntry(entry) {
      const { id, ...values } = rowOf(entry);
      await db
        .insertInto('answer_group_entry')
        .values({ ...own, id, ...values })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
        .execute();
    },
    async removeEntry(id) {
      const entries = db.deleteFrom('answer_group_entry').where('organisation_id', '=', organisationId);
      await entries.where('id', '=', id).execute();
    },
    memory: (sinceMs) => readMemory(db, organisationId, new Date(sinceMs)),
    async putLastAsked(groupId, place) {
      await db
        .updateTable('answer_group')
        .set({ last_asked: place?.userId ?? null, last_asked_order: place?.order ?? null })
        .where('organisation_id', '=', organisationId)
        .where('id', '=', groupId)
        .execute();
    },
    async tell(events) {
      const rows = events.map((event) => ({ ...own, ...eventRow(event) }));
      if (rows.length > 0) await db.insertInto('answer_group_event').values(rows).execute();
    },
  };
}

const rowOf = (entry: StoredEntry) => ({
  ...{ id: entry.id, group_id: entry.groupId, call_id: entry.callId, number: entry.number },
  ...{ priority: entry.priority, hops: entry.hops, sticky_to: entry.stickyTo },
  callback: jsonOf(entry.callback),
  skill: jsonOf(entry.skill),
  said: jsonOf(entry.said),
  entered_at: new Date(entry.enteredAtMs),
  joined_at: new Date(entry.joinedAtMs),
});

/** Whose it was stands in a column of its own, so that it goes with the person. */
function eventRow(event: Event) {
  const {
    event: name,
    atMs,
    groupId = null,
    entryId = null,
    userId = null,
    by = null,
    ...data
  } = {
    ...{ groupId: undefined, entryId: undefined, userId: undefined, by: undefined },
    ...event,
  };
  return {
    ...{ at: new Date(atMs), began_at: new Date(beganAtMs(event)) },
    ...{ event: name, group_id: groupId, entry_id: entryId, user_id: userId ?? by },
    // Also when who was it is erased.
    data: JSON.stringify({ ...data, ...('outcome' in data && { isReached: by !== null }) }),
  };
}

async function readAgents(db: Kysely<Database>, organisationId: OrganisationId): Promise<readonly KeptAgent[]> {
  const rows = await db
    .selectFrom('answer_group_agent')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .execute();
  return rows.map(({ user_id: userId, logged_in: isLoggedIn, pause_reason: reason, paused_by: by, ...row }) => ({
    ...{ userId, isLoggedIn, idleSinceMs: row.idle_since.getTime() },
    ...{ pause: reason === null ? null : { reason, by }, serving: row.serving, wrapUp: row.wrap_up },
  }));
}

async function readEntries(db: Kysely<Database>, organisationId: OrganisationId): Promise<readonly StoredEntry[]> {
  const rows = await db
    .selectFrom('answer_group_entry')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('entered_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, groupId: row.group_id, callId: row.call_id, callback: row.callback, number: row.number },
    ...{ priority: row.priority, hops: row.hops, skill: row.skill, said: row.said, stickyTo: row.sticky_to },
    enteredAtMs: row.entered_at.getTime(),
    joinedAtMs: row.joined_at.getTime(),
  }));
}

async function readMemory(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  since: Date,
): ReturnType<QueueStore['memory']> {
  const groups = await db
    .selectFrom('answer_group')
    .select(['id', 'last_asked', 'last_asked_order'])
    .where('organisation_id', '=', organisationId)
    .execute();
  const answered = await db
    .selectFrom('answer_group_event')
    .select(['group_id', 'user_id', ({ fn }) => fn.countAll<string>().as('count')])
    .where('organisation_id', '=', organisationId)
    .where('at', '>=', since)
    .where('event', '=', 'over')
    .where(sql<string>`data ->> 'outcome'`, '=', 'answered')
    .groupBy(['group_id', 'user_id'])
    .execute();
  const countsOf = (groupId: AnswerGroupId): ReadonlyMap<UserId, number> =>
    new Map(
      answered.flatMap(({ group_id, user_id, count }) =>
        group_id === groupId && user_id !== null ? [[user_id, Number(count)] as const] : [],
      ),
    );
  return new Map(
    groups.map(({ id, last_asked: userId, last_asked_order: order }) => [
      id,
      { lastAsked: userId === null || order === null ? null : { userId, order }, answeredToday: countsOf(id) },
    ]),
  );
}

/** Statistics have an end as well. */
export const purgeEvents = (db: Kysely<Database>, before: Date): Promise<void> =>
  deleteInParts(db, 'answer_group_event', sql`at < ${before}`);
