import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { Clock } from '../clock';
import { VaxelError } from '../contract/errors';
import type { Command, Snapshot } from '../contract/realtime';
import type { Authenticate, Principal } from '../identity/principal';
import type { Logger } from '../logger';
import { refuseUpgrade } from '../upgrade';
import type { UpgradeHandler } from '../upgrade';
import type { Connection } from './connection';
import { createConnection } from './connection';
import type { EventLog } from './event-log';
import { createFanOut } from './fan-out';
import { createWindows } from './windows';

export interface GatewayDeps {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly authenticate: Authenticate;
  /** All that a window needs to draw itself. */
  snapshot(principal: Principal): Promise<Snapshot>;
  /** Carries out a command; resolves once it is done and stored. */
  execute(principal: Principal, command: Command): Promise<void>;
  /** A window of the person has a connection / has none any more. A window that reconnects in time is neither. */
  onWindowOpened?(principal: Principal, windowId: string): void;
  onWindowClosed?(principal: Principal, windowId: string): void;
  /** The person opened the window's page, looks at it or touches it. */
  onWindowUsed?(principal: Principal, windowId: string): void;
  /** The client's address, for the limits; default: the socket's. */
  addressOf?(request: IncomingMessage): string;
  /** Limits of `createRateLimits`; without them refused tokens are not counted. */
  readonly limits?: { requireTrusted(address: string): Promise<void>; tokenRefused(address: string): Promise<void> };
  /** Most windows of one person at once. */
  readonly maxWindows?: number;
}

export interface Gateway {
  /** Takes an upgrade request for `/realtime`; its origin has been checked. */
  readonly upgrade: UpgradeHandler;
  /** Live connections, for the metrics. */
  count(): number;
  /** Says good-bye to everyone; clients come back and resume at the next server. */
  stop(): Promise<void>;
}

const largestMessage = 32_768;
const heartbeatMs = 20_000;
/** Sockets from one address that have not said hello yet. */
const maxNewFromAddress = 100;

/** The realtime endpoint: one WebSocket a window. */
export function createGateway(deps: GatewayDeps): Gateway {
  const server = new WebSocketServer({ noServer: true, maxPayload: largestMessage, perMessageDeflate: false, clientTracking: false });
  const fanOut = createFanOut(deps.log);
  const windows = createWindows(deps);
  const connections = new Set<Connection>();
  const newcomers = new Map<string, number>();
  let cancelBeat = deps.clock.after(heartbeatMs, beat);
  let stopped = false;

  function beat(): void {
    for (const connection of connections) connection.beat();
    cancelBeat = deps.clock.after(heartbeatMs, beat);
  }

  function accept(socket: WebSocket, address: string): void {
    countNewcomer(address, 1);
    let isNew = true;
    const settle = () => {
      if (isNew) countNewcomer(address, -1);
      isNew = false;
    };
    const connection = createConnection(socket, {
      ...deps,
      fanOut,
      authenticate: guardedAuthenticate(deps, address),
      used: (principal, windowId) => deps.onWindowUsed?.(principal, windowId),
      admit(admitted, principal, windowId) {
        settle();
        windows.open(admitted, principal, windowId);
      },
      closed(ended) {
        settle();
        connections.delete(ended);
        windows.close(ended);
      },
    });
    connections.add(connection);
  }

  function countNewcomer(address: string, by: number): void {
    const count = (newcomers.get(address) ?? 0) + by;
    if (count === 0) newcomers.delete(address);
    else newcomers.set(address, count);
  }

  return {
    upgrade(request, socket, head) {
      const address = deps.addressOf?.(request) ?? request.socket.remoteAddress ?? '';
      if (stopped) return refuseUpgrade(socket, '503 Service Unavailable');
      if ((newcomers.get(address) ?? 0) >= maxNewFromAddress) return refuseUpgrade(socket, '429 Too Many Requests');
      server.handleUpgrade(request, socket, head, (webSocket) => accept(webSocket, address));
    },
    count: () => connections.size,
    async stop() {
      stopped = true;
      cancelBeat();
      for (const connection of [...connections]) connection.bye('shutdown');
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Counts refused tokens against the address; an address with too many has to wait. */
function guardedAuthenticate({ authenticate, limits }: GatewayDeps, address: string): Authenticate {
  if (limits === undefined) return authenticate;
  return async (token) => {
    await limits.requireTrusted(address);
    try {
      return await authenticate(token);
    } catch (error) {
      if (error instanceof VaxelError && error.code === 'auth.invalid') await limits.tokenRefused(address);
      throw error;
    }
  };
}
