import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface HttpServer {
  readonly server: Server;
  /** Resolves with the port; rejects with the system's error (`EADDRINUSE` …). */
  listen(host: string, port: number): Promise<number>;
  /** Takes no more requests and lets open ones end, for `patienceMs` at most; then cuts all sockets, upgraded ones too. */
  close(patienceMs?: number): Promise<void>;
}

/**
 * The one HTTP server: requests to the app, WebSocket upgrades by path (`/realtime`, `/sip`), anything else refused.
 */
export function createHttpServer(app: RequestListener, upgrades: Readonly<Record<string, UpgradeHandler>>): HttpServer {
  // Tokens may have 16 kB, which is all that Node allows for the whole head by default.
  const server = createServer({ maxHeaderSize: 32_768, headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 }, app);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request, socket, head) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const handler = Object.hasOwn(upgrades, path) ? upgrades[path] : undefined;
    if (handler !== undefined) return handler(request, socket, head);
    socket.once('error', () => socket.destroy());
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  return {
    server,
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
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
