import type { Session } from 'sip.js';
import type { OutgoingReferRequest, OutgoingRequestDelegate, RequestOptions } from 'sip.js/lib/core/index.js';
import { replacesValue, type PhoneDialog } from './sip-phone-dialog';
import { Waiters } from './waiters';
import { patienceMs } from '../patience';

export interface TransferOptions {
  /** Header fields beside Refer-To. */
  readonly headers?: readonly string[];
}

/** Part of sip.js that sends a REFER just as it is told. */
interface Referring {
  _refer(
    onNotify: (notification: {
      request: { body: string; getHeader(name: string): string | undefined };
      accept(): Promise<void>;
    }) => void,
    delegate: OutgoingRequestDelegate,
    options: RequestOptions,
  ): Promise<OutgoingReferRequest>;
}

/** A transfer that a phone asked for, and what it was told about it. */
export class Transfer {
  /** Final status of the REFER; 0 = none yet. */
  status = 0;
  referSub: string | null = null;
  /** First line of each sipfrag, with the state of the subscription. */
  readonly notified: { readonly line: string; readonly state: string }[] = [];
  private readonly waiters = new Waiters();

  /**
   * `to`: a user, a whole Refer-To value in angle brackets, or the dialogue of another call of the phone. Resolves when
   * the REFER is answered.
   */
  static async ask(session: Session, to: string | PhoneDialog, options: TransferOptions): Promise<Transfer> {
    const transfer = new Transfer();
    const host = session.remoteIdentity.uri.host;
    const target = typeof to === 'string' ? (to.startsWith('<') ? to : `<sip:${to}@${host}>`) : replacing(to);
    const answered = ({
      message,
    }: {
      message: { statusCode?: number | undefined; getHeader(name: string): string | undefined };
    }): void => {
      transfer.status = message.statusCode ?? 0;
      transfer.referSub = message.getHeader('Refer-Sub') ?? null;
      transfer.waiters.wake();
    };
    // RFC 3515 section 2.2; sip.js leaves it out.
    const contact = `Contact: ${session.userAgent.contact.toString()}`;
    await (session as unknown as Referring)._refer(
      (notification) => {
        transfer.notified.push({
          line: notification.request.body.split('\r\n')[0] ?? '',
          state: notification.request.getHeader('Subscription-State')?.split(';')[0] ?? '',
        });
        void notification.accept();
        transfer.waiters.wake();
      },
      { onAccept: answered, onReject: answered },
      { extraHeaders: [contact, `Refer-To: ${target}`, ...(options.headers ?? [])] },
    );
    await transfer.waiters.until(
      () => transfer.status > 0,
      patienceMs,
      () => 'an answer to REFER',
    );
    return transfer;
  }

  /** Waits until the phone has been told that the transfer is over; the last line. */
  async outcome(timeoutMs = patienceMs): Promise<string> {
    await this.waiters.until(
      () => this.notified.some(({ state }) => state === 'terminated'),
      timeoutMs,
      () => `the end of the transfer, got ${JSON.stringify(this.notified)}`,
    );
    return this.notified.at(-1)?.line ?? '';
  }
}

/** A Refer-To that takes the place of that dialogue (RFC 3891 §3). */
function replacing(dialog: PhoneDialog): string {
  return `<${dialog.remoteUri}?Replaces=${encodeURIComponent(replacesValue(dialog))}>`;
}
