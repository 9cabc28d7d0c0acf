import { randomUUID } from 'node:crypto';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Clock } from '../../clock';
import type { Logger } from '../../logger';
import { refuseUpgrade, type UpgradeHandler } from '../../upgrade';
import { createConnection, type SipConnection } from './connection';
import type { ReadResult } from './sip-messages';

/** Path of the SIP WebSocket on the server's own origin. */
export const sipPath = '/sip';
const maxMessageBytes = 65_536;
/** A socket that has not registered by then is closed. */
const registerLimitMs = 30_000;

/** All SIP WebSockets of the switch (RFC 7118). */
export interface SipSockets {
  /** Takes the upgrade of a request to `/sip` with subprotocol `sip`; anything else is refused. Checking the origin is the caller's. */
  readonly handleUpgrade: UpgradeHandler;
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
  /** True once somebody has registered over it. */
  readonly isInUse: (connection: SipConnection) => boolean;
}

export function createSipSockets(deps: SipSocketsDeps): SipSockets {
  const { clock, listening, logger } = deps;
  const server = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false, handleProtocols: () => 'sip' });
  let stopped = false;

  function accept(socket: WebSocket): void {
    const connection = createConnection({
      listening,
      logger,
      id: randomUUID(),
      socket,
      events: {
        onText: (text) => deps.onText(connection, text),
        onMessage: (message) => deps.onMessage(connection, message),
        onClosed(code) {
          cancelLimit();
          deps.onClosed(connection, code);
        },
      },
    });
    const cancelLimit = listening.after(registerLimitMs, () => {
      if (!deps.isInUse(connection)) connection.close(1008, 'not registered in time');
    });
  }

  return {
    handleUpgrade(request, socket, head) {
      const path = (request.url ?? '').split('?')[0];
      const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
      if (stopped) return refuseUpgrade(socket, '503 Service Unavailable');
      if (path !== sipPath) return refuseUpgrade(socket, '404 Not Found');
      if (!protocols.includes('sip')) return refuseUpgrade(socket, '400 Bad Request');
      server.handleUpgrade(request, socket, head, accept);
    },
    async stop(limitMs) {
      stopped = true;
      const open = [...server.clients];
      const closed = open.map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())));
      for (const socket of open) socket.close(1001, 'the switch stops');
      const cancelLimit = clock.after(limitMs, () => {
        for (const socket of open) socket.terminate();
      });
      await Promise.all(closed);
      cancelLimit();
      server.close();
    },
  };
}
