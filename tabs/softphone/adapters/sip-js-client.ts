import { Inviter, Registerer, RegistererState, UserAgent, UserAgentState } from 'sip.js';
import type { Invitation, Session } from 'sip.js';
import type { SipCredentials, sipHeaders as contractHeaders } from '../../../src/contract/devices';
import type { CallId } from '../../../src/contract/ids';
import type { Clock } from '../../clock';
import { backoffMs } from '../../realtime/backoff';
import { createScope } from '../../scope';
import type { CreateSipClient } from '../ports';
import { createPeerMedia, warmUpAudio } from './peer-media';
import type { PeerMedia } from './peer-media';
import { wrapSession } from './sip-session';

/** The contract's values, written here so that its schemas stay out of this bundle; the type keeps them equal. */
const sipHeaders: typeof contractHeaders = { call: 'X-Vaxel-Call', show: 'X-Vaxel-Show' };
const registrationSeconds = 300;

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
    let attempt = 0;
    let stopped = false;
    let cancelRetry = (): void => undefined;
    scope.add(() => cancelRetry());

    void RTCPeerConnection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' } as AlgorithmIdentifier).then((made) => {
      certificate = made;
    });
    warmUpAudio().catch((error: unknown) => events.log(`sip: no warm-up: ${String(error)}`));

    function attach(session: Inviter | Invitation, callId: CallId): ReturnType<typeof wrapSession> {
      const changes = new Set<() => void>();
      const onChange = (): void => changes.forEach((listener) => listener());
      const peer = createPeerMedia({ iceServers: credentials?.iceServers.map(iceServer) ?? [], certificate, onChange });
      media.set(session, peer);
      return wrapSession({ callId, session, media: peer, changes, log: events.log });
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
        sessionDescriptionHandlerFactory: (session) => media.get(session) ?? createPeerMedia({ iceServers: [], certificate, onChange: () => undefined }),
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
      registerer = new Registerer(created, { expires: registrationSeconds, refreshFrequency: 75 });
      registerer.stateChange.addListener((state) => {
        if (state === RegistererState.Registered) events.onStatus({ state: 'registered' });
      });
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
      registerer
        ?.register({
          requestDelegate: {
            onReject: ({ message }) => events.onStatus({ state: 'failed', detail: `REGISTER ${message.statusCode ?? 0}` }),
          },
        })
        .catch((error: unknown) => events.log(`sip: REGISTER not sent: ${String(error)}`));
    }

    function disconnected(error: Error | undefined): void {
      if (stopped) return;
      events.log(`sip: disconnected ${error?.message ?? ''}`);
      events.onStatus({ state: 'connecting' });
      cancelRetry();
      cancelRetry = clock.after(backoffMs(attempt, random()), open);
      attempt += 1;
    }

    function incoming(invitation: Invitation): void {
      const callId = invitation.request.getHeader(sipHeaders.call);
      if (callId === undefined) {
        void invitation.reject({ statusCode: 400 });
        return;
      }
      events.onIncoming(attach(invitation, callId as CallId));
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
        const session = attach(inviter, callId);
        inviter
          .invite({ requestDelegate: { onReject: ({ message }) => session.refused(message.statusCode ?? 500) } })
          .catch((error: unknown) => events.log(`sip: INVITE failed: ${String(error)}`));
        return session;
      },
      retryNow() {
        attempt = 0;
        if (agent && !agent.isConnected()) open();
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


function iceServer({ urls, username, credential }: SipCredentials['iceServers'][number]): RTCIceServer {
  return { urls, ...(username === undefined ? {} : { username }), ...(credential === undefined ? {} : { credential }) };
}
