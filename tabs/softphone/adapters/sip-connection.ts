import { Registerer, UserAgent, UserAgentState } from 'sip.js';
import type { Invitation, Session, SessionDescriptionHandler } from 'sip.js';
import type { SipCredentials } from '../../../src/contract/devices/devices';
import { backoffMs } from '../../backoff';
import type { Clock } from '../../clock';
import type { SipClientEvents } from '../ports';
import { registrationSeconds } from './sip-registration';
import { rememberChallenges } from './unchallenged';

/** The first try after a break comes at once, spread a little so that a restarted server is not stormed. */
const firstRetryMs = 100;
const firstRetrySpreadMs = 200;

export interface SipConnectionOptions {
  readonly origin: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly events: SipClientEvents;
  readonly onConnected: () => void;
  readonly onLost: () => void;
  readonly onInvite: (invitation: Invitation) => void;
  readonly mediaOf: (session: Session) => SessionDescriptionHandler;
}

/** The user agent and its WebSocket, opened anew after every break. */
export interface SipConnection {
  /** Null until it was started. */
  agent(): UserAgent | null;
  registerer(): Registerer | null;
  start(credentials: SipCredentials): void;
  open(): void;
  /** Closes a connection on which nothing comes any more; a new one follows. */
  hangUp(): void;
  forgetTries(): void;
  stop(): Promise<void>;
}

export function createSipConnection(options: SipConnectionOptions): SipConnection {
  const { clock, random, events } = options;
  let agent: UserAgent | null = null;
  let registerer: Registerer | null = null;
  let attempt = 0;
  let stopped = false;
  let cancelRetry = (): void => undefined;

  function open(): void {
    cancelRetry();
    const opening = agent?.state === UserAgentState.Started ? agent.reconnect() : agent?.start();
    opening?.catch((error: unknown) => disconnected(error instanceof Error ? error : undefined));
  }

  function connected(): void {
    attempt = 0;
    options.onConnected();
  }

  function disconnected(error: Error | undefined): void {
    if (stopped) return;
    events.log(`sip: disconnected ${error?.message ?? ''}`);
    events.onStatus({ state: 'connecting' });
    options.onLost();
    cancelRetry();
    const pauseMs = attempt === 0 ? firstRetryMs + firstRetrySpreadMs * random() : backoffMs(attempt - 1, random());
    cancelRetry = clock.after(pauseMs, open);
    attempt += 1;
  }

  return {
    agent: () => agent,
    registerer: () => registerer,
    open,
    forgetTries: () => void (attempt = 0),
    start(credentials) {
      const uri = UserAgent.makeURI(credentials.addressOfRecord);
      if (!uri) return events.onStatus({ state: 'failed', detail: 'address of record' });
      events.onStatus({ state: 'connecting' });
      agent = new UserAgent({
        uri,
        delegate: { onConnect: connected, onDisconnect: disconnected, onInvite: options.onInvite },
        ...agentOptions(credentials, options),
      });
      rememberChallenges(agent);
      registerer = new Registerer(agent, { expires: registrationSeconds });
      open();
    },
    hangUp() {
      events.log('sip: the connection is silent');
      agent?.transport.disconnect().catch((error: unknown) => events.log(`sip: ${String(error)}`));
    },
    async stop() {
      stopped = true;
      cancelRetry();
      await registerer?.unregister().catch(() => undefined);
      await agent?.stop();
    },
  };
}

function agentOptions(
  credentials: SipCredentials,
  { origin, mediaOf, events }: SipConnectionOptions,
): NonNullable<ConstructorParameters<typeof UserAgent>[0]> {
  return {
    authorizationUsername: credentials.username,
    authorizationPassword: credentials.password,
    transportOptions: {
      server: new URL(credentials.webSocketPath, origin.replace(/^http/, 'ws')).href,
      traceSip: false,
      connectionTimeout: 5,
    },
    sessionDescriptionHandlerFactory: mediaOf,
    userAgentString: 'Vaxel tab',
    reconnectionAttempts: 0,
    // The call outlives the page: when the page goes, the server decides what becomes of it.
    gracefulShutdown: false,
    logBuiltinEnabled: false,
    logConnector: (level, category, _label, content) => {
      if (level === 'error' || level === 'warn') events.log(`${category}: ${content.slice(0, 300)}`);
    },
  };
}
