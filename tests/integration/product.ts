import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { CallView } from '../../src/contract/calls/call-view';
import type { HistoryEntry, HistoryPage } from '../../src/contract/history/history';
import type { SipCredentials } from '../../src/contract/devices/devices';
import type { CallId } from '../../src/contract/ids';
import type { LineState } from '../../src/contract/lines/line-state';
import type { Me } from '../../src/contract/people/people';
import { findPostmaster } from '../../src/storage/postmaster';
import { endLeftOverPostgres } from '../../src/storage/embedded-postgres';
import { RawSip } from '../fakes/raw-sip';
import { createRealtimeClient } from '../fakes/realtime-client';
import type { RealtimeClient } from '../fakes/realtime-client';
import { connectToServerDatabase } from '../fakes/server-database';
import { SipPhone } from '../fakes/sip-phone';
import type { DialOptions, PhoneAccount, PhoneCall, SipPhoneOptions } from '../fakes/sip-phone';
import { freePort, removeFolder, startServer } from '../e2e/server';
import type { RunningServer } from '../e2e/server';
import { Waiters } from '../fakes/waiters';
import { patienceMs } from '../patience';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  /** What the caller says it is. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  json<T = unknown>(): T;
}

/** The whole product as it is started, with people who have tokens, realtime connections and telephones. */
export class Product {
  private readonly colleagues: Colleague[] = [];
  private readonly phones: SipPhone[] = [];
  private readonly raws: RawSip[] = [];
  private database: Client | null = null;

  private constructor(
    private server: RunningServer,
    readonly port: number,
  ) {}

  /** Expects dist/ to be built; `npm test` has done that. */
  static async start(): Promise<Product> {
    const port = await freePort();
    return new Product(await startServer({ port, dataFolder: mkdtempSync(join(tmpdir(), 'vaxel-')) }), port);
  }

  get url(): string {
    return this.server.url;
  }

  get pid(): number {
    return this.server.pid;
  }

  get dataFolder(): string {
    return this.server.dataFolder;
  }

  /** What the server has printed since it was started last. */
  get output(): string {
    return this.server.output();
  }

  get sipUrl(): string {
    return `${this.url.replace('http', 'ws')}/sip`;
  }

  /** kill -9; PostgreSQL lives on, as it does when a server is killed. */
  async kill(): Promise<void> {
    await this.server.stop('SIGKILL');
  }

  /** Asks the server to end, as a service manager does; its exit code. */
  async end(): Promise<number | null> {
    return this.server.stop('SIGTERM');
  }

  /** Starts the server again on the same data and port. */
  async startAgain(): Promise<void> {
    this.server = await startServer({ port: this.port, dataFolder: this.dataFolder });
  }

  async get(path: string, token?: string): Promise<Answer> {
    return this.request('GET', path, token);
  }

  async request(method: string, path: string, token?: string, body?: unknown): Promise<Answer> {
    const headers = {
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    };
    const send = () =>
      fetch(`${this.url}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const response = await send().catch((error: unknown) => {
      if (!isStaleConnection(error)) throw error;
      return send();
    });
    const text = await response.text();
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      text,
      json: <T>() => JSON.parse(text) as T,
    };
  }

  async token(as: string, seconds?: number): Promise<string> {
    const { text } = await this.get(`/local/token?as=${as}${seconds === undefined ? '' : `&expiresIn=${seconds}`}`);
    return text;
  }

  /** A person of the demo organisations, signed in and connected. */
  async person(key: string, options: { tokenSeconds?: number } = {}): Promise<Colleague> {
    const token = await this.token(key, options.tokenSeconds);
    const me = (await this.get('/api/me', token)).json<Me>();
    const colleague = new Colleague(this, key, me, token);
    this.colleagues.push(colleague);
    await colleague.realtime.connect();
    return colleague;
  }

  people<Keys extends readonly string[]>(...keys: Keys): Promise<{ [Index in keyof Keys]: Colleague }> {
    return Promise.all(keys.map((key) => this.person(key))) as Promise<{ [Index in keyof Keys]: Colleague }>;
  }

  /** A phone of the outside world, registered. */
  async outside(number: string, options: Partial<SipPhoneOptions> = {}): Promise<SipPhone> {
    const account = (
      await this.request('POST', '/local/outside/devices', undefined, { number })
    ).json<SipCredentials>();
    return this.phone(account, options).register();
  }

  phone(account: PhoneAccount, options: Partial<SipPhoneOptions> = {}): SipPhone {
    const phone = new SipPhone({ url: this.sipUrl, account, ...options });
    this.phones.push(phone);
    return phone;
  }

  async raw(): Promise<RawSip> {
    const raw = await RawSip.connect(this.sipUrl);
    this.raws.push(raw);
    return raw;
  }

  /** Asks the product's own database. */
  async sql<Row extends Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
    this.database ??= await this.connectToDatabase();
    return (await this.database.query<Row>(text, values)).rows;
  }

  private async connectToDatabase(): Promise<Client> {
    const client = await connectToServerDatabase(this.dataFolder);
    // A server that starts anew ends all sessions, ours as well.
    const forget = () => void (this.database === client && (this.database = null));
    client.on('error', forget).on('end', forget);
    return client;
  }

  /** PostgreSQL's processes of this product's own data folder: the postmaster and its children. */
  async databaseProcesses(): Promise<[number, ...number[]]> {
    const postmaster = await findPostmaster(join(this.dataFolder, 'pg'));
    if (postmaster === null) throw new Error('PostgreSQL does not run');
    const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')
      .split(' ')
      .filter(Boolean)
      .map(Number);
    return [postmaster, ...children];
  }

  /**
   * No call is open in the database, and everybody given has an idle or offline line for colleagues, a snapshot without
   * calls and a quiet phone.
   */
  async isQuiet(...people: readonly Colleague[]): Promise<void> {
    await eventually(
      'no open call',
      async () => (await this.sql('select id from call where state <> $1', ['ended'])).length === 0,
    );
    for (const person of people) {
      const colleagues = people.filter(({ me }) => me.organisation.id === person.me.organisation.id);
      for (const other of colleagues)
        await person.until(() => isQuiet(person.lineOf(other)), `${other.key}'s line to be quiet for ${person.key}`);
      const { calls } = (await person.freshSnapshot()).state;
      expect([...calls.keys()]).toEqual([]);
      expect(person.callsOnPhones().filter((call) => call.state !== 'ended')).toEqual([]);
    }
  }

  async close(): Promise<void> {
    for (const raw of this.raws) raw.close();
    for (const { realtime } of this.colleagues) realtime.drop();
    await Promise.all(this.phones.map((phone) => phone.close()));
    await this.database?.end().catch(() => undefined);
    await this.server.stop();
    await endLeftOverPostgres(this.dataFolder);
    removeFolder(this.dataFolder);
  }
}

/** One person of the demo: token, realtime connection, phones. */
export class Colleague {
  readonly realtime: RealtimeClient;
  readonly phones: SipPhone[] = [];
  private readonly waiters = new Waiters();
  private readonly listeners = new Set<() => void>();

  constructor(
    readonly product: Product,
    readonly key: string,
    readonly me: Me,
    public token: string,
  ) {
    this.realtime = this.newClient(() => {
      this.waiters.wake();
      for (const listener of this.listeners) listener();
    });
  }

  /** After each message of the server, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get extension(): string {
    return this.me.user.extension;
  }

  get userId(): Me['user']['id'] {
    return this.me.user.id;
  }

  get firstPhone(): SipPhone {
    const [phone] = this.phones;
    if (phone === undefined) throw new Error(`${this.key} has no phone`);
    return phone;
  }

  private newClient(onMessage?: () => void): RealtimeClient {
    return createRealtimeClient({
      url: () => `${this.product.url.replace('http', 'ws')}/realtime`,
      token: this.token,
      ...(onMessage === undefined ? {} : { onMessage }),
    });
  }

  /** What a window that is opened now shows. */
  async freshSnapshot(): Promise<RealtimeClient> {
    const client = this.newClient();
    await client.connect();
    client.drop();
    return client;
  }

  api(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.product.request(method, `/api${path}`, this.token, body);
  }

  async enrol(label = 'Test', windowId = randomUUID()): Promise<SipCredentials> {
    const answer = await this.api('POST', '/devices', { windowId, kind: 'tab', label });
    if (answer.status !== 200) throw new Error(`no device: ${answer.status} ${answer.text}`);
    return answer.json<SipCredentials>();
  }

  /** Another registered phone of this person. */
  async phone(options: Partial<SipPhoneOptions> = {}): Promise<SipPhone> {
    const account = await this.enrol();
    const phone = this.product.phone(account, options);
    this.phones.push(phone);
    await phone.register();
    await this.until(
      () => this.realtime.state.devices.some(({ id, reachable }) => id === account.deviceId && reachable),
      'the phone to be reachable',
    );
    return phone;
  }

  callsOnPhones(): PhoneCall[] {
    return this.phones.flatMap((phone) => phone.calls);
  }

  /** Resolves when the condition holds; looked at after each message of the server. */
  until(condition: () => boolean, what: string, timeoutMs = patienceMs): Promise<void> {
    return this.waiters.until(
      condition,
      timeoutMs,
      () => `${what} (${this.key}); calls ${JSON.stringify([...this.realtime.state.calls.values()].slice(-3))}`,
    );
  }

  card(callId: CallId): CallView | undefined {
    return this.realtime.state.calls.get(callId);
  }

  async untilCard(
    callId: CallId,
    test: (card: CallView) => boolean,
    what: string,
    timeoutMs = patienceMs,
  ): Promise<CallView> {
    const holds = () => {
      const card = this.card(callId);
      return card !== undefined && test(card);
    };
    await this.until(holds, what, timeoutMs);
    return this.card(callId) as CallView;
  }

  untilState(callId: CallId, state: CallView['state'], timeoutMs = patienceMs): Promise<CallView> {
    return this.untilCard(callId, (card) => card.state === state, `call ${callId} to be ${state}`, timeoutMs);
  }

  async untilHistory(callId: CallId, timeoutMs = patienceMs): Promise<HistoryEntry> {
    await this.until(() => this.realtime.state.history.has(callId), `call ${callId} in the history`, timeoutMs);
    return this.realtime.state.history.get(callId) as HistoryEntry;
  }

  /** As this window sees it; null until it has been told. Asking begins the watching. */
  lineOf(other: Colleague): LineState | null {
    this.realtime.watch(other.userId);
    return this.realtime.state.lines.get(other.userId) ?? null;
  }

  /** The whole call list, as the server has stored it. */
  async history(): Promise<HistoryEntry[]> {
    const entries: HistoryEntry[] = [];
    for (let before = ''; ;) {
      const page = (await this.api('GET', `/history?limit=500${before}`)).json<HistoryPage>();
      entries.push(...page.entries);
      if (page.next === null) return entries;
      before = `&before=${encodeURIComponent(page.next)}`;
    }
  }
}

/** Dials as the tab does, naming the call. */
export function dial(
  phone: SipPhone,
  target: string,
  options: DialOptions = {},
): { readonly id: CallId; readonly call: PhoneCall } {
  const id = randomUUID() as CallId;
  const call = phone.dial(target, { ...options, headers: [`X-Vaxel-Call: ${id}`, ...(options.headers ?? [])] });
  return { id, call };
}

export interface Talk {
  readonly id: CallId;
  readonly a: PhoneCall;
  readonly b: PhoneCall;
  /** Each hears the other's tone, now. */
  isHeard(): Promise<void>;
}

/** Two phones in an answered call with open media; the caller sends 600 Hz, the other 900 Hz. */
export async function talk(from: SipPhone, to: SipPhone, target: string): Promise<Talk> {
  const { id, call: a } = dial(from, target, { toneHz: 600 });
  const next = (): Promise<PhoneCall> =>
    to.nextCall().catch((cause: unknown) => {
      throw new Error(`no call came; the caller's is ${a.state}, refused ${JSON.stringify(a.refusal)}`, { cause });
    });
  // Calls that rang there before and were not taken still wait in the row.
  let b = await next();
  while (b.header('X-Vaxel-Call') !== id) b = await next();
  b.answer(900);
  await Promise.all([a.until('established'), b.until('established')]);
  await Promise.all([a.openMedia(), b.openMedia()]);
  return { id, a, b, isHeard: async () => void (await Promise.all([a.hearsTone(900), b.hearsTone(600)])) };
}

/** Asks again until the answer is yes; for what no event tells. */
export async function eventually(
  what: string,
  condition: () => Promise<boolean>,
  timeoutMs = patienceMs,
): Promise<void> {
  const endMs = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > endMs) throw new Error(`waited ${timeoutMs} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A connection kept from before was closed while we sent: browsers then send anew, Node's fetch leaves that to us. */
const isStaleConnection = (error: unknown): boolean =>
  error instanceof TypeError && (error.cause as { code?: string } | undefined)?.code === 'UND_ERR_SOCKET';

export const isQuiet = (line: LineState | null): boolean => line === 'idle' || line === 'offline';
