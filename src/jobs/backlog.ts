import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { OrganisationId } from '../contract/ids';
import type { Database } from '../ports/database';

export interface Backlog {
  /** Due, and not done. */
  readonly waiting: number;
  /** Since when the oldest of them is due, epoch milliseconds. */
  readonly oldestMs: number | null;
  /** Given up after all tries. */
  readonly failed: number;
}

/** What of an organisation's jobs is behind. Without the queue's tables there is none. */
export async function readBacklog(db: Kysely<Database>, organisationId: OrganisationId): Promise<Backlog> {
  const there = await sql<{ readonly there: boolean }>`
    select to_regclass('pgboss.job') is not null as there`.execute(db);
  if (there.rows[0]?.there !== true) return { waiting: 0, oldestMs: null, failed: 0 };
  const { rows } = await sql<{ readonly waiting: number; readonly oldest: Date | null; readonly failed: number }>`
    select count(*) filter (where state in ('created', 'retry') and start_after <= now())::int as waiting,
      min(start_after) filter (where state in ('created', 'retry') and start_after <= now()) as oldest,
      count(*) filter (where state = 'failed')::int as failed
    from pgboss.job where data ->> 'organisationId' = ${organisationId}`.execute(db);
  const [row] = rows;
  return { waiting: row?.waiting ?? 0, oldestMs: row?.oldest?.getTime() ?? null, failed: row?.failed ?? 0 };
}
