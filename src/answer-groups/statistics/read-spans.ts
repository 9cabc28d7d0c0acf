import { sql, type Kysely } from 'kysely';
import type { AnswerGroupId, OrganisationId, UserId } from '../../contract/ids';
import type { Database } from '../../ports/database';
import { boundsArray } from './read-cells';
import type { SpanCell, SpanKind } from './spans';

export interface SpansAsked {
  readonly groupId: AnswerGroupId;
  readonly bounds: readonly number[];
  readonly nowMs: number;
  /** Whether each agent's is apart. */
  readonly byAgent: boolean;
}

interface Row {
  readonly part: number;
  readonly user_id: UserId | null;
  readonly kind: SpanKind;
  readonly ms: string;
}

/** No talk and no wrap-up takes longer. */
const longest = sql`interval '1 day'`;

/** What the group's agents did, those who are in it now and those who have answered in it: for all their groups. */
export async function readSpans(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  { groupId, bounds, nowMs, byAgent }: SpansAsked,
): Promise<readonly SpanCell[]> {
  const [from, endMs] = [new Date(bounds[0] ?? 0), Math.min(bounds.at(-1) ?? 0, nowMs)];
  const to = new Date(Math.max(endMs, from.getTime()));
  const { rows } = await sql<Row>`
    with agent as (
      select user_id from answer_group_member where organisation_id = ${organisationId} and group_id = ${groupId}
      union
      select user_id from answer_group_event
      where organisation_id = ${organisationId} and group_id = ${groupId} and began_at >= ${from} and
        began_at < ${to} and event = 'talked' and user_id is not null
    ), state as (
      select agent.user_id, event.at, event.id, event.data ->> 'to' as state
      from agent join answer_group_event event using (user_id)
      where event.organisation_id = ${organisationId} and event.event = 'agent' and event.at >= ${from} and
        event.at < ${to}
      union all
      select agent.user_id, ${from}::timestamptz, 0, before.state
      from agent cross join lateral (
        select data ->> 'to' as state from answer_group_event event
        where event.organisation_id = ${organisationId} and event.user_id = agent.user_id and event.event = 'agent' and
          event.at < ${from}
        order by event.at desc, event.id desc limit 1
      ) before
    ), span as (
      select user_id, state as kind, at as began,
        lead(at, 1, ${to}::timestamptz) over (partition by user_id order by at, id) as ended
      from state
      union all
      select agent.user_id, 'work', greatest(event.began_at, ${from}), least(event.at, ${to})
      from agent join answer_group_event event using (user_id)
      where event.organisation_id = ${organisationId} and event.event in ('talked', 'handled') and
        event.at > ${from} and event.at < ${to}::timestamptz + ${longest} and event.began_at < ${to}
    )
    select part - 1 as part, ${byAgent ? sql`user_id` : sql`null::uuid`} as user_id, kind, sum(extract(epoch from
      least(ended, (${boundsArray(bounds)})[part + 1]) - greatest(began, (${boundsArray(bounds)})[part]))) * 1000 as ms
    from span cross join lateral generate_series(
      width_bucket(began, ${boundsArray(bounds)}),
      width_bucket(ended - interval '1 microsecond', ${boundsArray(bounds)})) as part
    where kind in ('work', 'ready', 'paused') and ended > began
    group by 1, 2, 3`.execute(db);
  return rows.map(({ part, user_id: userId, kind, ms }) => ({ part, userId, kind, ms: Math.round(Number(ms)) }));
}
