import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import type { Database } from '../../ports/database';
import { createDirectoryHost, type DirectoryHost } from './host';
import type { Answer, Question, WorkerStart } from './worker-messages';

/**
 * The worker thread: reads directories on connections of its own and answers what the main thread asks. It ends when
 * the main thread lets it.
 */
const { url } = workerData as WorkerStart;
const pool = new Pool({ connectionString: url, max: 2, application_name: 'vaxel-directory', keepAlive: true });
pool.on('error', () => undefined); // The query that needed it reports it.
const host = createDirectoryHost(new Kysely<Database>({ dialect: new PostgresDialect({ pool }) }));

/** What was read leaves several times as much behind as stays: it is given back at once, not when it is needed. */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

type Call = (...parameters: readonly unknown[]) => Promise<unknown>;
const calls = host as unknown as Readonly<Record<keyof DirectoryHost, Call>>;

async function answer({ id, name, parameters }: Question): Promise<Answer> {
  try {
    const result = await calls[name](...parameters);
    if (name === 'load') collect();
    return { id, result };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (question: Question) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  void answer(question).then((said) => parentPort?.postMessage(said));
});
