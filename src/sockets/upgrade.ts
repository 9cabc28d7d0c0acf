import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { ServerOptions } from 'ws';

/** Takes the upgrade of a request to its path: makes a WebSocket of it or refuses it by `refuseUpgrade`. */
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export type Refusal =
  | '400 Bad Request'
  | '403 Forbidden'
  | '404 Not Found'
  | '429 Too Many Requests'
  | '503 Service Unavailable';

/** How long a client may take to read why it was refused. */
const readLimitMs = 5_000;

/**
 * To be called the moment Node hands the socket over: from then on nobody listens to it but us, and a reset by the
 * other side would end the process. The listener stays, also once a WebSocket has its own.
 */
export function guardUpgrade(socket: Duplex): void {
  socket.on('error', () => socket.destroy());
}

/**
 * Answers with the status and destroys the socket once that is written, or soon after, whatever the other side does.
 */
export function refuseUpgrade(socket: Duplex, status: Refusal): void {
  guardUpgrade(socket);
  const limit = setTimeout(() => socket.destroy(), readLimitMs);
  limit.unref();
  socket.once('close', () => clearTimeout(limit));
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/**
 * Browsers always say their origin; programs need not. What lets somebody in is a token or a password, not this (RFC
 * 6455 §10.2).
 */
export function isOwnOrigin(
  { headers: { origin, host } }: IncomingMessage,
  alsoAllowed: readonly string[] = [],
): boolean {
  if (origin === undefined || alsoAllowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** How long a client may take to answer our close frame before its socket is destroyed. */
const closeTimeoutMs = 2_000;

/**
 * A server for the WebSockets of one path: no compression, which costs memory for each of them, and no long farewells.
 */
export function createWebSocketServer(
  options: Pick<ServerOptions, 'maxPayload' | 'clientTracking' | 'handleProtocols'>,
): WebSocketServer {
  // `closeTimeout` is an option of ws 8.19 that its types do not know yet.
  const all: ServerOptions & { closeTimeout: number } = {
    ...options,
    noServer: true,
    perMessageDeflate: false,
    closeTimeout: closeTimeoutMs,
  };
  return new WebSocketServer(all);
}
