import { Invitation, Inviter, Registerer, RegistererState, SessionState, UserAgent, Web, type Session } from 'sip.js';
import type { SipCredentials } from '../../../contract/devices/devices';
import { audioOnly, end, sendDigit, setHold, transfer } from './phone-call';
import { phoneMedia } from './phone-media';
import { callerOf, idlePhone, reasonOf, type PhoneSnapshot } from './phone-state';

/** Asks the server for credentials, or for new ones of the same device. Rejects when there are none now. */
export type EnrolPhone = (known: SipCredentials | null) => Promise<SipCredentials>;

export interface SipPhoneOptions {
  readonly enrol: EnrolPhone;
  /** What the phone says: one stream for all of its calls. */
  readonly microphone: () => MediaStream;
  readonly autoAnswer: () => boolean;
  readonly onChange: (snapshot: PhoneSnapshot) => void;
  readonly onRemoteAudio: (stream: MediaStream | null) => void;
}

export interface SipPhone {
  call(target: string, anonymous: boolean): Promise<void>;
  answer(): Promise<void>;
  /** 603: the person does not want the call, on any device (RFC 3261 §21.6.2). */
  decline(): Promise<void>;
  /** Ends the call, or gives one's own up; another's that still rings finds this phone busy. */
  hangUp(): Promise<void>;
  setHold(held: boolean): Promise<void>;
  /** Hands the other side over to a number without speaking to it first (REFER). */
  transfer(target: string): Promise<void>;
  sendDigit(digit: string): void;
  stop(): Promise<void>;
}

/** Renewal is asked for this long before the credentials end. */
const renewBeforeMs = 60_000;
const reconnectMs = 1_000;

/**
 * A standard SIP phone over WebSocket (RFC 7118) with one call at a time; a second caller hears busy. It knows nothing
 * of Växel: what it can do, any SIP phone can.
 */
export function createSipPhone(options: SipPhoneOptions): SipPhone {
  let snapshot = idlePhone;
  let agent: UserAgent | null = null;
  let credentials: SipCredentials | null = null;
  let registerer: Registerer | null = null;
  let session: Session | null = null;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function change(part: Partial<PhoneSnapshot>): void {
    snapshot = { ...snapshot, ...part };
    options.onChange(snapshot);
  }
  function again(delayMs: number): void {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void connect(), delayMs);
  }

  async function connect(): Promise<void> {
    const next = await options.enrol(credentials).catch(() => null);
    if (stopped) return;
    if (next === null) return again(reconnectMs);
    const renewed = agent?.isConnected() === true && credentials?.deviceId === next.deviceId;
    credentials = next;
    try {
      // Calls in progress go on: the same phone with a new secret.
      if (renewed && agent !== null) agent.configuration.authorizationPassword = next.password;
      else await replaceAgent(next);
      await register(next);
      again(next.expiresAtMs - Date.now() - renewBeforeMs);
    } catch {
      again(reconnectMs);
    }
  }
  async function replaceAgent(next: SipCredentials): Promise<void> {
    const before = agent;
    registerer = null;
    const userAgent = createUserAgent(next, options.microphone, { onInvite, onDisconnect: () => lost(userAgent) });
    agent = userAgent;
    await before?.stop().catch(() => undefined);
    await userAgent.start();
  }
  function lost(userAgent: UserAgent): void {
    if (userAgent !== agent || stopped) return;
    change({ registered: false });
    again(reconnectMs);
  }
  async function register({ expiresAtMs }: SipCredentials): Promise<void> {
    if (agent === null) return;
    const mine =
      registerer ?? new Registerer(agent, { expires: Math.max(60, Math.round((expiresAtMs - Date.now()) / 1000)) });
    if (registerer === null) {
      registerer = mine;
      mine.stateChange.addListener((state) => {
        if (registerer === mine) change({ registered: state === RegistererState.Registered });
      });
    }
    // Somebody has enrolled this phone anew meanwhile, another page of it or an earlier start of this one: its secret
    // is old.
    await mine.register({ requestDelegate: { onReject: () => void (registerer === mine && again(reconnectMs)) } });
  }

  function onInvite(invitation: Invitation): void {
    if (session !== null) return void invitation.reject({ statusCode: 486 });
    const { uri, displayName } = invitation.remoteIdentity;
    const { number, name } = callerOf(uri.user, displayName, uri.host);
    follow(invitation);
    change({ ...idlePhone, registered: snapshot.registered, state: 'ringing', other: number, otherName: name });
    if (options.autoAnswer()) void answer();
    else void invitation.progress();
  }
  function follow(next: Session): void {
    session = next;
    // Audio may begin before the answer (ringing tone as early media), so it is heard from the moment when a track is
    // there.
    next.delegate = {
      onSessionDescriptionHandler: (handler) => {
        if (handler instanceof Web.SessionDescriptionHandler)
          handler.peerConnectionDelegate = { ontrack: () => options.onRemoteAudio(handler.remoteMediaStream) };
      },
    };
    next.stateChange.addListener((state) => {
      if (state === SessionState.Established) change({ state: 'active', answeredAtMs: Date.now() });
      if (state === SessionState.Terminated && session === next) {
        session = null;
        options.onRemoteAudio(null);
        const reason =
          snapshot.transfer === 'asked' ? 'transferred' : snapshot.answeredAtMs === null ? 'noAnswer' : 'hungUp';
        change({ state: 'ended', transfer: 'none', reason: snapshot.reason ?? reason });
      }
    });
  }
  async function answer(): Promise<void> {
    if (session instanceof Invitation && session.state === SessionState.Initial) await session.accept(audioOnly);
  }
  const uriOf = (target: string) =>
    credentials === null
      ? undefined
      : UserAgent.makeURI(`sip:${target.replaceAll(/[^+0-9*#]/g, '')}@${credentials.realm}`);
  /** The call, once it is answered and until it ends. */
  const established = () => (session?.state === SessionState.Established ? session : null);

  void connect();
  return {
    answer,
    async call(target, anonymous) {
      const uri = uriOf(target);
      if (session !== null || agent === null || uri === undefined) return;
      const inviter = new Inviter(agent, uri, { anonymous, earlyMedia: true, ...audioOnly });
      follow(inviter);
      change({ ...idlePhone, registered: snapshot.registered, state: 'calling', other: target });
      await inviter.invite({
        requestDelegate: {
          onProgress: () => change({ otherRings: true }),
          onReject: ({ message }) => change({ reason: reasonOf(message.statusCode ?? 0) }),
        },
      });
    },
    async decline() {
      if (session instanceof Invitation && session.state === SessionState.Initial)
        await session.reject({ statusCode: 603 });
    },
    async hangUp() {
      if (session !== null) await end(session);
    },
    async setHold(held) {
      const mine = established();
      if (mine !== null && (await setHold(mine, held)) && mine === established())
        change({ state: held ? 'held' : 'active' });
    },
    async transfer(target) {
      const [mine, uri] = [established(), uriOf(target)];
      if (mine === null || uri === undefined) return;
      change({ transfer: 'asked' });
      const done = await transfer(mine, uri);
      if (mine !== established()) return;
      if (done) await end(mine);
      else change({ transfer: 'failed' });
    },
    sendDigit(digit) {
      const mine = established();
      if (mine !== null) sendDigit(mine, digit);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      if (session !== null) await end(session).catch(() => undefined);
      await agent?.stop().catch(() => undefined);
    },
  };
}

function createUserAgent(
  credentials: SipCredentials,
  microphone: () => MediaStream,
  delegate: { onInvite: (invitation: Invitation) => void; onDisconnect: () => void },
): UserAgent {
  const uri = UserAgent.makeURI(credentials.addressOfRecord);
  return new UserAgent({
    ...(uri === undefined ? {} : { uri }),
    authorizationUsername: credentials.username,
    authorizationPassword: credentials.password,
    transportOptions: { server: new URL(credentials.webSocketPath, location.origin.replace(/^http/, 'ws')).href },
    sessionDescriptionHandlerFactory: phoneMedia(credentials, microphone),
    sessionDescriptionHandlerFactoryOptions: {
      iceGatheringTimeout: 500,
      peerConnectionConfiguration: {
        iceServers: credentials.iceServers.map(({ urls, ...secret }) => ({ urls: [...urls], ...secret })),
      },
    },
    logBuiltinEnabled: false,
    delegate,
  });
}
