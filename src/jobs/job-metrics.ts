import { sql, type Kysely } from 'kysely';
import { gauge, type Measure } from '../metrics/measures';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import { withDeadline } from '../time/deadline';

interface AllJobs {
  readonly waiting: number;
  readonly running: number;
  readonly failed: number;
  readonly oldestSeconds: number;
}

/** Of what one question of a scrape has found, its other figures are told as well. */
const freshMs = 1_000;
const patienceMs = 2_000;

/** The job queue, of all organisations, and whether the database answers: it is asked for both. */
export function jobMeasures(db: Kysely<Database>, clock: Clock): readonly Measure[] {
  let last: { readonly atMs: number; readonly jobs: Promise<AllJobs | null> } | null = null;
  const ask = (): Promise<AllJobs | null> => {
    if (last === null || clock.nowMs() - last.atMs > freshMs) {
      const jobs = withDeadline(clock, patienceMs, readAll(db), null);
      last = { atMs: clock.nowMs(), jobs };
    }
    return last.jobs;
  };
  const states = ['waiting', 'running', 'failed'] as const;
  return [
    gauge('vaxel_database_up', 'Whether the database answers', async () => Number((await ask()) !== null)),
    gauge(
      'vaxel_jobs',
      'Jobs that are due, under way, and given up after all tries',
      async () => {
        const jobs = await ask();
        return jobs === null ? [] : states.map((state) => [{ state }, jobs[state]] as const);
      },
      ['state'],
    ),
    gauge('vaxel_jobs_oldest_seconds', 'How long the oldest job is due', async () => (await ask())?.oldestSeconds ?? 0),
  ];
}

async function readAll(db: Kysely<Database>): Promise<AllJobs> {
  const { rows } = await sql<AllJobs>`
    select count(*) filter (where state in ('created', 'retry') and start_after <= now())::int as waiting,
      count(*) filter (where state = 'active')::int as running,
      count(*) filter (where state = 'failed')::int as failed,
      coalesce(extract(epoch from now() - min(start_after)
        filter (where state in ('created', 'retry') and start_after <= now())), 0)::float8 as "oldestSeconds"
    from pgboss.job`.execute(db);
  return rows[0] ?? { waiting: 0, running: 0, failed: 0, oldestSeconds: 0 };
}
