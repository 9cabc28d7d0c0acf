import { isDeepStrictEqual } from 'node:util';
import { CompiledQuery } from 'kysely';
import PgBoss from 'pg-boss';
import { storableJson } from '../contract/text';
import type { JobHandler, JobHandlers, JobName, JobQueue } from '../ports/jobs';
import type { Logger } from '../ports/logger';
import { createLanes } from '../time/lanes';
import { startWorker } from './worker';
import type { Worker } from './worker';

export interface RunningJobQueue extends JobQueue {
  /** From here on jobs can be stored. */
  start(handlers: JobHandlers): Promise<void>;
  /** Begins to do them. */
  work(): void;
  /** Waits for running jobs for a while; they run again after the next start if they did not finish. */
  stop(): Promise<void>;
}

export interface JobQueueOptions {
  readonly url: string;
  readonly logger: Logger;
  /** How long jobs that are done or were given up can still be looked at. */
  readonly keepDays?: number;
  /** How long a job may take; less than the 15 minutes after which pg-boss gives it to another. */
  readonly longestMs?: number;
}

/** Durable jobs on the product's own database (pg-boss, schema `pgboss`). */
export function createJobQueue({ url, logger, keepDays = 7, longestMs = 300_000 }: JobQueueOptions): RunningJobQueue {
  const connection = { connectionString: url, application_name: 'vaxel-jobs', max: 3, ...patience };
  const boss = new PgBoss({ ...connection, deleteAfterDays: keepDays });
  const lanes = createLanes();
  const workers: Worker[] = [];
  let handlers: Partial<JobHandlers> = {};
  let isStopping = false;
  // Once we end, so do its connections, and PostgreSQL may say so (57P01).
  boss.on('error', (error) => void (isStopping || logger.warn({ err: error }, 'the job queue has trouble')));
  return {
    async start(given) {
      handlers = given;
      await boss.start();
      await Promise.all([makeQueues(boss, handlers).then(() => schedule(boss, handlers)), takeBackAbandoned(boss)]);
    },
    work() {
      for (const [name, handler] of Object.entries(handlers))
        workers.push(startWorker({ boss, lanes, logger, name, handler: handler as JobHandler<JobName>, longestMs }));
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop(patienceMs)));
      isStopping = true;
      await boss.stop({ graceful: true, timeout: patienceMs, wait: true });
    },
    async enqueue(transaction, { name, data }, { startAt, key } = {}) {
      const executeSql = async (text: string, values: unknown[]) => {
        const { rows } = await transaction.executeQuery(CompiledQuery.raw(text, values));
        return { rows };
      };
      const handler = handlers[name];
      if (handler === undefined) throw new TypeError(`no feature does the job ${name}`);
      const startAfter = startAt ?? (handler.delayMs ?? 0) / 1000;
      if (key !== undefined) await executeSql(replaced, [name, key]);
      const options = {
        startAfter,
        ...(key === undefined ? {} : { singletonKey: key }),
        ...retries,
        db: { executeSql },
      };
      await boss.send(name, JSON.parse(storableJson(data)) as object, options);
    },
  };
}

/** Of the driver, to which pg-boss hands it on: a network that goes away without a word keeps no job for ever. */
const patience = { connectionTimeoutMillis: 10_000, query_timeout: 30_000, keepAlive: true };
/** How long jobs under way may go on when the server ends. */
const patienceMs = 1_000;
const retries = { retryLimit: 20, retryDelay: 2, retryBackoff: true };
const replaced = `delete from pgboss.job where name = $1 and singleton_key = $2 and state in ('created', 'retry')`;

/** One question at most starts, since to make a queue that is there changes nothing. */
async function makeQueues(boss: PgBoss, handlers: Partial<JobHandlers>): Promise<void> {
  const there = new Set((await boss.getQueues()).map(({ name }) => name));
  for (const name of Object.keys(handlers)) if (!there.has(name)) await boss.createQueue(name);
}

/** What repeats is as the handlers say, also when they said otherwise before. */
async function schedule(boss: PgBoss, handlers: Partial<JobHandlers>): Promise<void> {
  const wanted = Object.entries(handlers).flatMap(([name, { cron }]) => (cron === undefined ? [] : [{ name, cron }]));
  const there = await boss.getSchedules();
  for (const { name } of there) if (!wanted.some((each) => each.name === name)) await boss.unschedule(name);
  const isThere = ({ name, cron }: (typeof wanted)[number]) =>
    there.some((each) => each.name === name && each.cron === cron && isDeepStrictEqual(each.options, retries));
  // To schedule reads the time, for which a whole calendar is loaded.
  for (const each of wanted) if (!isThere(each)) await boss.schedule(each.name, each.cron, {}, retries);
}

/**
 * Jobs that a killed server was working on: pg-boss would wait 15 minutes for it. They run again at once; a server that
 * still works on one is no harm, since handlers are idempotent.
 */
async function takeBackAbandoned(boss: PgBoss): Promise<void> {
  const { rows } = await boss.getDb().executeSql(`select name, id from pgboss.job where state = 'active'`, []);
  for (const { name, id } of rows as { name: string; id: string }[])
    await boss.fail(name, id, { message: 'the server ended' });
}
