import { sql, type Kysely } from 'kysely';
import type { AnswerGroupAdminView } from '../contract/answer-groups/settings';
import type { AnswerGroupId, OrganisationId, UserId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import type { Configured } from './configured';
import type { Effect } from './distributor/protocol';
import type { State } from './distributor/state';

/** Who has talked last with a number in a group. */
export interface LastTalk {
  readonly groupId: AnswerGroupId;
  readonly number: string;
  readonly userId: UserId;
  readonly atMs: number;
}

type Keeping = Pick<AnswerGroupAdminView, 'id' | 'stickyForMs' | 'stickyDays'>;

/** Whom callers have talked with, of the groups that keep callers for that agent; a call waits for no database. */
export interface LastTalks {
  /** Of the groups as they are set now. @throws VaxelError server.unavailable */
  load(configured: Configured): Promise<void>;
  /** Whoever is answered by this has talked. @param before when who is answered now still waited */
  tell(effects: readonly Effect[], before: Pick<State, 'entries'> | null): void;
  /** Null = nobody within the group's days, or the group keeps callers for nobody. */
  agentOf(group: Keeping, number: string | null): UserId | null;
}

export interface TalksAsked {
  readonly groupIds: readonly AnswerGroupId[];
  readonly sinceMs: number;
}

const dayMs = 86_400_000;
const keyOf = (groupId: AnswerGroupId, number: string): string => `${groupId}/${number}`;

export function createLastTalks(
  clock: Pick<Clock, 'nowMs'>,
  read: (asked: TalksAsked) => Promise<readonly LastTalk[]>,
): LastTalks {
  let talks = new Map<string, LastTalk>();
  /** The groups that keep callers, for how long at most, and for which of that the database has been asked. */
  let keeping: ReadonlySet<AnswerGroupId> = new Set();
  let keptForMs = 0;
  let asked = '';

  /** The newest stand at the end. */
  function put(into: Map<string, LastTalk>, talk: LastTalk): void {
    const key = keyOf(talk.groupId, talk.number);
    if ((into.get(key)?.atMs ?? 0) > talk.atMs) return;
    into.delete(key);
    into.set(key, talk);
  }

  function dropOld(): void {
    const sinceMs = clock.nowMs() - keptForMs;
    for (const [key, { atMs }] of talks) {
      if (atMs >= sinceMs) return;
      talks.delete(key);
    }
  }

  return {
    async load({ groups }) {
      const found = [...groups.values()].filter(({ stickyForMs }) => stickyForMs !== null);
      const groupIds = found.map(({ id }) => id).toSorted();
      keeping = new Set(groupIds);
      keptForMs = Math.max(0, ...found.map(({ stickyDays }) => stickyDays)) * dayMs;
      const wanted = JSON.stringify([groupIds, keptForMs]);
      if (wanted === asked) return;
      const sinceMs = clock.nowMs() - keptForMs;
      const known = groupIds.length === 0 ? [] : await read({ groupIds, sinceMs });
      // Those that came while it was read are newer than what was read.
      const since = [...talks.values()].filter(({ groupId, atMs }) => keeping.has(groupId) && atMs >= sinceMs);
      const now = new Map<string, LastTalk>();
      for (const talk of [...known, ...since].toSorted((a, b) => a.atMs - b.atMs)) put(now, talk);
      [talks, asked] = [now, wanted];
    },
    tell(effects, before) {
      for (const effect of effects) {
        if (effect.type !== 'event' || effect.event !== 'over' || !('by' in effect) || effect.by === null) continue;
        const { groupId, entryId, by: userId, atMs } = effect;
        const entry = before?.entries.get(entryId);
        const number = entry?.callback?.number ?? entry?.number ?? null;
        if (number === null || !keeping.has(groupId)) continue;
        put(talks, { groupId, number, userId, atMs });
        dropOld();
      }
    },
    agentOf({ id, stickyForMs, stickyDays }, number) {
      if (stickyForMs === null || number === null) return null;
      const talk = talks.get(keyOf(id, number));
      return talk && talk.atMs >= clock.nowMs() - stickyDays * dayMs ? talk.userId : null;
    },
  };
}

/** By what is kept of the calls: a number is known for as long as they are. */
export async function readLastTalks(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  { groupIds, sinceMs }: TalksAsked,
): Promise<readonly LastTalk[]> {
  const { rows } = await sql<{ group_id: AnswerGroupId; number: string; user_id: UserId; at: Date }>`
    select distinct on (group_id, number) group_id, number, user_id, at
    from answer_group_event event
    join (select id, organisation_id, data -> 'caller' ->> 'number' as number from call) as call
      on call.id = event.entry_id and call.organisation_id = event.organisation_id
    where event.organisation_id = ${organisationId} and group_id in (${sql.join(groupIds)}) and event = 'over'
      and began_at >= ${new Date(sinceMs - dayMs)} and at >= ${new Date(sinceMs)}
      and user_id is not null and number is not null
    order by group_id, number, at desc`.execute(db);
  return rows.map(({ group_id: groupId, number, user_id: userId, at }) => ({
    ...{ groupId, number, userId },
    atMs: at.getTime(),
  }));
}
