import type { Worker } from 'node:worker_threads';
// Here as well as in the thread: its machine code would leave the process with the first thread that ends, and take
// the process with it.
import '@evan/opus';
import type { Clock } from '../../../ports/clock';
import type { Logger } from '../../../ports/logger';
import type { MixedTick, MixOrder } from './worker-messages';

export interface MixThreadDeps {
  readonly startWorker: () => Worker;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onTick: (tick: MixedTick) => void;
  /** It knows nothing: it has to be told everything, again. */
  readonly onStart: () => void;
}

/** The thread of the mixer: not there before it is needed, and there again should it end by itself. */
export interface MixThread {
  /** Harmless when it runs. */
  start(): void;
  /** Heard by nobody while there is none. */
  tell(order: MixOrder): void;
  stop(): Promise<void>;
}

/** One that ends as soon as it has begun would take all our time. */
const againMs = 1_000;

export function createMixThread({ startWorker, clock, logger, onTick, onStart }: MixThreadDeps): MixThread {
  let worker: Worker | null = null;
  let startedMs = Number.NEGATIVE_INFINITY;
  let cancelStart: (() => void) | null = null;
  let isStopped = false;

  function start(): void {
    if (isStopped || worker !== null || cancelStart !== null) return;
    const waitMs = startedMs + againMs - clock.nowMs();
    if (waitMs <= 0) return begin();
    cancelStart = clock.after(waitMs, () => {
      cancelStart = null;
      begin();
    });
  }

  function begin(): void {
    startedMs = clock.nowMs();
    const begun = startWorker();
    worker = begun;
    begun.unref();
    begun.on('message', (tick: MixedTick) => {
      if (worker === begun) onTick(tick);
    });
    begun.on('error', (err) => logger.error({ err }, 'the thread of the mixer failed'));
    begun.on('exit', (code) => {
      if (worker === begun) worker = null;
      if (isStopped) return;
      logger.warn({ code }, 'the thread of the mixer has ended, and begins anew');
      start();
    });
    onStart();
  }

  return {
    start,
    tell(order) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker?.postMessage(order);
    },
    async stop() {
      isStopped = true;
      cancelStart?.();
      await worker?.terminate();
    },
  };
}
