import { URI } from 'sip.js/lib/core/index.js';
import type { Clock } from '../../clock';
import type { Endpoint } from './endpoint';

/** Asks a device by OPTIONS (RFC 3261 §11). Any final answer of its own is a sign of life, also a refusal. */
export function probeEndpoint(clock: Clock, endpoint: Endpoint, timeoutMs: number): Promise<boolean> {
  if (!endpoint.isAttached()) return Promise.resolve(false);
  const { core, device } = endpoint;
  const message = core.makeOutgoingRequestMessage('OPTIONS', endpoint.target(), new URI('sip', 'vaxel', device.domain), new URI('sip', device.user, device.domain), {}, [`Contact: ${endpoint.contact}`]);
  return new Promise((resolve) => {
    const finish = (alive: boolean): void => {
      cancelTimeout();
      stopListening();
      resolve(alive);
    };
    const cancelTimeout = clock.after(timeoutMs, () => {
      request.dispose();
      finish(false);
    });
    const stopListening = endpoint.onLost(() => finish(false));
    const answered = (): void => finish(true);
    const request = core.request(message, { onAccept: answered, onRedirect: answered, onReject: answered });
  });
}
