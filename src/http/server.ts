import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Logger } from '../ports/logger';
import { guardUpgrade, isOwnOrigin, refuseUpgrade } from '../sockets/upgrade';
import type { UpgradeHandler } from '../sockets/upgrade';

export interface HttpServer {
  readonly server: Server;
  /** Resolves with the port; rejects with the system's error (`EADDRINUSE` …). */
  listen(host: string, port: number): Promise<number>;
  /** Open connections of every kind: idle, in a request, upgraded, refused and not yet gone. */
  count(): number;
  /**
   * Takes no more requests and lets open ones end, for `patienceMs` at most; then cuts all sockets, upgraded ones too.
   */
  close(patienceMs?: number): Promise<void>;
}

export interface HttpServerOptions {
  /** Origins whose pages may open WebSockets, besides the server's own (same host as the request's). */
  readonly allowedOrigins?: readonly string[];
  readonly logger?: Pick<Logger, 'warn'>;
}

/**
 * Connections that wait to be accepted, as many as the system allows: of more the system takes none, and the clients,
 * such as all of a company's windows after a restart, try again seconds later.
 */
const unaccepted = 4_096;

/**
 * The one HTTP server: requests to the app, WebSocket upgrades by path (`/realtime`, `/sip`), anything else refused.
 * Every upgraded socket has a listener for errors before its handler sees it.
 */
export function createHttpServer(
  app: RequestListener,
  upgrades: Readonly<Record<string, UpgradeHandler>>,
  { allowedOrigins = [], logger }: HttpServerOptions = {},
): HttpServer {
  // Tokens may have 16 kB, which is all that Node allows for the whole head by default.
  const server = createServer(
    { maxHeaderSize: 32_768, headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 },
    app,
  );
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request, socket, head) => {
    guardUpgrade(socket);
    const path = (request.url ?? '').split('?')[0] ?? '';
    const handler = Object.hasOwn(upgrades, path) ? upgrades[path] : undefined;
    if (handler === undefined) return refuseUpgrade(socket, '404 Not Found');
    if (!isOwnOrigin(request, allowedOrigins)) return refuseUpgrade(socket, '403 Forbidden');
    handler(request, socket, head);
  });
  // Out of file descriptors, accepting fails: that client has bad luck, the server goes on.
  server.on('error', (error) => logger?.warn({ reason: error.message }, 'a connection could not be taken'));
  return {
    server,
    count: () => sockets.size,
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen({ port, host, backlog: unaccepted }, () => {
          server.off('error', reject);
          resolve((server.address() as AddressInfo).port);
        });
      }),
    close: (patienceMs = 2_000) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => sockets.forEach((socket) => socket.destroy()), patienceMs);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
