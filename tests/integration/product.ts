import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { SipCredentials } from '../../src/contract/devices/devices';
import type { Me } from '../../src/contract/people/people';
import { findPostmaster } from '../../src/storage/postmaster';
import { endLeftOverPostgres } from '../../src/storage/embedded-postgres';
import { RawSip } from '../fakes/raw-sip';
import { connectToServerDatabase } from '../fakes/server-database';
import { SipPhone } from '../fakes/sip-phone';
import type { PhoneAccount, SipPhoneOptions } from '../fakes/sip-phone';
import { freePort, removeFolder, startServer } from '../e2e/server';
import type { RunningServer } from '../e2e/server';
import { eventually } from '../fakes/waiters';
import { Colleague, isQuiet } from './colleague';

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
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** Expects dist/ to be built; `npm test` has done that. */
  static async start(
    environment: NodeJS.ProcessEnv = {},
    dataFolder = mkdtempSync(join(tmpdir(), 'vaxel-')),
  ): Promise<Product> {
    const port = await freePort();
    return new Product(await startServer({ port, dataFolder, environment }), port, environment);
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
    const { port, dataFolder, environment } = this;
    this.server = await startServer({ port, dataFolder, environment });
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

  /** @param account where its switch is, too, when that is not this server */
  phone(account: PhoneAccount & Partial<SipCredentials>, options: Partial<SipPhoneOptions> = {}): SipPhone {
    const { webSocketPath = '', withoutCandidates = true } = account;
    const url = /^wss?:/.test(webSocketPath) ? webSocketPath : this.sipUrl;
    const phone = new SipPhone({ url, account, offersCandidates: !withoutCandidates, ...options });
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
    for (const colleague of this.colleagues) colleague.leave();
    await Promise.all(this.phones.map((phone) => phone.close()));
    await this.database?.end().catch(() => undefined);
    await this.server.stop();
    await endLeftOverPostgres(this.dataFolder);
    removeFolder(this.dataFolder);
  }
}

/** A connection kept from before was closed while we sent: browsers then send anew, Node's fetch leaves that to us. */
const isStaleConnection = (error: unknown): boolean =>
  error instanceof TypeError && (error.cause as { code?: string } | undefined)?.code === 'UND_ERR_SOCKET';
