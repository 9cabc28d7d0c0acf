import { Inviter, Registerer, SessionState, UserAgent, UserAgentState } from 'sip.js';
import type { Invitation, Session } from 'sip.js';
import type { SipCredentials } from '../../../src/contract/devices/devices';
import { sipHeaders } from '../../../src/contract/devices/sip';
import type { CallId } from '../../../src/contract/ids';
import type { Clock } from '../../clock';
import { backoffMs } from '../../backoff';
import { createScope } from '../../scope';
import type { CreateSipClient } from '../ports';
import { abandonRequest } from './abandon-request';
import { createMediaRestart } from './media-restart';
import type { MediaRestart } from './media-restart';
import { createPeerMedia, warmUpAudio } from './peer-media';
import type { PeerMedia } from './peer-media';
import { rtcIceServers } from './rtc-ice-servers';
import { silentTrack } from './silence';
import { wrapSession } from './sip-session';

const registrationSeconds = 300;
/** Well before the registration runs out; sip.js's own renewal, at 99 %, comes too late to be needed. */
const renewAfterMs = registrationSeconds * 750;
/** The first try after a break comes at once, spread a little so that a restarted server is not stormed. */
const firstRetryMs = 100;
const firstRetrySpreadMs = 200;
/** What takes longer to answer than this is no connection. */
const aliveWithinMs = 1_500;

export interface SipJsOptions {
  readonly origin: string;
  readonly clock: Clock;
  readonly random: () => number;
}

/** SIP over WebSocket by sip.js; the only code that knows the library. */
export function sipJsClient({ origin, clock, random }: SipJsOptions): CreateSipClient {
  return (events) => {
    const media = new WeakMap<Session, PeerMedia>();
    const scope = createScope();
    let credentials: SipCredentials | null = null;
    let certificate: RTCCertificate | null = null;
    let agent: UserAgent | null = null;
    let registerer: Registerer | null = null;
    /** The switch knows us by the connection that is open now; before that it refuses all but REGISTER. */
    let registered = false;
    /** Gives up the REGISTER under way. */
    let forgetRegister: (() => void) | null = null;
    let cancelRenewal = (): void => undefined;
    const restarts = new Set<MediaRestart>();
    let attempt = 0;
    let stopped = false;
    let cancelRetry = (): void => undefined;
    let cancelAlive: (() => void) | null = null;
    scope.add(() => cancelRetry());
    scope.add(() => cancelRenewal());
    scope.add(alive);

    void RTCPeerConnection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' } as AlgorithmIdentifier).then((made) => {
      certificate = made;
    });
    warmUpAudio().catch((error: unknown) => events.log(`sip: no warm-up: ${String(error)}`));

    function attach(session: Inviter | Invitation, callId: CallId, autoAnswer: boolean): ReturnType<typeof wrapSession> {
      const changes = new Set<() => void>();
      const onChange = (): void => changes.forEach((listener) => listener());
      const peer = createPeerMedia({ iceServers: rtcIceServers(credentials?.iceServers ?? []), certificate, silence: silentTrack, onChange });
      media.set(session, peer);
      const restart = createMediaRestart({ session, media: peer, clock, connected: () => registered, onNoAnswer: hangUpSocket });
      restarts.add(restart);
      session.stateChange.addListener((state) => {
        if (state === SessionState.Terminated) restarts.delete(restart);
      });
      return wrapSession({ callId, autoAnswer, session, media: peer, restart, changes, log: events.log });
    }

    /** Closes a connection on which nothing comes any more; `disconnected` then makes a new one. */
    function hangUpSocket(): void {
      events.log('sip: the connection is silent');
      agent?.transport.disconnect().catch((error: unknown) => events.log(`sip: ${String(error)}`));
    }

    function start(given: SipCredentials): void {
      const uri = UserAgent.makeURI(given.addressOfRecord);
      if (!uri) return events.onStatus({ state: 'failed', detail: 'address of record' });
      events.onStatus({ state: 'connecting' });
      const created = new UserAgent({
        uri,
        authorizationUsername: given.username,
        authorizationPassword: given.password,
        transportOptions: { server: `${origin.replace(/^http/, 'ws')}${given.webSocketPath}`, traceSip: false, connectionTimeout: 5 },
        sessionDescriptionHandlerFactory: (session) => media.get(session) ?? createPeerMedia({ iceServers: [], certificate, silence: silentTrack, onChange: () => undefined }),
        userAgentString: 'Vaxel tab',
        reconnectionAttempts: 0,
        // The call outlives the page: when the page goes, the server decides what becomes of it.
        gracefulShutdown: false,
        logBuiltinEnabled: false,
        logConnector: (level, category, _label, content) => {
          if (level === 'error' || level === 'warn') events.log(`${category}: ${content.slice(0, 300)}`);
        },
        delegate: {
          onConnect: connected,
          onDisconnect: (error) => disconnected(error),
          onInvite: incoming,
        },
      });
      agent = created;
      registerer = new Registerer(created, { expires: registrationSeconds });
      open();
    }

    function open(): void {
      cancelRetry();
      const opening = agent?.state === UserAgentState.Started ? agent.reconnect() : agent?.start();
      opening?.catch((error: unknown) => disconnected(error instanceof Error ? error : undefined));
    }

    function connected(): void {
      attempt = 0;
      register();
    }

    function register(): void {
      // The answer to the one under way tells as much.
      if (!registerer || forgetRegister) return;
      let isForgotten = false;
      let request: unknown = null;
      forgetRegister = () => {
        isForgotten = true;
        forgetRegister = null;
        abandonRequest(request);
      };
      const answered = (): boolean => {
        if (isForgotten) return false;
        forgetRegister = null;
        alive();
        return true;
      };
      const sending = registerer.register({
        requestDelegate: {
          onAccept() {
            if (!answered()) return;
            registered = true;
            cancelRenewal();
            cancelRenewal = clock.after(renewAfterMs, register);
            events.onStatus({ state: 'registered' });
          },
          onReject({ message }) {
            if (!answered()) return;
            registered = false;
            events.onStatus({ state: 'failed', detail: `REGISTER ${message.statusCode ?? 0}` });
          },
        },
      });
      sending.then(
        (sent) => (request = sent),
        (error: unknown) => {
          forgetRegister = null;
          events.log(`sip: REGISTER not sent: ${String(error)}`);
        },
      );
    }

    /** A connection may look open long after the network under it has gone; whoever answers is there. */
    function askWhetherAlive(): void {
      if (cancelAlive) return;
      cancelAlive = clock.after(aliveWithinMs, hangUpSocket);
      register();
    }

    function alive(): void {
      cancelAlive?.();
      cancelAlive = null;
    }

    function disconnected(error: Error | undefined): void {
      if (stopped) return;
      events.log(`sip: disconnected ${error?.message ?? ''}`);
      events.onStatus({ state: 'connecting' });
      alive();
      registered = false;
      cancelRenewal();
      forgetRegister?.();
      for (const restart of restarts) restart.connectionLost();
      cancelRetry();
      cancelRetry = clock.after(attempt === 0 ? firstRetryMs + firstRetrySpreadMs * random() : backoffMs(attempt - 1, random()), open);
      attempt += 1;
    }

    function incoming(invitation: Invitation): void {
      const callId = invitation.request.getHeader(sipHeaders.call);
      if (callId === undefined) {
        void invitation.reject({ statusCode: 400 });
        return;
      }
      const autoAnswer = /^\s*auto\b/i.test(invitation.request.getHeader(sipHeaders.answerMode) ?? '');
      events.onIncoming(attach(invitation, callId as CallId, autoAnswer));
    }

    return {
      use(given) {
        credentials = given;
        if (!agent) return start(given);
        agent.configuration.authorizationUsername = given.username;
        agent.configuration.authorizationPassword = given.password;
        if (agent.isConnected()) register();
        else open();
      },
      invite: ({ callId, target, show }) => {
        if (!agent || !credentials) throw new Error('invite before use');
        const uri = UserAgent.makeURI(`sip:${target.replaceAll('#', '%23')}@${credentials.realm}`);
        if (!uri) throw new Error('target is no number');
        const extraHeaders = [`${sipHeaders.call}: ${callId}`, ...(show === null ? [] : [`${sipHeaders.show}: ${show}`])];
        const inviter = new Inviter(agent, uri, { extraHeaders, earlyMedia: true });
        const session = attach(inviter, callId, false);
        inviter
          .invite({ requestDelegate: { onReject: ({ message }) => session.refused(message.statusCode ?? 500) } })
          .catch((error: unknown) => events.log(`sip: INVITE failed: ${String(error)}`));
        return session;
      },
      retryNow() {
        attempt = 0;
        if (!agent) return;
        if (agent.isConnected()) askWhetherAlive();
        else open();
      },
      async stop() {
        stopped = true;
        scope.dispose();
        await registerer?.unregister().catch(() => undefined);
        await agent?.stop();
      },
    };
  };
}
