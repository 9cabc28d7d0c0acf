import type { Session } from 'sip.js';
import type { Clock } from '../../clock';
import type { RestartOutcome } from '../ports';
import type { PeerMedia } from './peer-media';

/** The switch answers within milliseconds; what takes longer than this went down a connection that is dead. */
const answerWithinMs = 2_000;

export interface MediaRestartOptions {
  readonly session: Session;
  readonly media: PeerMedia;
  readonly clock: Clock;
  /** The SIP connection is open, as far as is known. */
  readonly connected: () => boolean;
  /** It is not, whatever it looks like. */
  readonly onNoAnswer: () => void;
}

export interface MediaRestart {
  restart(): Promise<RestartOutcome>;
  /** The SIP connection broke: an answer to a request on its way will not come any more. */
  connectionLost(): void;
}

/** ICE restart by re-INVITE (RFC 8839 §4.4.3) over sip.js. */
export function createMediaRestart({ session, media, clock, connected, onNoAnswer }: MediaRestartOptions): MediaRestart {
  async function reinvite(): Promise<number> {
    media.restartIce();
    return new Promise<number>((resolve, reject) => {
      const cancelLimit = clock.after(answerWithinMs, () => {
        onNoAnswer();
        giveUp();
      });
      const finish = (statusCode: number): void => {
        cancelLimit();
        resolve(statusCode);
      };
      session
        .invite({ requestDelegate: { onAccept: () => finish(200), onReject: ({ message }) => finish(message.statusCode ?? 500) } })
        .catch((error: unknown) => {
          cancelLimit();
          reject(error);
        });
    });
  }

  /** sip.js would wait 32 s (Timer B, RFC 3261 §17.1.1.2) and refuse another re-INVITE meanwhile. */
  function giveUp(): void {
    const dialog = session.dialog as unknown as PendingReinvite | undefined;
    dialog?.reinviteUserAgentClient?.transaction.onTransportError(new Error('no answer to the re-INVITE'));
  }

  return {
    async restart() {
      if (!connected()) return 'later';
      const statusCode = await reinvite();
      // The browser did not take the new description and began anew: that needs an offer of its own.
      const last = statusCode === 200 && media.startedAnew() ? await reinvite() : statusCode;
      return outcomeOf(last);
    },
    connectionLost: giveUp,
  };
}

/** What sip.js keeps of a re-INVITE on its way; its types do not show it. */
interface PendingReinvite {
  readonly reinviteUserAgentClient?: { readonly transaction: { onTransportError(error: Error): void } };
}

/** 481 and 408 end a dialogue (RFC 3261 §14.1); a switch that refuses the new path will do so again. */
function outcomeOf(statusCode: number): RestartOutcome {
  if (statusCode < 300) return 'restarted';
  return [403, 404, 408, 481, 488].includes(statusCode) ? 'gone' : 'later';
}
