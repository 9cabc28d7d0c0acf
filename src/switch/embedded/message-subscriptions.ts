import { randomBytes } from 'node:crypto';
import { NameAddrHeader, type IncomingRequestMessage, type URI, type UserAgentCore } from 'sip.js/lib/core/index.js';
import type { Clock } from '../../ports/clock';
import type { WaitingMessages } from '../port';
import { messagesEvent, summaryOf, summaryType } from '../waiting-messages';

export interface MessageSubscriptionsDeps {
  readonly clock: Clock;
  readonly core: UserAgentCore;
  /** Value of our Contact header field. */
  readonly contact: string;
  /** What waits for the device's person; null = nobody has said. */
  readonly messages: () => WaitingMessages | null;
}

/**
 * What one run of a device's program has subscribed to: the messages of its person (RFC 3842), whatever address it
 * asks for. sip.js knows no notifier (RFC 6665 §4.2).
 */
export interface MessageSubscriptions {
  /** A SUBSCRIBE, the first one of a dialogue or one that renews or ends it. */
  receive(request: IncomingRequestMessage): void;
  tell(waiting: WaitingMessages): void;
  stop(): void;
}

interface Subscription {
  readonly callId: string;
  readonly ourTag: string;
  readonly theirTag: string;
  readonly us: URI;
  readonly them: URI;
  /** Its name of the event, with its id (RFC 6665 §4.5.2). */
  readonly event: string;
  target: URI;
  theirSequence: number;
  sequence: number;
  endsMs: number;
  cancelEnd: () => void;
}

const [usualSeconds, longestSeconds] = [3600, 3600];
/** A device has one person; of what it forgets to end, the oldest goes. */
const most = 4;

export function createMessageSubscriptions(deps: MessageSubscriptionsDeps): MessageSubscriptions {
  const { clock, core, contact } = deps;
  const all = new Map<string, Subscription>();

  function end(subscription: Subscription): void {
    subscription.cancelEnd();
    all.delete(subscription.ourTag);
  }

  /** @param waiting null = the state is not known, which a NOTIFY without a body says (RFC 6665 §4.2.1.2) */
  function notify(subscription: Subscription, waiting: WaitingMessages | null): void {
    const { us, them, target, callId, ourTag, theirTag, event } = subscription;
    subscription.sequence += 1;
    const leftSeconds = Math.ceil((subscription.endsMs - clock.nowMs()) / 1000);
    const state = leftSeconds > 0 ? `active;expires=${leftSeconds}` : 'terminated;reason=timeout';
    const dialog = { callId, fromTag: ourTag, toTag: theirTag, cseq: subscription.sequence };
    const fields = [`Contact: ${contact}`, `Event: ${event}`, `Subscription-State: ${state}`];
    const content = waiting === null ? null : `${summaryOf(waiting).join('\r\n')}\r\n`;
    const body = content === null ? undefined : { contentDisposition: 'render', contentType: summaryType, content };
    const request = core.makeOutgoingRequestMessage('NOTIFY', target, us, them, dialog, fields, body);
    core.request(request, { onReject: () => end(subscription) });
  }

  function begin(request: IncomingRequestMessage, event: string, target: URI): Subscription {
    const subscription: Subscription = {
      ...{ callId: request.callId, theirTag: request.fromTag, us: request.to.uri, them: request.from.uri },
      ...{ ourTag: randomBytes(6).toString('hex'), event, target },
      ...{ theirSequence: -1, sequence: 0, endsMs: 0, cancelEnd: () => undefined },
    };
    all.set(subscription.ourTag, subscription);
    for (const oldest of all.values()) if (all.size > most) end(oldest);
    return subscription;
  }

  function renew(subscription: Subscription, request: IncomingRequestMessage, target: URI): void {
    const seconds = secondsAsked(request);
    Object.assign(subscription, { target, theirSequence: request.cseq, endsMs: clock.nowMs() + seconds * 1000 });
    subscription.cancelEnd();
    subscription.cancelEnd = clock.after(seconds * 1000, () => {
      notify(subscription, deps.messages());
      end(subscription);
    });
    const extraHeaders = [`Contact: ${contact}`, `Expires: ${seconds}`];
    core.replyStateless(request, { statusCode: 200, toTag: subscription.ourTag, extraHeaders });
    if (seconds > 0) notify(subscription, deps.messages());
  }

  return {
    receive(request) {
      const refuse = (statusCode: number, ...extraHeaders: string[]): void =>
        void core.replyStateless(request, {
          statusCode,
          toTag: request.toTag || randomBytes(6).toString('hex'),
          extraHeaders,
        });
      const event = request.getHeader('Event') ?? request.getHeader('o') ?? '';
      const target: unknown = request.parseHeader('Contact');
      if (event.split(';')[0]?.trim() !== messagesEvent) return refuse(489, `Allow-Events: ${messagesEvent}`);
      if (!(target instanceof NameAddrHeader)) return refuse(400);
      const known = request.toTag ? all.get(request.toTag) : begin(request, event, target.uri);
      if (known?.callId !== request.callId || known.theirTag !== request.fromTag) return refuse(481);
      if (request.cseq <= known.theirSequence) return refuse(500);
      renew(known, request, target.uri);
    },
    tell: (waiting) => all.forEach((subscription) => notify(subscription, waiting)),
    stop: () => all.forEach(end),
  };
}

function secondsAsked(request: IncomingRequestMessage): number {
  const asked = request.getHeader('Expires') ?? String(usualSeconds);
  return /^\d{1,9}$/.test(asked) ? Math.min(Number(asked), longestSeconds) : usualSeconds;
}
