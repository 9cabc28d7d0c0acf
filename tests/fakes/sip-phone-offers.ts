import type { Session } from 'sip.js';
import type { PhoneMedia } from './sip-phone-media';

/** re-INVITE with what the media says; resolves with the direction of the answer, rejects with the status. */
export function renegotiate(session: Session): Promise<string> {
  return new Promise((resolve, reject) => {
    session
      .invite({
        requestDelegate: {
          onAccept: ({ message }) =>
            resolve(/a=(sendrecv|sendonly|recvonly|inactive)/.exec(message.body)?.[1] ?? 'none'),
          onReject: ({ message }) => reject(new Error(`re-INVITE refused: ${message.statusCode}`)),
        },
      })
      .catch(reject);
  });
}

/** What happens while an offer of the switch's, in its answer to a re-INVITE without one, is not answered yet. */
export async function withOpenOffer<T>(session: Session, media: PhoneMedia | null, work: () => Promise<T>): Promise<T> {
  let result: Promise<T> | null = null;
  await new Promise<void>((resolve, reject) => {
    session
      .invite({
        withoutSdp: true,
        requestDelegate: {
          onAccept: () => resolve(),
          onReject: ({ message }) => reject(new Error(`re-INVITE refused: ${message.statusCode}`)),
        },
      })
      .catch(reject);
    // sip.js sends the ACK once the description is taken.
    if (media !== null) media.holdTake = async () => void (await (result = work()));
  });
  if (result === null) throw new Error('the switch offered nothing');
  return result;
}
