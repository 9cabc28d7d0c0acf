import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { patienceMs } from '../patience';
import { Waiters } from './waiters';

export interface AriRequest {
  readonly method: string;
  /** Without `/ari`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A channel as Asterisk tells of it. */
export interface ScriptedChannel {
  readonly id: string;
  /** Default: that of a phone. */
  readonly name?: string;
  readonly state?: string;
  readonly accountcode?: string;
  readonly channelvars?: Readonly<Record<string, string>>;
}

/** All that it tells of it. */
export const channelOf = ({
  id,
  name = `PJSIP/device-${id}`,
  state = 'Ring',
  accountcode = '',
  channelvars = {},
}: ScriptedChannel) => ({
  id,
  name,
  state,
  accountcode,
  channelvars,
  dialplan: { exten: '1002' },
});

/** An Asterisk that carries out nothing, refuses what the test wants refused, and says what the test says. */
export class ScriptedAri {
  readonly requests: AriRequest[] = [];
  /** What it would list. */
  channels: ScriptedChannel[] = [];
  bridges: { readonly id: string; readonly name: string; readonly channels: readonly string[] }[] = [];
  /** Names of what is played, which it forgets when it is told to stop that. */
  readonly playing = new Set<string>();
  /** What it has recorded, by name; those that go on are live too. */
  readonly recordings = new Map<string, Buffer>();
  readonly live = new Set<string>();
  /** Names of endpoints that it has. */
  endpoints: string[] = [];
  /** What every variable of a channel holds. */
  variable = '';
  startedAt = '2026-11-27T09:00:00.000+0000';
  private readonly refusals: { readonly what: RegExp; readonly status: number; times: number }[] = [];
  private readonly cuts: RegExp[] = [];
  private readonly holds: { readonly what: RegExp; readonly over: Promise<void> }[] = [];
  private readonly sockets = new Set<WebSocket>();
  private readonly waiters = new Waiters();
  private readonly server = createServer((request, response) => void this.answer(request, response));
  private readonly webSockets = new WebSocketServer({ server: this.server, path: '/ari/events' });
  private port = 0;

  /** It answers, and sends no events of those that are asked for. */
  isDeaf = false;
  /** So many times more it is asked for the application, until it has taken leave of the connection before. */
  lingers = 0;
  /** Connections for requests, since it began. */
  connections = 0;

  private constructor() {
    this.server.on('connection', () => (this.connections += 1));
    this.webSockets.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => {
        this.sockets.delete(socket);
        this.waiters.wake();
      });
      this.waiters.wake();
    });
  }

  static async start(): Promise<ScriptedAri> {
    const ari = new ScriptedAri();
    await ari.listen();
    return ari;
  }

  private async listen(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    ({ port: this.port } = this.server.address() as AddressInfo);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The next so many requests whose method and path match are answered with this status. */
  refuse(what: RegExp, status: number, times = Infinity): void {
    this.refusals.push({ what, status, times });
  }

  /** The next one that matches is carried out, and its answer breaks off. */
  cut(what: RegExp): void {
    this.cuts.push(what);
  }

  /** The next one that matches is carried out, and answered when what this returns is called. */
  hold(what: RegExp): () => void {
    let release = (): void => undefined;
    this.holds.push({ what, over: new Promise((resolve) => (release = resolve)) });
    return () => release();
  }

  async connected(): Promise<void> {
    await this.waiters.until(
      () => this.sockets.size > 0,
      patienceMs,
      () => 'the connection',
    );
  }

  async disconnected(): Promise<void> {
    await this.waiters.until(
      () => this.sockets.size === 0,
      patienceMs,
      () => 'the end of the connection',
    );
  }

  /** The connection is lost; Asterisk goes on. */
  drop(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  /** The process is gone. */
  async die(): Promise<void> {
    this.drop();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** The way to it is open again, and it was there all the time. */
  back(): Promise<void> {
    return this.listen();
  }

  /** Another process, at the same address. */
  async rise(): Promise<void> {
    this.startedAt = new Date().toISOString();
    this.channels = [];
    this.refuse(/^GET .*\/contact\//, 404);
    await this.listen();
  }

  say(event: object | string): void {
    for (const socket of this.sockets) socket.send(typeof event === 'string' ? event : JSON.stringify(event));
  }

  /** An event of a channel. */
  tell(type: string, channel: ScriptedChannel, more: object = {}): void {
    this.say({ type, application: 'vaxel', channel: channelOf(channel), args: [], ...more });
  }

  /** The next request not taken yet that matches; waits for it. */
  async next(what: RegExp): Promise<AriRequest> {
    const find = (): number => this.requests.findIndex(({ method, path }) => what.test(`${method} ${path}`));
    await this.waiters.until(
      () => find() >= 0,
      patienceMs,
      () => `${String(what)} among ${this.requests.map(({ method, path }) => `${method} ${path}`).join(', ')}`,
    );
    return this.requests.splice(find(), 1)[0] as AriRequest;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString();
    const path = url.pathname.replace(/^\/ari/, '');
    const method = request.method ?? '';
    const query = Object.fromEntries(url.searchParams);
    this.requests.push({ method, path, query, body: text === '' ? null : JSON.parse(text) });
    const asked = /^\/events\/user\/(.+)$/.exec(path)?.[1];
    if (asked !== undefined && !this.isDeaf) this.say({ type: 'ChannelUserevent', eventname: asked });
    const refusal = this.refusals.find(({ what, times }) => times > 0 && what.test(`${method} ${path}`));
    if (refusal !== undefined) refusal.times -= 1;
    const known = refusal === undefined ? this.known(method, path) : { message: 'refused by the test' };
    const cut = this.cuts.findIndex((what) => what.test(`${method} ${path}`));
    if (cut >= 0) {
      this.cuts.splice(cut, 1);
      response.writeHead(200, { 'content-length': '100' }).write('[', () => response.destroy());
      return this.waiters.wake();
    }
    const held = this.holds.findIndex(({ what }) => what.test(`${method} ${path}`));
    if (held >= 0) {
      this.waiters.wake();
      await this.holds.splice(held, 1)[0]?.over;
    }
    const isUnknown = this.isUnknown(method, path);
    const recorded = refusal === undefined && method === 'GET' ? this.recordings.get(recordedIn(path)) : undefined;
    if (recorded !== undefined) return void response.end(recorded, () => this.waiters.wake());
    response
      .writeHead(refusal?.status ?? (isUnknown ? 404 : known === null ? 204 : 200))
      .end(known === null ? '' : JSON.stringify(known));
    this.waiters.wake();
  }

  private isUnknown(method: string, path: string): boolean {
    const name = path.split('/').at(-1) ?? '';
    if (method === 'POST' && path.includes('/play/')) this.playing.add(name);
    if (method === 'DELETE' && path.startsWith('/playbacks/')) return !this.playing.delete(name);
    if (method === 'POST' && path.endsWith('/record')) this.live.add(path.split('/')[2] ?? '');
    if (method === 'DELETE' && path.startsWith('/recordings/stored/')) return !this.recordings.delete(name);
    if (path.startsWith('/recordings/live/')) return !this.live.has(name);
    if (path.endsWith('/file')) return true;
    if (method !== 'GET') return false;
    if (path.startsWith('/applications/')) return (this.lingers -= 1) < 0;
    return /\/endpoint\//.test(path) && !this.endpoints.includes(name);
  }

  private known(method: string, path: string): unknown {
    if (method !== 'GET') return null;
    if (path === '/endpoints/PJSIP') return this.endpoints.map((resource) => ({ resource }));
    if (path === '/channels') return this.channels.map(channelOf);
    if (path === '/bridges') return this.bridges;
    if (path.startsWith('/recordings/live/')) return { state: 'recording' };
    if (path === '/recordings/stored') return [...this.recordings.keys()].map((name) => ({ name, format: 'sln16' }));
    if (path === '/asterisk/info') return { status: { startup_time: this.startedAt } };
    if (path.endsWith('/rtp_statistics')) return { rxcount: 0 };
    if (path.includes('/endpoint/')) return [];
    if (path.includes('/contact/')) return [{ attribute: 'user_agent', value: 'a phone' }];
    return { value: this.variable };
  }
}

/** Whose file is asked for. */
const recordedIn = (path: string): string => /^\/recordings\/stored\/(.+)\/file$/.exec(path)?.[1] ?? '';
