import { CompiledQuery } from 'kysely';
import PgBoss from 'pg-boss';
import { storableJson } from '../contract/text';
import type { Logger } from '../ports/logger';
import { jobDelaysMs, jobSchemas } from './job';
import type { JobData, JobQueue } from './job';

/** Durable jobs on the product's own database (pg-boss, schema `pgboss`). */
export function createJobQueue({ url, logger }: { url: string; logger: Logger }): JobQueue {
  const boss = new PgBoss({ connectionString: url, application_name: 'vaxel-jobs', max: 3 });
  boss.on('error', (error) => logger.warn({ err: error }, 'the job queue has trouble'));
  return {
    async start() {
      await boss.start();
      for (const name of Object.keys(jobSchemas)) await boss.createQueue(name);
      await takeBackAbandoned(boss);
    },
    stop: () => boss.stop({ graceful: true, timeout: 1_000, wait: true }),
    async enqueue(transaction, { name, data }) {
      const executeSql = async (text: string, values: unknown[]) => {
        const { rows } = await transaction.executeQuery(CompiledQuery.raw(text, values));
        return { rows };
      };
      const startAfter = (jobDelaysMs[name] ?? 0) / 1000;
      await boss.send(name, JSON.parse(storableJson(data)) as object, { startAfter, retryLimit: 20, retryDelay: 2, retryBackoff: true, db: { executeSql } });
    },
    async work(name, handler) {
      await boss.work<unknown>(name, { pollingIntervalSeconds: 0.5, batchSize: 20 }, async (batch) => {
        await Promise.all(
          batch.map(async (job) => {
            try {
              await handler(jobSchemas[name].parse(job.data) as JobData<typeof name>);
            } catch (error) {
              // Only this one is tried again; what the batch has done besides counts as done.
              await boss.fail(name, job.id, { message: error instanceof Error ? error.message : String(error) });
            }
          }),
        );
      });
    },
  };
}

/**
 * Jobs that a killed server was working on: pg-boss would wait 15 minutes for it. They run again at once; a server that still
 * works on one is no harm, since handlers are idempotent.
 */
async function takeBackAbandoned(boss: PgBoss): Promise<void> {
  const { rows } = await boss.getDb().executeSql(`select name, id from pgboss.job where state = 'active'`, []);
  for (const { name, id } of rows as { name: string; id: string }[]) await boss.fail(name, id, { message: 'the server ended' });
}
