import { Worker } from 'node:worker_threads';
import { VaxelError } from '../contract/errors';
import type { RunJob } from './jobs';
import type { WorkerStart, WorkerWord } from './worker-messages';

export interface WorkerOptions {
  /** The built worker. */
  readonly file: string;
  /** Of the database. */
  readonly url: string;
}

/** A file of 20 MB is 40 as text; more would be a fault of ours. */
const resourceLimits = { maxOldGenerationSizeMb: 512 };

/** Each job in a thread of its own. @returns with `stop`, which ends those under way: their transactions are undone */
export function createRunInWorker({ file, url }: WorkerOptions): RunJob & { stop(): Promise<void> } {
  const running = new Set<Worker>();
  const run: RunJob = (job, onProgress, ending) =>
    new Promise((resolve, reject) => {
      const start: WorkerStart = { url, job };
      const worker = new Worker(file, { workerData: start, name: 'import', execArgv: [], resourceLimits });
      worker.unref();
      running.add(worker);
      ending.addEventListener('abort', () => void worker.terminate());
      worker.on('message', (word: WorkerWord) => {
        if (word === 'done') resolve();
        else if ('failure' in word) reject(new VaxelError(word.code ?? 'server.error', word.failure));
        else onProgress(word.done, word.total);
      });
      worker.on('error', reject);
      worker.on('exit', (code) => {
        running.delete(worker);
        reject(new VaxelError('server.unavailable', `The import's thread ended with ${code}.`));
      });
    });
  return Object.assign(run, {
    async stop() {
      await Promise.all([...running].map((worker) => worker.terminate()));
    },
  });
}
