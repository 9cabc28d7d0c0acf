import { EventEmitter } from 'node:events';
import {
  Inviter,
  Registerer,
  RegistererState,
  SessionState,
  UserAgent,
  type Invitation,
  type Session,
  type SessionDescriptionHandler,
} from 'sip.js';
import type { IncomingResponse } from 'sip.js/lib/core/index.js';
import { PhoneMedia } from './sip-phone-media';
import { PhoneTransport } from './sip-phone-transport';

/** What a phone needs to register; `SipCredentials` of the contract fit. */
export interface PhoneAccount {
  readonly addressOfRecord: string;
  readonly username: string;
  readonly password: string;
}

export interface SipPhoneOptions {
  /** `ws://host:port/sip` */
  readonly url: string;
  readonly account: PhoneAccount;
  readonly displayName?: string;
  readonly registerSeconds?: number;
  /** Answers every call by itself. */
  readonly autoAnswer?: boolean;
  readonly extraSupported?: string[];
}

export interface DialOptions {
  readonly headers?: readonly string[];
  /** From of the INVITE, when it shall be another than the account's. */
  readonly from?: string;
  readonly toneHz?: number;
}

const defaultTimeoutMs = 15_000;

/** A SIP phone without a screen: real signalling and real media, for tests of any switch. */
export class SipPhone {
  readonly wire = new EventEmitter<{ sent: [string]; received: [string] }>();
  readonly calls: PhoneCall[] = [];
  private readonly events = new EventEmitter<{ call: [PhoneCall] }>();
  private readonly waitingCalls: PhoneCall[] = [];
  private readonly userAgent: UserAgent;
  private registerer: Registerer;
  private readonly options: SipPhoneOptions;

  constructor(options: SipPhoneOptions) {
    this.options = options;
    const uri = UserAgent.makeURI(options.account.addressOfRecord);
    if (uri === undefined) throw new Error('not an address of record');
    this.userAgent = new UserAgent({
      uri,
      displayName: options.displayName ?? '',
      authorizationUsername: options.account.username,
      authorizationPassword: options.account.password,
      transportConstructor: PhoneTransport,
      transportOptions: { url: options.url, wire: this.wire },
      sessionDescriptionHandlerFactory: (session) => createDescriptionHandler(session),
      sipExtensionExtraSupported: options.extraSupported ?? [],
      hackAllowUnregisteredOptionTags: true,
      logBuiltinEnabled: false,
      logLevel: 'error',
      reconnectionAttempts: 0,
      delegate: { onInvite: (invitation) => this.invited(invitation) },
    });
    this.registerer = this.newRegisterer();
  }

  private newRegisterer(): Registerer {
    return new Registerer(this.userAgent, { expires: this.options.registerSeconds ?? 600, refreshFrequency: 90 });
  }

  get transport(): PhoneTransport {
    return this.userAgent.transport as PhoneTransport;
  }

  /** Connects and registers; rejects with the SIP status when it is refused. */
  async register(): Promise<this> {
    if (!this.transport.isConnected()) await (this.userAgent.isConnected() ? Promise.resolve() : this.connect());
    await this.sendRegister();
    return this;
  }

  private started = false;
  private async connect(): Promise<void> {
    if (this.started) return this.userAgent.reconnect();
    this.started = true;
    await this.userAgent.start();
  }

  async connectOnly(): Promise<this> {
    await this.connect();
    return this;
  }

  private sendRegister(): Promise<void> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error('REGISTER was not answered')), defaultTimeoutMs);
      void this.registerer.register({
        requestDelegate: {
          onAccept: () => (clearTimeout(limit), resolve()),
          onReject: ({ message }: IncomingResponse) => (clearTimeout(limit), reject(new Error(`REGISTER refused: ${message.statusCode}`))),
        },
      }).catch(reject);
    });
  }

  /** Ends the registration and waits for the answer. */
  async unregister(): Promise<void> {
    await this.registerer.unregister();
    if (this.registerer.state === RegistererState.Unregistered) return;
    await new Promise<void>((resolve) => this.registerer.stateChange.addListener((state) => state === RegistererState.Unregistered && resolve()));
  }

  /** Calls; the returned call is on its way, wait for what interests you. */
  dial(target: string, options: DialOptions = {}): PhoneCall {
    const account = UserAgent.makeURI(this.options.account.addressOfRecord);
    const uri = UserAgent.makeURI(target.includes('@') ? `sip:${target}` : `sip:${encodeURIComponent(target)}@${account?.host ?? ''}`);
    if (uri === undefined) throw new Error(`cannot dial ${target}`);
    const from = options.from === undefined ? undefined : UserAgent.makeURI(options.from);
    const inviter = new Inviter(this.userAgent, uri, {
      earlyMedia: true,
      extraHeaders: [...(options.headers ?? [])],
      ...(from === undefined ? {} : { params: { fromUri: from } }),
    });
    const call = new PhoneCall(inviter, null, options.toneHz);
    this.calls.push(call);
    call.begin(inviter);
    return call;
  }

  /** The next call that rings here (one that rings already counts). */
  nextCall(timeoutMs = defaultTimeoutMs): Promise<PhoneCall> {
    const waiting = this.waitingCalls.shift();
    if (waiting !== undefined) return Promise.resolve(waiting);
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        this.events.off('call', take);
        reject(new Error('no call came'));
      }, timeoutMs);
      const take = (): void => {
        const call = this.waitingCalls.shift();
        if (call === undefined) return;
        clearTimeout(limit);
        this.events.off('call', take);
        resolve(call);
      };
      this.events.on('call', take);
    });
  }

  private invited(invitation: Invitation): void {
    const call = new PhoneCall(invitation, invitation, undefined);
    this.calls.push(call);
    this.waitingCalls.push(call);
    this.events.emit('call', call);
    if (this.options.autoAnswer === true) call.answer();
    else void invitation.progress().catch(() => undefined);
  }

  /** Socket cut without a word. */
  drop(): void {
    this.transport.terminate();
  }

  /** Ends its calls' media, all timers and the socket; the switch sees a phone that vanishes. */
  async close(): Promise<void> {
    for (const call of this.calls) call.dispose();
    // The public way would wait for the answer to an un-REGISTER that no socket carries.
    (this.registerer as unknown as { clearTimers(): void }).clearTimers();
    this.transport.terminate();
    await Promise.resolve();
    this.userAgent.userAgentCore.dispose();
  }
}

/** Registers and returns the phone. */
export function createSipPhone(options: SipPhoneOptions): Promise<SipPhone> {
  return new SipPhone(options).register();
}

type CallState = 'calling' | 'ringing' | 'established' | 'ended';

export class PhoneCall {
  state: CallState;
  /** Status and Reason of the response that refused the call, when there was one. */
  refusal: { readonly status: number; readonly reason: string | null } | null = null;
  /** Reason header field of the BYE or CANCEL that ended it. */
  endReason: string | null = null;
  readonly holds: string[] = [];
  private readonly changes = new EventEmitter<{ change: [] }>().setMaxListeners(0);

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
    this.changes.emit('change');
  }

  begin(inviter: Inviter): void {
    void inviter
      .invite({
        requestDelegate: {
          onProgress: ({ message }) => {
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
    return mediaOf.get(this.session) ?? null;
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

  /** Resolves with the answer; rejects with the status. */
  private reinvite(direction: PhoneMedia['direction']): Promise<void> {
    const { media } = this;
    if (media === null) return Promise.reject(new Error('no media'));
    media.direction = direction;
    return new Promise((resolve, reject) => {
      this.session
        .invite({
          requestDelegate: {
            onAccept: ({ message }) => {
              this.holds.push(/a=(sendrecv|sendonly|recvonly|inactive)/.exec(message.body)?.[1] ?? 'none');
              resolve();
            },
            onReject: ({ message }) => reject(new Error(`re-INVITE refused: ${message.statusCode}`)),
          },
        })
        .catch(reject);
    });
  }

  async sendDigits(digits: string): Promise<void> {
    await this.openMedia();
    await this.media?.sendDigits(digits);
  }

  sendTone(hz: number): void {
    this.media?.sendTone(hz);
  }

  /** Resolves when audio can flow. */
  async openMedia(timeoutMs = defaultTimeoutMs): Promise<PhoneMedia> {
    await this.waitFor(() => this.media !== null || this.state === 'ended', timeoutMs, 'media');
    const { media } = this;
    if (media === null) throw new Error('the call ended without media');
    await media.until(() => media.isOpen || media.closed, timeoutMs, 'media to open');
    return media;
  }

  async hearsTone(hz: number, timeoutMs = defaultTimeoutMs): Promise<void> {
    const media = await this.openMedia(timeoutMs);
    await media.listen((sound) => sound.level > -40 && Math.abs(sound.hz - hz) < 12 && sound.partials === 1, timeoutMs, `a tone of ${hz} Hz`);
  }

  async hearsMusic(timeoutMs = defaultTimeoutMs): Promise<void> {
    const media = await this.openMedia(timeoutMs);
    await media.listen((sound) => sound.level > -45 && sound.partials >= 3, timeoutMs, 'music');
  }

  async hearsSilence(timeoutMs = defaultTimeoutMs): Promise<void> {
    const media = await this.openMedia(timeoutMs);
    await media.listen((sound) => sound.level < -60, timeoutMs, 'silence');
  }

  async hearsDigits(digits: string, timeoutMs = defaultTimeoutMs): Promise<void> {
    const media = await this.openMedia(timeoutMs);
    await media.until(() => media.digits.join('') === digits, timeoutMs, `digits ${digits}, got ${media.digits.join('')}`);
  }

  until(state: CallState, timeoutMs = defaultTimeoutMs): Promise<void> {
    return this.waitFor(() => this.state === state || (state === 'ringing' && this.state === 'established'), timeoutMs, `state ${state}`);
  }

  private async waitFor(condition: () => boolean, timeoutMs: number, what: string): Promise<void> {
    const endMs = performance.now() + timeoutMs;
    while (!condition()) {
      if (performance.now() > endMs) throw new Error(`waited ${timeoutMs} ms for ${what}; the call is ${this.state}, refused ${JSON.stringify(this.refusal)}`);
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          this.changes.off('change', wake);
          resolve();
        };
        const timer = setTimeout(wake, 50);
        this.changes.on('change', wake);
      });
    }
  }
}

const mediaOf = new WeakMap<Session, PhoneMedia>();

function createDescriptionHandler(session: Session): SessionDescriptionHandler {
  const media = new PhoneMedia();
  mediaOf.set(session, media);
  return {
    close: () => media.close(),
    getDescription: async () => ({ body: await media.describe(), contentType: 'application/sdp' }),
    hasDescription: (contentType) => contentType === 'application/sdp',
    rollbackDescription: () => Promise.resolve(),
    setDescription: (sdp) => {
      media.take(sdp);
      return Promise.resolve();
    },
    sendDtmf: () => false,
  };
}
