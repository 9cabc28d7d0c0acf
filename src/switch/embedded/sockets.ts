import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Clock } from '../../ports/clock';
import type { Logger } from '../../ports/logger';
import { sipPath } from '../../contract/devices/sip';
import { createWebSocketServer, refuseUpgrade, type UpgradeHandler } from '../../sockets/upgrade';
import { createConnection, type SipConnection } from './connection';
import type { ReadResult } from './sip-messages';
import { createSocketPlaces } from './socket-places';
import type { TakeMessage } from './traffic';

const maxMessageBytes = 65_536;

/** All SIP WebSockets of the switch (RFC 7118). */
export interface SipSockets {
  /**
   * Takes the upgrade of a request to `/sip` with subprotocol `sip`; anything else is refused. Checking the origin is
   * the caller's.
   */
  readonly handleUpgrade: UpgradeHandler;
  /** This user has registered over it. */
  registered(connection: SipConnection, user: string): void;
  /** Closes all, at most `limitMs` later by force. */
  stop(limitMs: number): Promise<void>;
}

export interface SipSocketsDeps {
  readonly clock: Clock;
  readonly listening: Clock;
  readonly logger: Logger;
  readonly onText: (connection: SipConnection, text: string) => boolean;
  readonly onMessage: (connection: SipConnection, message: Exclude<ReadResult, { kind: 'malformed' }>) => void;
  readonly onClosed: (connection: SipConnection, code: number) => void;
  /** The client's address, as the limits count it. */
  readonly addressOf: (request: IncomingMessage) => string;
  readonly take: (connection: SipConnection, goOn: () => void) => ReturnType<TakeMessage>;
}

export function createSipSockets(deps: SipSocketsDeps): SipSockets {
  const { clock, listening, logger } = deps;
  const server = createWebSocketServer({ maxPayload: maxMessageBytes, handleProtocols: () => 'sip' });
  const places = createSocketPlaces(listening);
  let stopped = false;

  function accept(socket: WebSocket, address: string): void {
    const connection: SipConnection = createConnection({
      listening,
      logger,
      id: randomUUID(),
      address,
      socket,
      events: {
        take: (goOn) => deps.take(connection, goOn),
        onText: (text) => deps.onText(connection, text),
        onMessage: (message) => deps.onMessage(connection, message),
        onClosed(code) {
          places.leave(connection);
          deps.onClosed(connection, code);
        },
      },
    });
    places.arrived(connection);
  }

  return {
    handleUpgrade(request, socket, head) {
      const path = (request.url ?? '').split('?')[0];
      const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
      if (stopped) return refuseUpgrade(socket, '503 Service Unavailable');
      if (path !== sipPath) return refuseUpgrade(socket, '404 Not Found');
      if (!protocols.includes('sip')) return refuseUpgrade(socket, '400 Bad Request');
      server.handleUpgrade(request, socket, head, (webSocket) => accept(webSocket, deps.addressOf(request)));
    },
    registered(connection, user) {
      places.leave(connection);
      connection.watch();
      places.registered(connection, user);
    },
    async stop(limitMs) {
      stopped = true;
      await closeAll([...server.clients], clock, limitMs);
      server.close();
    },
  };
}

async function closeAll(open: readonly WebSocket[], clock: Clock, limitMs: number): Promise<void> {
  const closed = open.map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())));
  for (const socket of open) socket.close(1001, 'the switch stops');
  const cancelLimit = clock.after(limitMs, () => {
    for (const socket of open) socket.terminate();
  });
  await Promise.all(closed);
  cancelLimit();
}
