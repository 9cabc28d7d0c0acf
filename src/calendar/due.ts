import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { ScheduleId } from '../contract/calendar/calendar';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';
import { loadRecurrence, type Boundary } from './load-recurrence';
import { readable } from './readable';
import { boundaryColumns, scheduleColumns, toSchedule, zonesVersion, type Schedule } from './rows';

/** Whose day goes on: something planned has begun or is over. */
export interface Due {
  readonly people: ReadonlyMap<OrganisationId, readonly UserId[]>;
  /** Rows that were due; none = that was all. */
  readonly count: number;
  /** The database's clock, which decides. */
  readonly nowMs: number;
  /** Rows that cannot be read: they hold up none of the others. */
  readonly unreadable: readonly ScheduleId[];
}

/** Rows of one transaction: 10,000 that begin at eight are ten of them, and requests come in between. */
const mostAtOnce = 1_000;

/**
 * The earliest that are due. When each begins or ends next is stored before anybody is told; after a time without a
 * server they are due once, however often they would have been.
 */
export const takeDue = (db: Kysely<Database>): Promise<Due> =>
  db.transaction().execute(async (transaction) => {
    const rows = await transaction
      .selectFrom('schedule')
      .select([...scheduleColumns, 'organisation_id', sql<Date>`now()`.as('now')])
      .where('next_at', '<=', sql<Date>`now()`)
      .orderBy('next_at')
      .limit(mostAtOnce)
      .forUpdate()
      .skipLocked()
      .execute();
    const nowMs = rows[0]?.now.getTime() ?? 0;
    const unreadable = await storeNext(transaction, rows.map(toSchedule), nowMs);
    return { people: peopleOf(rows), count: rows.length, nowMs, unreadable };
  });

/** How long until something is due; null = nothing is. */
export async function nextDueInMs(db: Kysely<Database>): Promise<number | null> {
  const { rows } = await sql<{ ms: number | null }>`
    select ceil(extract(epoch from min(next_at) - clock_timestamp()) * 1000)::float8 as ms
    from schedule where next_at is not null`.execute(db);
  return rows[0]?.ms ?? null;
}

/**
 * A country has changed its clocks since: what was worked out by older data of the zones is worked out anew.
 * @returns what cannot be read, as by a zone that these data do not know; other data try it again
 */
export async function countAnew(db: Kysely<Database>): Promise<readonly ScheduleId[]> {
  const unreadable: ScheduleId[] = [];
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- part after part
    const rows = await db
      .selectFrom('schedule')
      .select([...scheduleColumns, sql<Date>`now()`.as('now')])
      .where('counted_with', '<>', zonesVersion)
      .limit(mostAtOnce)
      .execute();
    if (rows.length === 0) return unreadable;
    // oxlint-disable-next-line no-await-in-loop
    unreadable.push(...(await storeNext(db, rows.map(toSchedule), rows[0]?.now.getTime() ?? 0)));
  }
}

/** Everybody who has something under way or to come. */
export async function everybodyWithPlans(db: Kysely<Database>): Promise<Due['people']> {
  const query = db.selectFrom('schedule').select(['organisation_id', 'user_id']).distinct();
  return peopleOf(await query.where('next_at', 'is not', null).execute());
}

function peopleOf(
  rows: readonly { readonly organisation_id: OrganisationId; readonly user_id: UserId }[],
): Due['people'] {
  const people = new Map<OrganisationId, Set<UserId>>();
  for (const { organisation_id, user_id } of rows)
    people.set(organisation_id, (people.get(organisation_id) ?? new Set()).add(user_id));
  return new Map([...people].map(([organisation, users]) => [organisation, [...users]]));
}

async function storeNext(
  db: Kysely<Database> | Transaction<Database>,
  schedules: readonly Schedule[],
  nowMs: number,
): Promise<readonly ScheduleId[]> {
  if (schedules.length === 0) return [];
  const { nextBoundary } = await loadRecurrence();
  const unreadable: ScheduleId[] = [];
  const next = schedules.map(({ id, series }): [ScheduleId, Boundary | null] => {
    const boundary = readable(() => nextBoundary(series, nowMs));
    if (boundary === undefined) unreadable.push(id);
    return [id, boundary ?? null];
  });
  const columns = next.map(([id, boundary]) => ({ id, ...boundaryColumns(boundary) }));
  await sql`
    update schedule set next_at = found.next_at, next_kind = found.next_kind, counted_with = ${zonesVersion}
    from unnest(
      ${columns.map(({ id }) => id)}::uuid[],
      ${columns.map(({ next_at }) => next_at?.toISOString() ?? null)}::timestamptz[],
      ${columns.map(({ next_kind }) => next_kind)}::text[]
    ) as found (id, next_at, next_kind)
    where schedule.id = found.id`.execute(db);
  return unreadable;
}
