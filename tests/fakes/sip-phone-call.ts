import { Inviter, SessionState, type Invitation, type Session } from 'sip.js';
import { patienceMs } from '../patience';
import type { PhoneDialog } from './sip-phone-dialog';
import { Transfer, type TransferOptions } from './sip-phone-transfer';
import { sendUpdate, type UpdateAnswer } from './sip-phone-update';
import { isMusic, isSilence, isTone, isTones, type SoundAnalysis } from './sound-analysis';
import { Waiters } from './waiters';
import { changeFirstOffer, mediaOf } from './sip-phone-description';
import type { PhoneMedia } from './sip-phone-media';
import { renegotiate, withOpenOffer } from './sip-phone-offers';

type CallState = 'calling' | 'ringing' | 'established' | 'ended';

/** One call of a phone of the tests: what a person can do with it, and what is heard. */
export class PhoneCall {
  state: CallState;
  /** Status and Reason of the response that refused the call, when there was one. */
  refusal: { readonly status: number; readonly reason: string | null } | null = null;
  /** Reason header field of the BYE or CANCEL that ended it. */
  endReason: string | null = null;
  readonly holds: string[] = [];
  /** Of a call that this phone made. */
  private remoteTag: string | null = null;
  private readonly waiters = new Waiters();

  constructor(
    private readonly session: Session,
    private readonly invitation: Invitation | null,
    private readonly toneHz: number | undefined,
  ) {
    this.state = invitation === null ? 'calling' : 'ringing';
    session.delegate = {
      onBye: (bye) => {
        this.endReason = bye.request.getHeader('Reason') ?? null;
        void bye.accept();
      },
      onCancel: (cancel) => void (this.endReason = cancel.request.getHeader('Reason') ?? null),
    };
    session.stateChange.addListener((state) => {
      if (state === SessionState.Established) this.change('established');
      if (state === SessionState.Terminated) {
        this.media?.close();
        this.change('ended');
      }
    });
  }

  /** Gives back what the call holds, without a word to the other side. */
  dispose(): void {
    this.waiters.end();
    this.media?.close();
    void this.session.dispose().catch(() => undefined);
    // Timers of a minute that sip.js ends only with an answer from the other side.
    const timers = this.session as unknown as { expiresTimer?: NodeJS.Timeout; userNoAnswerTimer?: NodeJS.Timeout };
    clearTimeout(timers.expiresTimer);
    clearTimeout(timers.userNoAnswerTimer);
  }

  private change(state: CallState): void {
    if (this.state === 'ended') return;
    this.state = state;
    if (state === 'established' && this.toneHz !== undefined) this.media?.sendTone(this.toneHz);
    this.waiters.wake();
  }

  begin(inviter: Inviter, changeOffer: ((sdp: string) => string) | null = null): void {
    changeFirstOffer(this.session, changeOffer);
    void inviter
      .invite({
        requestDelegate: {
          onAccept: ({ message }) => void (this.remoteTag = message.toTag),
          onProgress: ({ message }) => {
            this.remoteTag = message.toTag;
            if (message.statusCode === 180 && this.state === 'calling') this.change('ringing');
          },
          onReject: ({ message }) => {
            this.refusal = { status: message.statusCode ?? 0, reason: message.getHeader('Reason') ?? null };
          },
        },
      })
      .catch(() => this.change('ended'));
  }

  get media(): PhoneMedia | null {
    return mediaOf(this.session);
  }

  /** A header field of the INVITE that came. */
  header(name: string): string | null {
    return this.invitation?.request.getHeader(name) ?? null;
  }

  /** Caller as the phone shows it. */
  get caller(): { name: string; user: string; host: string } {
    const { displayName, uri } = this.session.remoteIdentity;
    return { name: displayName, user: uri.user ?? '', host: uri.host };
  }

  answer(toneHz?: number): void {
    void this.invitation
      ?.accept()
      .then(() => {
        if (toneHz !== undefined) this.media?.sendTone(toneHz);
      })
      .catch(() => undefined);
  }

  decline(status = 603): void {
    void this.invitation?.reject({ statusCode: status }).catch(() => undefined);
  }

  /** BYE, CANCEL or refusal, whichever fits. */
  hangUp(): void {
    const { session } = this;
    if (session.state === SessionState.Established) void session.bye().catch(() => undefined);
    else if (session instanceof Inviter) void session.cancel().catch(() => undefined);
    else this.decline(480);
  }

  hold(direction: 'sendonly' | 'inactive' = 'sendonly'): Promise<void> {
    return this.reinvite(direction);
  }

  resume(): Promise<void> {
    return this.reinvite('sendrecv');
  }

  /**
   * Asks the switch to hand the other side over: to a number, or to the other side of another call (RFC 3515, RFC
   * 3891).
   */
  refer(to: string | PhoneCall, options: TransferOptions = {}): Promise<Transfer> {
    return Transfer.ask(this.session, typeof to === 'string' ? to : to.dialog, options);
  }

  /** The dialogue as this phone knows it. */
  get dialog(): PhoneDialog {
    const { session, invitation } = this;
    const remoteUri = session.remoteIdentity.uri.toString();
    if (invitation !== null) {
      // Also while it rings, which sip.js does not tell.
      const { toTag } = (invitation as unknown as { incomingInviteRequest: { toTag: string } }).incomingInviteRequest;
      return { callId: invitation.request.callId, localTag: toTag, remoteTag: invitation.request.fromTag, remoteUri };
    }
    const remoteTag = this.remoteTag ?? session.dialog?.remoteTag ?? null;
    if (!(session instanceof Inviter) || remoteTag === null) throw new Error('the call has no dialogue yet');
    return { callId: session.request.callId, localTag: session.request.fromTag, remoteTag, remoteUri };
  }

  /**
   * New ICE credentials and a peer connection made anew, offered by re-INVITE; audio is back when the switch has
   * answered.
   */
  async restartIce(): Promise<void> {
    this.media?.restart();
    await this.reinvite('sendrecv');
    await this.openMedia();
  }

  /**
   * UPDATE (RFC 3311) with an offer of that direction or text, or without any. Resolves with the answer, whatever it
   * is.
   */
  async update({
    direction,
    sdp,
    headers,
  }: { direction?: PhoneMedia['direction']; sdp?: string; headers?: readonly string[] } = {}): Promise<UpdateAnswer> {
    const { media } = this;
    if (media === null) throw new Error('no media');
    if (direction !== undefined) media.direction = direction;
    const offer = sdp ?? (direction === undefined ? null : await media.describe());
    return sendUpdate(this.session, { sdp: offer, headers: headers ?? [] });
  }

  /** What happens while an offer of the switch's, in its answer to a re-INVITE without one, is not answered yet. */
  withOpenOffer<T>(work: () => Promise<T>): Promise<T> {
    return withOpenOffer(this.session, this.media, work);
  }

  /** Resolves with the answer; rejects with the status. */
  private reinvite(direction: PhoneMedia['direction']): Promise<void> {
    const { media } = this;
    if (media === null) return Promise.reject(new Error('no media'));
    media.direction = direction;
    return this.renegotiate();
  }

  /**
   * Offers a description that the test has written or changed, once. Resolves when it is accepted; rejects with the
   * status.
   */
  async offer(sdp: string | ((own: string) => string)): Promise<void> {
    const { media } = this;
    if (media === null) throw new Error('no media');
    media.nextOffer = typeof sdp === 'string' ? sdp : sdp(await media.describe());
    await this.renegotiate();
  }

  private async renegotiate(): Promise<void> {
    this.holds.push(await renegotiate(this.session));
  }

  async sendDigits(digits: string): Promise<void> {
    await this.openMedia();
    await this.media?.sendDigits(digits);
  }

  /** INFO (RFC 6086) with a body of this type; null sends none. Resolves with the answer. */
  async info(
    contentType: string | null,
    content: string,
    headers: readonly string[] = [],
  ): Promise<{ status: number; header(name: string): string | undefined }> {
    const body = contentType === null ? {} : { body: { contentDisposition: 'render', contentType, content } };
    return new Promise((resolve, reject) => {
      const answered = ({
        message,
      }: {
        message: { statusCode?: number | undefined; getHeader(name: string): string | undefined };
      }): void => resolve({ status: message.statusCode ?? 0, header: (name) => message.getHeader(name) });
      this.session
        .info({
          requestDelegate: { onAccept: answered, onReject: answered },
          requestOptions: { ...body, extraHeaders: [...headers] },
        })
        .catch(reject);
    });
  }

  sendTone(hz: number): void {
    this.media?.sendTone(hz);
  }

  /** Resolves when audio can flow. */
  async openMedia(timeoutMs = patienceMs): Promise<PhoneMedia> {
    await this.waitFor(() => this.media !== null || this.state === 'ended', timeoutMs, 'media');
    const { media } = this;
    if (media === null) throw new Error('the call ended without media');
    await media.until(
      () => media.isOpen || media.closed,
      timeoutMs,
      () => 'media to open',
    );
    return media;
  }

  hearsTone(hz: number, timeoutMs = patienceMs): Promise<void> {
    return this.hears(isTone(hz), timeoutMs, `a tone of ${hz} Hz`);
  }

  /** All of them at once, and nothing else. */
  hearsTones(...hz: readonly number[]): Promise<void> {
    return this.hears(isTones(...hz), patienceMs, `tones of ${hz.join(' and ')} Hz`);
  }

  hearsMusic(timeoutMs = patienceMs): Promise<void> {
    return this.hears(isMusic, timeoutMs, 'music');
  }

  hearsSilence(timeoutMs = patienceMs): Promise<void> {
    return this.hears(isSilence, timeoutMs, 'silence');
  }

  private async hears(matches: (sound: SoundAnalysis) => boolean, timeoutMs: number, what: string): Promise<void> {
    const media = await this.openMedia(timeoutMs);
    await media.listen(matches, timeoutMs, what).catch((cause: unknown) => {
      const { message } = cause as Error;
      throw new Error(`${message}; the call is ${this.state}${this.endReason === null ? '' : `, ${this.endReason}`}`, {
        cause,
      });
    });
  }

  async hearsDigits(digits: string, timeoutMs = patienceMs): Promise<void> {
    const media = await this.openMedia(timeoutMs);
    await media.until(
      () => media.digits.join('') === digits,
      timeoutMs,
      () => `digits ${digits}, got ${media.digits.join('')}`,
    );
  }

  until(state: CallState, timeoutMs = patienceMs): Promise<void> {
    return this.waitFor(
      () => this.state === state || (state === 'ringing' && this.state === 'established'),
      timeoutMs,
      `state ${state}`,
    );
  }

  private waitFor(condition: () => boolean, timeoutMs: number, what: string): Promise<void> {
    const explain = () => `${what}; the call is ${this.state}, refused ${JSON.stringify(this.refusal)}`;
    return this.waiters.until(condition, timeoutMs, explain);
  }
}
