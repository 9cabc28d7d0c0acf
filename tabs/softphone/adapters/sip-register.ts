import type { Registerer } from 'sip.js';
import { abandonRequest } from './abandon-request';

export interface RegisterEvents {
  accepted(): void;
  rejected(statusCode: number): void;
  notSent(error: unknown): void;
}

/**
 * Sends one REGISTER; of one that is given up nothing more is heard. Returns what gives it up.
 *
 * @param authorization header field, when it need not be challenged
 */
export function sendRegister(
  registerer: Registerer,
  authorization: string | null,
  { accepted, rejected, notSent }: RegisterEvents,
): () => void {
  let isGivenUp = false;
  let request: unknown = null;
  const sending = registerer.register({
    ...(authorization === null ? {} : { requestOptions: { extraHeaders: [authorization] } }),
    requestDelegate: {
      onAccept() {
        if (!isGivenUp) accepted();
      },
      onReject({ message }) {
        if (!isGivenUp) rejected(message.statusCode ?? 0);
      },
    },
  });
  sending.then((sent) => (request = sent), notSent);
  return () => {
    isGivenUp = true;
    abandonRequest(request);
  };
}
