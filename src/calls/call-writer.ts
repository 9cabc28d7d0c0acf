import { VaxelError } from '../contract/errors';
import type { CallId } from '../contract/ids';
import type { Clock } from '../clock';
import type { Logger } from '../logger';
import type { CallChange } from './call-change';
import type { CallStore } from './call-store';
import { withDeadline } from './deadline';

/** Longest time that a call waits for the database before it goes on without. */
export const storeWaitMs = 250;
const retryMs = 500;

/** Stores calls in the order of their changes, and never loses a change because the database is away for a while. */
export interface CallWriter {
  /**
   * Resolves when the change is stored. When the database is slow or gone it resolves after `storeWaitMs`, later changes
   * at once, and what is left is stored as soon as the database is back.
   */
  save(change: CallChange): Promise<void>;
  /** Resolves when nothing is left to store, or after `timeoutMs`. */
  flush(timeoutMs: number): Promise<void>;
}

export function createCallWriter({ store, clock, logger }: { store: CallStore; clock: Clock; logger: Logger }): CallWriter {
  const queues = new Map<CallId, Promise<void>>();
  let healthy = true;

  const pause = () => new Promise<void>((resolve) => clock.after(retryMs, resolve));

  async function untilStored(change: CallChange): Promise<void> {
    for (;;) {
      try {
        await store.save(change);
        if (!healthy) logger.info({ callId: change.call.id }, 'the database is back, calls are stored again');
        healthy = true;
        return;
      } catch (error) {
        if (!(error instanceof VaxelError && error.code === 'server.unavailable')) {
          logger.error({ err: error, callId: change.call.id }, 'a change of a call could not be stored');
          return;
        }
        if (healthy) logger.warn({ callId: change.call.id }, 'the database is away, calls go on and are stored later');
        healthy = false;
        await pause();
      }
    }
  }

  return {
    async save(change) {
      const { id } = change.call;
      const stored = (queues.get(id) ?? Promise.resolve()).then(() => untilStored(change));
      queues.set(id, stored);
      void stored.then(() => queues.get(id) === stored && queues.delete(id));
      if (healthy) healthy = (await withDeadline(clock, storeWaitMs, stored.then(() => true), false)) && healthy;
    },
    flush: (timeoutMs) => withDeadline(clock, timeoutMs, Promise.all(queues.values()).then(() => undefined), undefined),
  };
}
