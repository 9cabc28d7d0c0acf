import { Worker } from 'node:worker_threads';
import type { DirectoryHost } from './host';
import type { Answer, Question, WorkerStart } from './worker-messages';

export interface WorkerHost extends DirectoryHost {
  stop(): Promise<void>;
}

export interface WorkerHostOptions extends WorkerStart {
  /** The built worker. */
  readonly file: string;
  /** The thread has ended by itself; whoever asks from now on hears of it. */
  readonly onGone: (error: Error) => void;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** A directory host in a thread of its own. The thread keeps no process alive. */
export function createWorkerHost({ file, url, onGone }: WorkerHostOptions): WorkerHost {
  const workerData: WorkerStart = { url };
  const worker = new Worker(file, { workerData, name: 'directory', execArgv: [] });
  worker.unref();
  const waiting = new Map<number, Waiting>();
  let count = 0;
  let gone: Error | null = null;
  let isStopping = false;

  function end(error: Error): void {
    if (gone !== null) return;
    gone = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    if (!isStopping) onGone(error);
  }

  worker.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('failure' in answer) asked?.reject(new Error(answer.failure));
    else asked?.resolve(answer.result);
  });
  worker.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', (code) => end(new Error(`the directory's worker ended with ${code}`)));

  const ask =
    (name: keyof DirectoryHost) =>
    (...parameters: readonly unknown[]): Promise<never> =>
      new Promise((resolve, reject) => {
        if (gone !== null) return reject(gone);
        count += 1;
        waiting.set(count, { resolve: resolve as Waiting['resolve'], reject });
        const question: Question = { id: count, name, parameters };
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        worker.postMessage(question);
      });

  return {
    load: ask('load'),
    forget: ask('forget'),
    change: ask('change'),
    search: ask('search'),
    page: ask('page'),
    outline: ask('outline'),
    async stop() {
      isStopping = true;
      await worker.terminate();
    },
  };
}
