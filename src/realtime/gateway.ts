import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Clock } from '../ports/clock';
import { createListeningClock } from '../time/listening';
import type { Command, Snapshot } from '../contract/realtime';
import { TooManyRequests } from '../errors/too-many-requests';
import type { Authenticate, AuthenticateFrom, Principal } from '../ports/principal';
import type { Logger } from '../ports/logger';
import type { TopicGuards } from '../ports/topics';
import { createPlaces } from '../limits/places';
import type { Turns } from '../limits/turns';
import { createWebSocketServer, refuseUpgrade } from '../sockets/upgrade';
import type { UpgradeHandler } from '../sockets/upgrade';
import type { Connection } from './connection';
import { createConnection } from './connection';
import type { EventLog } from './event-log';
import { userStream } from './event-log';
import { createFanOut } from './fan-out';
import type { Topics } from './topics';
import { createWindows, type Windows } from './windows';

export interface GatewayDeps {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly logger: Logger;
  /** For the renewal of an open window's token, which others' failures do not concern. */
  readonly authenticate: Authenticate;
  /** For whoever says hello. */
  readonly authenticateFrom: AuthenticateFrom;
  readonly topics: Topics;
  /** Default: everybody of the organisation may watch everything of it. */
  readonly mayWatch?: TopicGuards;
  /** All that a window needs to draw itself. */
  snapshot(principal: Principal): Promise<Snapshot>;
  /** Of each user's snapshots. */
  readonly turns: Turns;
  /** What a command is about: one window's commands about the same are carried out in their order. */
  subjectsOf(command: Command): readonly string[];
  /** Carries out a command; resolves once it is done and stored. */
  execute(principal: Principal, command: Command): Promise<void>;
  /** A window of the person has a connection / has none any more. A window that reconnects in time is neither. */
  onWindowOpened?(principal: Principal, windowId: string): void;
  onWindowClosed?(principal: Principal, windowId: string): void;
  /** The person opened the window's page, looks at it or touches it. */
  onWindowUsed?(principal: Principal, windowId: string): void;
  /** IANA name of the zone of the computer at which the person is. */
  onTimeZone?(principal: Principal, timeZone: string): void;
  /** The client's address, for the limits; default: the socket's. */
  addressOf?(request: IncomingMessage): string;
  /** How long it takes, as this one ends, until the next server is there. */
  backAfterMs?(): number;
  /** Most windows of one person at once. */
  readonly maxWindows?: number;
}

export interface Gateway {
  /** Takes an upgrade request for `/realtime`; its origin has been checked. */
  readonly upgrade: UpgradeHandler;
  /** Live connections, for the metrics. */
  count(): number;
  /** Ends the connections of who may not be here any more; whoever comes back is asked who it is. */
  dismiss(person: Pick<Principal, 'organisationId' | 'userId'>): void;
  readonly versionsOf: Windows['versionsOf'];
  /** Says good-bye to everyone; clients come back and resume at the next server. */
  stop(): Promise<void>;
}

const largestMessage = 32_768;
const heartbeatMs = 20_000;
/**
 * A window says hello at once; but all of a company may come back together, and what they say lies unread for a while.
 * Whoever has said nothing while we listened for so long is a stranger.
 */
const silentMs = 1_000;
const strangerLimits = { perPlace: 1_000, total: 4_000 };
/**
 * All windows at once would keep each other waiting, so they are sent away for times that differ: by no more than it
 * takes to let them in.
 */
const backPerSecond = 1_250;
/** Unless it is known better: how long it takes until the next server is there. */
const backAfterMs = 2_000;

/** The realtime endpoint: one WebSocket a window. */
export function createGateway(deps: GatewayDeps): Gateway {
  const server = createWebSocketServer({ maxPayload: largestMessage, clientTracking: false });
  const fanOut = createFanOut(deps.log);
  const windows = createWindows(deps);
  const connections = new Set<Connection>();
  const strangers = createPlaces(strangerLimits);
  const listening = createListeningClock(deps.clock);
  let cancelBeat = listening.after(heartbeatMs, beat);
  let stopped = false;

  function beat(): void {
    for (const connection of connections) connection.beat();
    cancelBeat = listening.after(heartbeatMs, beat);
  }

  function accept(socket: WebSocket, address: string): void {
    let leave = listening.after(silentMs, () => (leave = strangers.add(address, () => connection.cut())));
    const greeted = (): void => leave();
    const connection: Connection = createConnection(socket, {
      ...deps,
      listening,
      fanOut,
      streamsOf: ({ organisationId, userId }) => [userStream(organisationId, userId)],
      snapshot: (principal) => snapshotInTurn(deps, principal),
      authenticateNewcomer: (token) => deps.authenticateFrom(token, address),
      greeted,
      used: (principal, windowId) => deps.onWindowUsed?.(principal, windowId),
      timeZone: (principal, timeZone) => deps.onTimeZone?.(principal, timeZone),
      admit: windows.open,
      closed(ended) {
        greeted();
        connections.delete(ended);
        windows.close(ended);
      },
    });
    connections.add(connection);
  }

  return {
    upgrade(request, socket, head) {
      const address = deps.addressOf?.(request) ?? request.socket.remoteAddress ?? '';
      if (stopped) return refuseUpgrade(socket, '503 Service Unavailable');
      server.handleUpgrade(request, socket, head, (webSocket) => accept(webSocket, address));
    },
    count: () => connections.size,
    dismiss: windows.dismiss,
    versionsOf: windows.versionsOf,
    async stop() {
      stopped = true;
      cancelBeat();
      const firstMs = deps.backAfterMs?.() ?? backAfterMs;
      const backInMs = (place: number): number => Math.round(firstMs + (place * 1_000) / backPerSecond);
      [...connections].forEach((connection, place) => connection.bye('shutdown', undefined, backInMs(place)));
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function snapshotInTurn({ turns, snapshot }: GatewayDeps, principal: Principal): Promise<Snapshot> {
  return new Promise((resolve, reject) => {
    const leave = turns.enter(principal.userId, () => {
      snapshot(principal)
        .then(resolve, reject)
        .finally(() => leave?.());
    });
    if (leave === null) reject(new TooManyRequests(1));
  });
}
