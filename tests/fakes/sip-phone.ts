import { EventEmitter } from 'node:events';
import { Inviter, Registerer, RegistererState, Subscriber, UserAgent, type Invitation } from 'sip.js';
import type { IncomingResponse } from 'sip.js/lib/core/index.js';
import { patienceMs } from '../patience';
import { PhoneCall } from './sip-phone-call';
import { createDescriptionHandler } from './sip-phone-description';
import { replacesValue, type PhoneDialog } from './sip-phone-dialog';
import { PhoneTransport } from './sip-phone-transport';

export { PhoneCall } from './sip-phone-call';

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
  /** Answers by itself: every call, or those that ask for it (`Answer-Mode: Auto`, RFC 5373). */
  readonly autoAnswer?: boolean | 'whenAsked';
  /** What it says in calls that it answers by itself. */
  readonly toneHz?: number;
  readonly extraSupported?: string[];
  /** Its offers say where it can be reached, as a switch needs that knows ICE only with candidates. */
  readonly offersCandidates?: boolean;
  /** Its media may begin anew (`restartIce`). */
  readonly restartsIce?: boolean;
  /** An ICE restart leaves DTLS as it is, as a switch needs that knows no other. */
  readonly keepsAssociation?: boolean;
}

export interface DialOptions {
  readonly headers?: readonly string[];
  /** From of the INVITE, when it shall be another than the account's. */
  readonly from?: string;
  /** As sip.js does it: From `anonymous@anonymous.invalid`, P-Preferred-Identity, `Privacy: id`. */
  readonly anonymous?: boolean;
  readonly toneHz?: number;
  /** What is told instead of its own description. */
  readonly changeOffer?: (sdp: string) => string;
  /** INVITE without SDP: the offer is expected in the 200, its answer goes out in the ACK (RFC 3261 §13.2.1). */
  readonly withoutOffer?: boolean;
  /** Takes the place of a dialogue (RFC 3891). */
  readonly replaces?: PhoneDialog;
}

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
      sessionDescriptionHandlerFactory: (session) =>
        createDescriptionHandler(session, {
          offersCandidates: options.offersCandidates,
          keepsAssociation: options.keepsAssociation === true && options.restartsIce === true,
        }),
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
    let limit: NodeJS.Timeout | undefined;
    return new Promise<void>((resolve, reject) => {
      limit = setTimeout(() => reject(new Error('REGISTER was not answered')), patienceMs);
      void this.registerer
        .register({
          requestDelegate: {
            onAccept: () => resolve(),
            onReject: ({ message }: IncomingResponse) => reject(new Error(`REGISTER refused: ${message.statusCode}`)),
          },
        })
        .catch(reject);
    }).finally(() => clearTimeout(limit));
  }

  /** Ends the registration and waits for the answer. */
  async unregister(): Promise<void> {
    await this.registerer.unregister();
    if (this.registerer.state === RegistererState.Unregistered) return;
    await new Promise<void>((resolve) =>
      this.registerer.stateChange.addListener((state) => state === RegistererState.Unregistered && resolve()),
    );
  }

  /** Calls; the returned call is on its way, wait for what interests you. */
  dial(target: string, options: DialOptions = {}): PhoneCall {
    const account = UserAgent.makeURI(this.options.account.addressOfRecord);
    const uri = UserAgent.makeURI(
      target.includes('@') ? `sip:${target}` : `sip:${encodeURIComponent(target)}@${account?.host ?? ''}`,
    );
    if (uri === undefined) throw new Error(`cannot dial ${target}`);
    const from = options.from === undefined ? undefined : UserAgent.makeURI(options.from);
    const inviter = new Inviter(this.userAgent, uri, {
      earlyMedia: options.withoutOffer !== true,
      inviteWithoutSdp: options.withoutOffer === true,
      extraHeaders: [
        ...(options.headers ?? []),
        ...(options.replaces === undefined ? [] : [`Replaces: ${replacesValue(options.replaces)}`]),
      ],
      ...(from === undefined ? {} : { params: { fromUri: from } }),
      ...(options.anonymous === true ? { anonymous: true } : {}),
    });
    const call = new PhoneCall(inviter, null, options.toneHz);
    this.calls.push(call);
    call.begin(inviter, options.changeOffer);
    return call;
  }

  /** The next call that rings here (one that rings already counts). */
  nextCall(timeoutMs = patienceMs): Promise<PhoneCall> {
    const waiting = this.waitingCalls.shift();
    if (waiting !== undefined) return Promise.resolve(waiting);
    // Made here, so that it says who waited.
    const nothing = new Error('no call came');
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        this.events.off('call', take);
        reject(nothing);
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
    const { autoAnswer, toneHz } = this.options;
    if (autoAnswer === true || (autoAnswer === 'whenAsked' && call.header('Answer-Mode') === 'Auto'))
      call.answer(toneHz);
    else void invitation.progress().catch(() => undefined);
  }

  /** Subscribes to an event of its own account; what it is told of it is taken. */
  async subscribe(event: string): Promise<void> {
    const own = UserAgent.makeURI(this.options.account.addressOfRecord);
    if (own === undefined) throw new Error('not an address of record');
    const subscriber = new Subscriber(this.userAgent, own, event);
    const first = new Promise<void>((resolve) => {
      subscriber.delegate = {
        onNotify(notification) {
          resolve(notification.accept());
        },
      };
    });
    await subscriber.subscribe();
    await first;
  }

  /** Sends a request within a dialogue as it is written; resolves with the status of its answer. */
  sendRaw(method: string, dialog: { callId: string; fromTag: string; toTag: string; cseq: number }): Promise<number> {
    const branch = `z9hG4bK${Math.random().toString(36).slice(2)}`;
    const [aor, cseq] = [this.options.account.addressOfRecord, `CSeq: ${dialog.cseq} ${method}`];
    const answered = new Promise<number>((resolve) => {
      const take = (text: string): void => {
        const status = /^SIP\/2\.0 (\d{3}) /.exec(text)?.[1];
        if (status === undefined || !text.includes(`;branch=${branch}`)) return;
        this.wire.off('received', take);
        resolve(Number(status));
      };
      this.wire.on('received', take);
    });
    const lines = [
      `Via: SIP/2.0/WS raw.invalid;branch=${branch}`,
      'Max-Forwards: 70',
      `From: <${aor}>;tag=${dialog.fromTag}`,
      `To: <${aor}>;tag=${dialog.toTag}`,
    ];
    void this.transport.send(
      [`${method} ${aor} SIP/2.0`, ...lines, `Call-ID: ${dialog.callId}`, cseq, 'Content-Length: 0', '', ''].join(
        '\r\n',
      ),
    );
    return answered;
  }

  /** Socket cut without a word, as by a lost network. Audio goes on. */
  drop(): void {
    this.transport.terminate();
  }

  /**
   * As a browser does when the page is reloaded or closed: the socket says "going away", and the audio stops with it.
   */
  leavePage(): void {
    for (const call of this.calls) call.media?.close();
    this.transport.goAway();
  }

  /** As a page that hangs: pings are answered by the browser, SIP by nobody, and no audio is sent. */
  freeze(): void {
    this.transport.freeze();
    for (const call of this.calls) call.media?.pause(true);
  }

  /** The page runs again, and reads what came meanwhile. */
  thaw(): void {
    for (const call of this.calls) call.media?.pause(false);
    this.transport.thaw();
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
