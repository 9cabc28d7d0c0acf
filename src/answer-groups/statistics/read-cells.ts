import { sql, type Kysely, type RawBuilder } from 'kysely';
import { answerWithinMs } from '../../contract/answer-groups/figures';
import type { AnswerGroupId, OrganisationId, UserId } from '../../contract/ids';
import type { Database } from '../../ports/database';
import type { Cell, CellKind } from './cells';

/** In which part of the time that was asked for, counted from 0. */
export interface PartCell extends Cell {
  readonly part: number;
}

export interface CellsAsked {
  /** Null = all of them. */
  readonly groupId: AnswerGroupId | null;
  /** Where the parts begin, and the end of the last. */
  readonly bounds: readonly number[];
  /** Whether each agent is counted apart. */
  readonly byAgent: boolean;
}

interface Row {
  readonly part: number;
  readonly group_id: AnswerGroupId;
  readonly kind: CellKind;
  readonly reason: string | null;
  readonly is_late: boolean;
  readonly user_id: UserId | null;
  readonly count: string;
  readonly ms: string;
  readonly held_ms: string;
  readonly longest_ms: string;
}

/** What is counted of an event: `cellOf` says the same. */
const kind = sql`case
  when event = 'over' then case data ->> 'outcome'
    when 'abandoned' then case when (data ->> 'isShort')::boolean then 'short' else 'abandoned' end
    when 'callback' then case when (data ->> 'isReached')::boolean then 'calledBack' else 'callbackLost' end
    else data ->> 'outcome' end
  else event end`;
const ms = sql`coalesce(data ->> 'waitedMs', data ->> 'talkMs', data ->> 'wrapUpMs')::double precision`;

const textOf = (bounds: readonly number[]): string => `{${bounds.map((each) => new Date(each).toISOString()).join()}}`;
/** As `width_bucket` takes them. */
export const boundsArray = (bounds: readonly number[]): RawBuilder<unknown> => sql`${textOf(bounds)}::timestamptz[]`;

/** The database counts: what comes to the server is as much as is shown, however much has happened. */
export async function readCells(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  { groupId, bounds, byAgent }: CellsAsked,
): Promise<readonly PartCell[]> {
  const [from, to] = [new Date(bounds[0] ?? 0), new Date(bounds.at(-1) ?? 0)];
  const { rows } = await sql<Row>`
    select width_bucket(began_at, ${boundsArray(bounds)}) - 1 as part, group_id, ${kind} as kind,
      case when data ->> 'outcome' = 'overflowed' then data ->> 'reason' end as reason,
      event = 'over' and ${ms} > ${answerWithinMs} as is_late,
      ${byAgent ? sql`user_id` : sql`null::uuid`} as user_id,
      count(*) as count, coalesce(sum(${ms}), 0) as ms,
      coalesce(sum((data ->> 'heldMs')::double precision), 0) as held_ms,
      coalesce(max(${ms}) filter (where event = 'over'), 0) as longest_ms
    from answer_group_event
    where organisation_id = ${organisationId} and began_at >= ${from} and began_at < ${to} and
      event <> 'callbackAsked' and
      ${groupId === null ? sql`group_id is not null` : sql`group_id = ${groupId}`}
    group by 1, 2, 3, 4, 5, 6`.execute(db);
  return rows.map((row) => ({
    ...{ part: row.part, groupId: row.group_id, kind: row.kind, reason: row.reason, isLate: row.is_late },
    ...{ userId: row.user_id, count: Number(row.count), ms: Number(row.ms), heldMs: Number(row.held_ms) },
    longestMs: Number(row.longest_ms),
  }));
}
