import { errorCode } from '../api/client-error';
import type { Connections } from './connections';

/** Renewal comes this long before the token ends, or after three quarters of a short life. */
const renewBeforeMs = 60_000;
const renewAtLeastAfterMs = 5_000;

/**
 * Sends a new token well before the old one ends, and keeps trying: the connection lives until then, when the server
 * says bye.
 */
export function createRenewal(
  connections: Connections,
  getToken: () => Promise<string>,
  log: (line: string) => void,
): (lifeMs: number) => void {
  return function renewLater(lifeMs) {
    connections.later(Math.max(renewAtLeastAfterMs, lifeMs - renewBeforeMs, lifeMs * 0.75), () => {
      const again = connections.mine(() => renewLater(0));
      getToken().then(
        connections.mine((token: string) => connections.send({ type: 'token', token })),
        (error: unknown) => {
          log(`realtime: renewal failed, ${errorCode(error)}`);
          again();
        },
      );
    });
  };
}
