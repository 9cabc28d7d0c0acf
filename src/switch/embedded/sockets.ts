import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Clock } from '../../ports/clock';
import type { Logger } from '../../ports/logger';
import { sipPath } from '../../contract/devices/sip';
import { createPlaces } from '../../limits/places';
import { createWebSocketServer, refuseUpgrade, type UpgradeHandler } from '../../sockets/upgrade';
import { createConnection, type SipConnection } from './connection';
import type { ReadResult } from './sip-messages';
import type { TakeMessage } from './traffic';

const maxMessageBytes = 65_536;
/** A socket that has not registered by then is closed. */
const registerLimitMs = 30_000;
/** Sockets over which nobody has registered yet, by address: all phones of a company that come back at once. */
const strangerLimits = { perPlace: 1_000, total: 4_000 };
/**
 * Sockets of one user: twice as many as a user may have devices, for those that have come back and whose old socket is
 * not gone yet.
 */
const userLimits = { perPlace: 40, total: Infinity };

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
  const strangers = createPlaces(strangerLimits);
  const users = createPlaces(userLimits);
  /** How each gives up the place that it has. */
  const leave = new Map<SipConnection, () => void>();
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
          giveUpPlace(connection);
          deps.onClosed(connection, code);
        },
      },
    });
    const noStranger = strangers.add(address, () => connection.close(1008, 'too many sockets'), connection.isWaiting);
    const cancelLimit = listening.after(registerLimitMs, () => connection.close(1008, 'not registered in time'));
    leave.set(connection, () => {
      noStranger();
      cancelLimit();
    });
  }

  function giveUpPlace(connection: SipConnection): void {
    leave.get(connection)?.();
    leave.delete(connection);
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
      giveUpPlace(connection);
      connection.watch();
      leave.set(
        connection,
        users.add(user, () => connection.close(1008, 'too many sockets')),
      );
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
