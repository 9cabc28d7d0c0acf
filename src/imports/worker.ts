import { parentPort, workerData } from 'node:worker_threads';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { auditLog } from '../audit/record';
import { VaxelError } from '../contract/errors';
import type { Database } from '../ports/database';
import { createRunJob } from './jobs';
import type { WorkerStart, WorkerWord } from './worker-messages';

/** One job on an import, in a thread with a connection of its own: calls go on beside it. Ends with the job. */
const { url, job } = workerData as WorkerStart;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- to a thread, which has no origin
const say = (word: WorkerWord): void => parentPort?.postMessage(word);
const pool = new Pool({
  connectionString: url,
  max: 1,
  application_name: 'vaxel-import',
  statement_timeout: 60_000,
  // A database that went away without a word is found out.
  query_timeout: 90_000,
  connectionTimeoutMillis: 10_000,
  keepAlive: true,
});
pool.on('error', () => undefined); // The query that needed it reports it.
const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });

async function work(): Promise<void> {
  try {
    await createRunJob(db, auditLog)(job, (done, total) => say({ done, total }));
    say('done');
  } catch (error) {
    const code = error instanceof VaxelError ? error.code : null;
    say({ failure: error instanceof Error ? error.message : String(error), code });
  } finally {
    await db.destroy();
  }
}

void work();
