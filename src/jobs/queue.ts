import { CompiledQuery } from 'kysely';
import PgBoss from 'pg-boss';
import { storableJson } from '../contract/text';
import type { JobHandler, JobHandlers, JobName, JobQueue } from '../ports/jobs';
import type { Logger } from '../ports/logger';

export interface RunningJobQueue extends JobQueue {
  /** From here on jobs can be stored. */
  start(handlers: JobHandlers): Promise<void>;
  /** Begins to do them. */
  work(): Promise<void>;
  /** Waits for running jobs for a while; they run again after the next start if they did not finish. */
  stop(): Promise<void>;
}

/** Durable jobs on the product's own database (pg-boss, schema `pgboss`). */
export function createJobQueue({ url, logger }: { url: string; logger: Logger }): RunningJobQueue {
  const boss = new PgBoss({ connectionString: url, application_name: 'vaxel-jobs', max: 3 });
  let handlers: Partial<JobHandlers> = {};
  boss.on('error', (error) => logger.warn({ err: error }, 'the job queue has trouble'));
  return {
    async start(given) {
      handlers = given;
      await boss.start();
      for (const name of Object.keys(handlers)) await boss.createQueue(name);
      await takeBackAbandoned(boss);
    },
    async work() {
      for (const [name, handler] of Object.entries(handlers)) await workOn(boss, name, handler as JobHandler<JobName>);
    },
    stop: () => boss.stop({ graceful: true, timeout: 1_000, wait: true }),
    async enqueue(transaction, { name, data }) {
      const executeSql = async (text: string, values: unknown[]) => {
        const { rows } = await transaction.executeQuery(CompiledQuery.raw(text, values));
        return { rows };
      };
      const handler = handlers[name];
      if (handler === undefined) throw new TypeError(`no feature does the job ${name}`);
      const startAfter = (handler.delayMs ?? 0) / 1000;
      const retries = { retryLimit: 20, retryDelay: 2, retryBackoff: true };
      await boss.send(name, JSON.parse(storableJson(data)) as object, { startAfter, ...retries, db: { executeSql } });
    },
  };
}

async function workOn(boss: PgBoss, name: string, { schema, work }: JobHandler<JobName>): Promise<void> {
  await boss.work<unknown>(name, { pollingIntervalSeconds: 0.5, batchSize: 20 }, async (batch) => {
    await Promise.all(
      batch.map(async (job) => {
        try {
          // The schema is the one of this very job.
          await work(schema.parse(job.data) as Parameters<typeof work>[0]);
        } catch (error) {
          // Only this one is tried again; what the batch has done besides counts as done.
          await boss.fail(name, job.id, { message: error instanceof Error ? error.message : String(error) });
        }
      }),
    );
  });
}

/**
 * Jobs that a killed server was working on: pg-boss would wait 15 minutes for it. They run again at once; a server that still
 * works on one is no harm, since handlers are idempotent.
 */
async function takeBackAbandoned(boss: PgBoss): Promise<void> {
  const { rows } = await boss.getDb().executeSql(`select name, id from pgboss.job where state = 'active'`, []);
  for (const { name, id } of rows as { name: string; id: string }[]) await boss.fail(name, id, { message: 'the server ended' });
}
