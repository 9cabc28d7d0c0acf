import type { Clock } from '../clock';
import { ClientError } from './client-error';

/** Longest wait for a token of the host, which may have to ask the person; a request waits as long for its answer. */
export const longestWaitMs = 20_000;

/**
 * What somebody else promises, but not for ever: a host or a server that never answers must not stop us for good.
 * @throws ClientError client.timeout
 */
export function within<T>(clock: Clock, limitMs: number, promise: Promise<T>, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(limitMs, () => reject(new ClientError('client.timeout', what)));
    promise.then(resolve, reject).finally(cancel);
  });
}
