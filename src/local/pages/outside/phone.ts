import { Invitation, Inviter, Registerer, RegistererState, SessionState, UserAgent, Web, type Session } from 'sip.js';
import type { SipCredentials } from '../../../contract/devices';
import { callerOf, idlePhone, reasonText, type PhoneSnapshot } from './phone-state';

export interface OutsidePhoneOptions {
  readonly number: string;
  /** What the phone says: one stream for all of its calls. */
  readonly microphone: () => MediaStream;
  readonly autoAnswer: () => boolean;
  readonly onChange: (snapshot: PhoneSnapshot) => void;
  readonly onRemoteAudio: (stream: MediaStream | null) => void;
}

export interface OutsidePhone {
  call(target: string, anonymous: boolean): Promise<void>;
  answer(): Promise<void>;
  hangUp(): Promise<void>;
  sendDigit(digit: string): void;
  stop(): Promise<void>;
}

/** Renewal is asked for this long before the credentials end. */
const renewBeforeMs = 60_000;
const reconnectMs = 1_000;

/** A SIP phone over WebSocket (RFC 7118) with one call at a time; a second caller hears busy. */
export function createOutsidePhone(options: OutsidePhoneOptions): OutsidePhone {
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
    const next = await enrol(options.number, credentials?.deviceId).catch(() => null);
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
    const mine = registerer ?? new Registerer(agent, { expires: Math.max(60, Math.round((expiresAtMs - Date.now()) / 1000)) });
    if (registerer === null) {
      registerer = mine;
      mine.stateChange.addListener((state) => {
        if (registerer === mine) change({ registered: state === RegistererState.Registered });
      });
    }
    await mine.register();
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
    // Audio may begin before the answer (ringing tone as early media), so it is heard from the moment when a track is there.
    next.delegate = {
      onSessionDescriptionHandler: (handler) => {
        if (handler instanceof Web.SessionDescriptionHandler) handler.peerConnectionDelegate = { ontrack: () => options.onRemoteAudio(handler.remoteMediaStream) };
      },
    };
    next.stateChange.addListener((state) => {
      if (state === SessionState.Established) change({ state: 'active', answeredAtMs: Date.now() });
      if (state === SessionState.Terminated && session === next) {
        session = null;
        options.onRemoteAudio(null);
        change({ state: 'ended', reason: snapshot.reason ?? (snapshot.answeredAtMs === null ? 'No answer' : 'Hung up') });
      }
    });
  }
  async function answer(): Promise<void> {
    if (session instanceof Invitation && session.state === SessionState.Initial) await session.accept(audioOnly);
  }

  void connect();
  return {
    answer,
    async call(target, anonymous) {
      const uri = credentials === null ? undefined : UserAgent.makeURI(`sip:${target.replaceAll(/[^+0-9*#]/g, '')}@${credentials.realm}`);
      if (session !== null || agent === null || uri === undefined) return;
      const inviter = new Inviter(agent, uri, { anonymous, earlyMedia: true, ...audioOnly });
      follow(inviter);
      change({ ...idlePhone, registered: snapshot.registered, state: 'calling', other: target });
      await inviter.invite({
        requestDelegate: {
          onProgress: () => change({ otherRings: true }),
          onReject: ({ message }) => change({ reason: reasonText(message.statusCode ?? 0, message.reasonPhrase ?? '') }),
        },
      });
    },
    async hangUp() {
      if (session !== null) await end(session);
    },
    sendDigit(digit) {
      if (session?.state === SessionState.Established) descriptionHandler(session)?.sendDtmf(digit);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      if (session !== null) await end(session).catch(() => undefined);
      await agent?.stop().catch(() => undefined);
    },
  };
}

const audioOnly = { sessionDescriptionHandlerOptions: { constraints: { audio: true, video: false } } };

async function enrol(number: string, deviceId: string | undefined): Promise<SipCredentials> {
  const body = JSON.stringify({ number, ...(deviceId === undefined ? {} : { deviceId }) });
  const response = await fetch('/local/outside/devices', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return (await response.json()) as SipCredentials;
}

function createUserAgent(credentials: SipCredentials, microphone: () => MediaStream, delegate: { onInvite: (invitation: Invitation) => void; onDisconnect: () => void }): UserAgent {
  const uri = UserAgent.makeURI(credentials.addressOfRecord);
  return new UserAgent({
    ...(uri === undefined ? {} : { uri }),
    authorizationUsername: credentials.username,
    authorizationPassword: credentials.password,
    transportOptions: { server: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${credentials.webSocketPath}` },
    // Always the same stream: what it carries is chosen in the page, also in the middle of a call.
    sessionDescriptionHandlerFactory: Web.defaultSessionDescriptionHandlerFactory(() => Promise.resolve(microphone())),
    sessionDescriptionHandlerFactoryOptions: { iceGatheringTimeout: 500, peerConnectionConfiguration: { iceServers: [] } },
    logBuiltinEnabled: false,
    delegate,
  });
}

async function end(session: Session): Promise<void> {
  if (session.state === SessionState.Established) await session.bye();
  else if (session instanceof Inviter) await session.cancel();
  else if (session instanceof Invitation) await session.reject({ statusCode: 486 });
}

function descriptionHandler(session: Session): Web.SessionDescriptionHandler | null {
  return session.sessionDescriptionHandler instanceof Web.SessionDescriptionHandler ? session.sessionDescriptionHandler : null;
}
