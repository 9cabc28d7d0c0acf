import type { Problem } from '../../src/contract/errors';
import { ClientError } from '../api/client-error';
import type { Clock } from '../clock';

/**
 * Commands that wait for their ack; each is settled exactly once: by its ack, its timeout or the end of the connection.
 */
export interface PendingCommands {
  add(id: number): Promise<void>;
  settle(
    ack: { readonly id: number } & ({ readonly ok: true } | { readonly ok: false; readonly problem: Problem }),
  ): void;
  failAll(): void;
}

export function createPendingCommands(clock: Clock, timeoutMs: number): PendingCommands {
  const waiting = new Map<number, { resolve: () => void; reject: (error: ClientError) => void; cancel: () => void }>();

  function take(id: number): { resolve: () => void; reject: (error: ClientError) => void } | undefined {
    const entry = waiting.get(id);
    entry?.cancel();
    waiting.delete(id);
    return entry;
  }

  return {
    add: (id) =>
      new Promise((resolve, reject) => {
        const cancel = clock.after(timeoutMs, () => take(id)?.reject(new ClientError('client.timeout')));
        waiting.set(id, { resolve, reject, cancel });
      }),
    settle(ack) {
      const entry = take(ack.id);
      if (ack.ok) entry?.resolve();
      else entry?.reject(new ClientError(ack.problem.code, ack.problem.detail));
    },
    failAll() {
      for (const id of [...waiting.keys()]) take(id)?.reject(new ClientError('client.offline'));
    },
  };
}
