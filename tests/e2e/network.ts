import { createSocket } from 'node:dgram';
import type { RemoteInfo, Socket as UdpSocket } from 'node:dgram';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { WebSocket, WebSocketServer } from 'ws';
import { freePort } from './server';

/**
 * The network between one person's browser and the server, for tests that break it: everything passes here, pages, the
 * realtime and SIP sockets, and the audio. The descriptions in SIP are rewritten so that both sides know each other
 * only by this relay's ports, as behind a NAT.
 */
export interface Network {
  /** What the browser is pointed at. */
  readonly url: string;
  /** From now on nothing arrives on either side, and nobody is told: sockets stay open, new ones are never answered. */
  cut(): void;
  /** What TCP kept is delivered, as by its retransmissions; datagrams of the meantime are gone. */
  heal(): void;
  /**
   * As when a laptop leaves the Wi-Fi for another: the browser's sockets break, the server hears nothing of it, and
   * audio to or from the old address is lost.
   */
  changeAddress(): void;
  close(): Promise<void>;
}

/**
 * A way for the datagrams of one leg: browsers send to `port`, the server sees each of them come from a socket of its
 * own.
 */
interface MediaPath {
  readonly port: number;
  close(): void;
}

/** One WebSocket through the relay. */
interface Line {
  readonly client: WebSocket;
  readonly server: WebSocket;
}

export async function startNetwork(serverUrl: string): Promise<Network> {
  const target = new URL(serverUrl);
  const port = await freePort();
  /** Where the switch is, when that is not the server. */
  let atSwitch: string | null = null;
  let isCut = false;
  const paths = new Map<number, MediaPath>();
  const lines = new Set<Line>();
  /** Lines of an old address; the server still believes in them. */
  const stale = new Set<WebSocket>();
  const waiting: (() => void)[] = [];
  const sockets = new Set<Socket>();

  async function pathTo(serverPort: number): Promise<number> {
    const known = paths.get(serverPort);
    if (known !== undefined) return known.port;
    const path = await openPath(serverPort, () => isCut);
    paths.set(serverPort, path);
    return path.port;
  }

  function pass(request: IncomingMessage, response: ServerResponse): void {
    const onward = httpRequest(
      { host: target.hostname, port: target.port, method: request.method, path: request.url, headers: request.headers },
      (answer) => {
        const headers = { ...answer.headers };
        const policy = headers['content-security-policy'];
        if (policy !== undefined)
          headers['content-security-policy'] = String(policy).replace(
            'connect-src ',
            `connect-src ws://127.0.0.1:${port} `,
          );
        if (!/^\/api\/devices/.test(request.url ?? '')) {
          response.writeHead(answer.statusCode ?? 502, headers);
          answer.pipe(response);
          return;
        }
        void text(answer).then((said) => {
          const body = throughUs(said);
          response.writeHead(answer.statusCode ?? 502, { ...headers, 'content-length': Buffer.byteLength(body) });
          response.end(body);
        });
      },
    );
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  }

  /** A switch of its own is reached here as well. */
  function throughUs(said: string): string {
    return said.replaceAll(/ws:\/\/([^/\s";]+:\d+)/g, (_, host: string) => {
      atSwitch = host;
      return `ws://127.0.0.1:${port}`;
    });
  }

  const sip = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    handleProtocols: (protocols) => [...protocols][0] ?? false,
  });

  function connect(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const protocol = request.headers['sec-websocket-protocol'];
    const server = new WebSocket(
      `ws://${request.url === '/ws' && atSwitch !== null ? atSwitch : target.host}${request.url ?? ''}`,
      protocol === undefined ? [] : protocol.split(/, */),
      {
        perMessageDeflate: false,
        headers: {
          host: request.headers.host ?? '',
          ...(request.headers.origin === undefined ? {} : { origin: request.headers.origin }),
        },
      },
    );
    server.on('error', () => socket.destroy());
    server.once('open', () => sip.handleUpgrade(request, socket, head, (client) => join(client, server)));
  }

  function join(client: WebSocket, server: WebSocket): void {
    const line: Line = { client, server };
    lines.add(line);
    if (isCut) for (const end of [client, server]) end.pause();
    let outward = Promise.resolve();
    client.on('message', (data, isBinary) => {
      if (server.readyState === WebSocket.OPEN)
        server.send(isBinary ? data : withoutAddresses(textOf(data), atSwitch !== null), { binary: isBinary });
    });
    server.on('message', (data, isBinary) => {
      // One after the other: opening a path takes a moment.
      outward = outward.then(async () => {
        const message = isBinary ? data : await withPaths(textOf(data), pathTo);
        if (client.readyState === WebSocket.OPEN) client.send(message, { binary: isBinary });
      });
    });
    client.on('error', () => undefined);
    client.once('close', (code, reason) => end(line, server, code, reason));
    server.once('close', (code, reason) => end(line, client, code, reason));
  }

  function end(line: Line, other: WebSocket, code: number, reason: Buffer): void {
    if (!lines.delete(line)) return;
    // 1005 and 1006 are not said but found (RFC 6455 §7.4.1).
    if (code === 1005) other.close();
    else if (code === 1006) other.terminate();
    else other.close(code, reason);
  }

  const http = createServer((request, response) =>
    isCut ? void waiting.push(() => pass(request, response)) : pass(request, response),
  );
  http.on('upgrade', (request, socket, head) =>
    isCut ? void waiting.push(() => connect(request, socket, head)) : connect(request, socket, head),
  );
  http.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((ready) => void http.listen(port, '127.0.0.1', ready));

  return {
    url: `http://127.0.0.1:${port}`,
    cut() {
      isCut = true;
      for (const { client, server } of lines) for (const each of [client, server]) each.pause();
    },
    heal() {
      isCut = false;
      for (const { client, server } of lines) for (const each of [client, server]) each.resume();
      for (const go of waiting.splice(0)) go();
    },
    changeAddress() {
      for (const line of lines) {
        lines.delete(line);
        line.server.pause();
        stale.add(line.server);
        line.client.terminate();
      }
      for (const path of paths.values()) path.close();
      paths.clear();
    },
    async close() {
      for (const path of paths.values()) path.close();
      for (const { client, server } of lines) for (const each of [client, server]) each.terminate();
      for (const each of stale) each.terminate();
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => http.close(done));
    },
  };
}

async function openPath(serverPort: number, isCut: () => boolean): Promise<MediaPath> {
  const outer = await bound();
  const inner = new Map<string, Promise<UdpSocket>>();
  let closed = false;

  async function innerFor(from: RemoteInfo): Promise<UdpSocket> {
    const socket = await bound();
    socket.on('message', (data) => {
      if (!isCut() && !closed) outer.send(data, from.port, from.address);
    });
    return socket;
  }

  outer.on('message', (data, from) => {
    if (isCut()) return;
    const key = `${from.address}:${from.port}`;
    const known = inner.get(key) ?? innerFor(from);
    inner.set(key, known);
    void known.then((socket) => {
      if (!closed) socket.send(data, serverPort, '127.0.0.1');
    });
  });

  return {
    port: outer.address().port,
    close() {
      closed = true;
      outer.close();
      for (const each of inner.values()) void each.then((socket) => socket.close());
    },
  };
}

function bound(): Promise<UdpSocket> {
  const socket = createSocket('udp4');
  socket.on('error', () => undefined);
  return new Promise((done) => socket.bind(0, '127.0.0.1', () => done(socket)));
}

const textOf = (data: WebSocket.RawData): string =>
  Buffer.isBuffer(data) ? data.toString() : Buffer.concat(data as Buffer[]).toString();

const isSip = (message: string): boolean => /^(?:SIP\/2\.0 \d|[A-Z]+ sips?:)/.test(message);

/**
 * What the browser says of its own addresses is not passed on; the server learns them from what arrives. A switch that
 * tries nothing without an address is told one where nobody is.
 */
function withoutAddresses(message: string, needsOne: boolean): string {
  if (!isSip(message)) return message;
  return withBody(message, (body) =>
    needsOne
      ? body.replaceAll(/^(a=candidate:\S+ 1 udp \d+) \S+ \d+ /gim, '$1 127.0.0.1 9 ')
      : body.replaceAll(/^a=candidate:.*\r\n/gm, ''),
  );
}

/** The server's audio ports become the relay's. */
async function withPaths(message: string, pathTo: (port: number) => Promise<number>): Promise<string> {
  if (!isSip(message)) return message;
  // The server's own addresses are no way through the relay: its ports are.
  message = withBody(message, (body) =>
    body.replaceAll(/^(a=candidate:\S+ 1 udp \d+) \d+\.\d+\.\d+\.\d+ (\d+ typ host)/gim, '$1 127.0.0.1 $2'),
  );
  message = withBody(message, (body) =>
    body.replaceAll(/^a=candidate:\S+ 1 udp \d+ (?!127\.0\.0\.1 )\S+ .*\r\n/gim, ''),
  );
  const ports = new Set(
    [...message.matchAll(/^a=candidate:\S+ 1 udp \d+ 127\.0\.0\.1 (\d+) /gim)].map(([, port]) => Number(port)),
  );
  const ours = new Map<number, number>();
  for (const port of ports) ours.set(port, await pathTo(port));
  return withBody(message, (body) =>
    body.replaceAll(
      /^(a=candidate:\S+ 1 udp \d+ 127\.0\.0\.1 )(\d+) /gim,
      (_, start: string, port: string) => `${start}${ours.get(Number(port)) ?? port} `,
    ),
  );
}

function withBody(message: string, change: (body: string) => string): string {
  const split = message.indexOf('\r\n\r\n') + 4;
  const body = change(message.slice(split));
  return message.slice(0, split).replace(/^(Content-Length|l): *\d+/im, `$1: ${Buffer.byteLength(body)}`) + body;
}
