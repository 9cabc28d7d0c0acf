import { setTimeout } from 'node:timers/promises';
import type PgBoss from 'pg-boss';
import { storable } from '../contract/text';
import type { JobHandler, JobName } from '../ports/jobs';
import type { Logger } from '../ports/logger';
import type { Lanes } from '../time/lanes';

const pollMs = 500;
/** Jobs of one kind that are worked on or wait for others about the same. */
const mostAtOnce = 20;
const mostWords = 2_000;

export interface WorkerDeps {
  readonly boss: PgBoss;
  readonly lanes: Lanes;
  readonly logger: Logger;
  readonly name: string;
  readonly handler: JobHandler<JobName>;
  /** A job that is not done by then has failed: others about the same, and of its kind, no longer wait for it. */
  readonly longestMs: number;
}

export interface Worker {
  /** Fetches no more, and waits up to so long for what it works on. */
  stop(patienceMs: number): Promise<void>;
}

async function inTime(work: Promise<void>, longestMs: number): Promise<void> {
  const done = new AbortController();
  const late = setTimeout(longestMs, undefined, { signal: done.signal }).then(() => {
    throw new Error(`not done within ${longestMs} ms`);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}

/** What went wrong, as the job keeps it: what others have said, of any length and with any sign in it. */
const wordsOf = (error: unknown): string =>
  storable((error instanceof Error ? error.message : String(error)).slice(0, mostWords));

/**
 * Does the jobs of one kind, each for itself: pg-boss' own workers fetch no more until a whole batch is done, so that
 * one that waits would hold up all.
 */
export function startWorker({ boss, lanes, logger, name, handler, longestMs }: WorkerDeps): Worker {
  const { schema, subject, work } = handler;
  const stopped = new AbortController();
  const running = new Set<Promise<void>>();
  let isAway = false;

  async function run({ id, data: stored }: PgBoss.Job<unknown>): Promise<void> {
    try {
      // The schema is the one of this very job.
      const data = schema.parse(stored) as Parameters<typeof work>[0];
      await lanes.run(subject === undefined ? [] : [subject(data)], () => inTime(work(data), longestMs));
    } catch (error) {
      return boss.fail(name, id, { message: wordsOf(error) });
    }
    await boss.complete(name, id);
  }

  async function fetch(): Promise<void> {
    const batchSize = mostAtOnce - running.size;
    if (batchSize === 0) return;
    for (const job of await boss.fetch<unknown>(name, { batchSize })) {
      const done = run(job)
        .catch((error: unknown) =>
          logger.warn({ err: error, job: name }, 'what became of a job could not be stored, it will run again'),
        )
        .finally(() => running.delete(done));
      running.add(done);
    }
  }

  /** Once: a database may be away for long. */
  function tellAway(error: unknown): true {
    if (!isAway) logger.warn({ err: error, job: name }, 'jobs could not be fetched');
    return true;
  }

  async function poll(): Promise<void> {
    // Counted from the last answer: who comes late, as a database that was away, is not asked for all that was missed.
    for (;;) {
      await setTimeout(pollMs, undefined, { signal: stopped.signal });
      isAway = await fetch().then(() => false, tellAway);
    }
  }

  const polling = poll().catch((error: unknown) => {
    if (!stopped.signal.aborted) throw error;
  });
  return {
    async stop(patienceMs) {
      stopped.abort();
      const all = polling.then(() => Promise.all(running));
      await Promise.race([all, setTimeout(patienceMs, undefined, { ref: false })]);
    },
  };
}
