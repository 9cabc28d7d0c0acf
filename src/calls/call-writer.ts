import { VaxelError } from '../contract/errors';
import type { CallId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { CallChange } from './call-change';
import type { CallStore } from './call-store';
import { withDeadline } from '../time/deadline';

/** Longest time that a call waits for the database before it goes on without. */
export const storeWaitMs = 250;
const retryMs = 500;

/** A change on its way into the database. */
export interface Saving {
  /**
   * The call may go on: it is stored, or, when the database is slow, `storeWaitMs` have passed. After a slow one later
   * changes do not wait at all, until the database is back.
   */
  readonly mayGoOn: Promise<void>;
  /**
   * True = it is in the database, however long that took, and outlives this process; false = it never will be. Never
   * fails.
   */
  readonly isStored: Promise<boolean>;
}

/** Stores calls in the order of their changes, and never loses a change because the database is away for a while. */
export interface CallWriter {
  save(change: CallChange): Saving;
  /** Resolves when nothing is left to store, or after `timeoutMs`. */
  flush(timeoutMs: number): Promise<void>;
}

export function createCallWriter({
  store,
  clock,
  logger,
}: {
  store: CallStore;
  clock: Clock;
  logger: Logger;
}): CallWriter {
  const queues = new Map<CallId, Promise<unknown>>();
  let healthy = true;

  const pause = () => new Promise<void>((resolve) => clock.after(retryMs, resolve));

  async function untilStored(change: CallChange): Promise<boolean> {
    for (;;) {
      try {
        await store.save(change);
        if (!healthy) logger.info({ callId: change.call.id }, 'the database is back, calls are stored again');
        healthy = true;
        return true;
      } catch (error) {
        if (!(error instanceof VaxelError && error.code === 'server.unavailable')) {
          logger.error({ err: error, callId: change.call.id }, 'a change of a call could not be stored');
          return false;
        }
        if (healthy) logger.warn({ callId: change.call.id }, 'the database is away, calls go on and are stored later');
        healthy = false;
        await pause();
      }
    }
  }

  async function untilSlow(isStored: Promise<boolean>): Promise<void> {
    healthy =
      (await withDeadline(
        clock,
        storeWaitMs,
        isStored.then(() => true),
        false,
      )) && healthy;
  }

  return {
    save(change) {
      const { id } = change.call;
      const isStored = (queues.get(id) ?? Promise.resolve()).then(() => untilStored(change));
      queues.set(id, isStored);
      void isStored.then(() => queues.get(id) === isStored && queues.delete(id));
      return { mayGoOn: healthy ? untilSlow(isStored) : Promise.resolve(), isStored };
    },
    flush: (timeoutMs) =>
      withDeadline(
        clock,
        timeoutMs,
        Promise.all(queues.values()).then(() => undefined),
        undefined,
      ),
  };
}
