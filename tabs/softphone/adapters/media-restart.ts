import type { Session } from 'sip.js';
import type { Clock } from '../../clock';
import type { RestartOutcome } from '../ports';
import { abandonRequest } from './abandon-request';
import type { PeerMedia } from './peer-media';

/**
 * The switch answers within milliseconds; what takes longer than this went down a connection that is dead. It may be
 * very busy all the same, so over the next connection it is given twice the time, up to the 16 s that are half of SIP's
 * own limit.
 */
const answerWithinMs = 2_000;
const longestAnswerMs = 16_000;

export interface MediaRestartOptions {
  readonly session: Session;
  readonly media: PeerMedia;
  readonly clock: Clock;
  /** The switch knows this connection for ours, as far as is known. */
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
export function createMediaRestart({
  session,
  media,
  clock,
  connected,
  onNoAnswer,
}: MediaRestartOptions): MediaRestart {
  let limitMs = answerWithinMs;

  async function reinvite(): Promise<number> {
    media.restartIce();
    return new Promise<number>((resolve, reject) => {
      const cancelLimit = clock.after(limitMs, () => {
        limitMs = Math.min(2 * limitMs, longestAnswerMs);
        onNoAnswer();
        giveUp();
      });
      const finish = (statusCode: number): void => {
        cancelLimit();
        resolve(statusCode);
      };
      const accepted = (): void => {
        limitMs = answerWithinMs;
        finish(200);
      };
      session
        .invite({
          requestDelegate: { onAccept: accepted, onReject: ({ message }) => finish(message.statusCode ?? 500) },
        })
        .catch((error: unknown) => {
          cancelLimit();
          reject(error);
        });
    });
  }

  /** What sip.js keeps of a re-INVITE on its way; its types do not show it. */
  const giveUp = (): void =>
    abandonRequest(
      (session.dialog as unknown as { reinviteUserAgentClient?: unknown } | undefined)?.reinviteUserAgentClient,
    );

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

/**
 * 481 and 408 end a dialogue (RFC 3261 §14.1), a switch that refuses the new path will do so again; whatever else may
 * pass.
 */
function outcomeOf(statusCode: number): RestartOutcome {
  if (statusCode < 300) return 'restarted';
  return [404, 408, 481, 488].includes(statusCode) ? 'gone' : 'later';
}
