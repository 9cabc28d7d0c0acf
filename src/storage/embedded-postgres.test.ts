import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { sql } from 'kysely';
import { Client } from 'pg';
import { migrationsFolder } from '../../tests/fakes/database';
import type { OpenDatabase } from './database';
import { openDatabase } from './database';
import type { EmbeddedPostgres } from './embedded-postgres';
import { endLeftOverPostgres, startEmbeddedPostgres } from './embedded-postgres';
import { processIdentity } from './processes';

// One real server whose life is followed through the file; each test leaves it stopped.
const packageRoot = resolve(__dirname, '../..');
let folder: string;
let running: EmbeddedPostgres[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaxel-pg-'));
  // For us alone: under root the database's own user is kept out and must be given the right to pass.
  chmodSync(folder, 0o700);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  running = [];
});
afterEach(async () => {
  for (const postgres of running) await postgres.stop();
});

async function start(onTrouble: (error: Error) => void = () => undefined): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ folder, packageRoot, onTrouble });
  running.push(postgres);
  return postgres;
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** What a kill -9 of our own server leaves: PostgreSQL running, its owner gone. */
async function orphan(): Promise<{ url: string; pid: number }> {
  const program = join(folder, 'owner.cjs');
  if (!existsSync(program))
    buildSync({
      entryPoints: [join(__dirname, 'embedded-postgres.ts')],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile: program,
      external: ['pg-native'],
    });
  const script = `const { startEmbeddedPostgres } = require(${JSON.stringify(program)});
    startEmbeddedPostgres(${JSON.stringify({ folder, packageRoot })})
      .then((made) => process.send({ url: made.url, pid: made.pid() }))`;
  const owner = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const made = await new Promise<{ url: string; pid: number }>((resolve) =>
    owner.once('message', (message) => resolve(message as { url: string; pid: number })),
  );
  const gone = new Promise((done) => owner.once('exit', done));
  owner.kill('SIGKILL');
  await gone;
  return made;
}

async function ended(pid: number): Promise<void> {
  while (processIdentity(pid) !== null) await new Promise((done) => setImmediate(done));
}

test('the first start makes a durable PostgreSQL 18 with Swedish collation, behind a private socket only', async () => {
  const { url } = await start();
  expect(await query(url, 'show server_version')).toEqual([{ server_version: expect.stringMatching(/^18\./) }]);
  expect(
    await query(
      url,
      `select current_setting('fsync') fsync, current_setting('listen_addresses') addresses, ` +
        `current_setting('synchronous_commit') sync`,
    ),
  ).toEqual([{ fsync: 'on', addresses: '', sync: 'on' }]);
  expect(
    await query(
      url,
      `select string_agg(n, '' order by n collate "sv-x-icu") sorted from unnest(array['ö','z','ä','a','å']) n`,
    ),
  ).toEqual([{ sorted: 'azåäö' }]);
  expect(statSync(join(folder, 'pg')).mode & 0o077).toBe(0);
  expect(statSync(join(folder, 'pg-password')).mode & 0o777).toBe(0o600);
  await expect(query(url.replace(/:[^:@/]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/);
});

test('a later start finds what was stored', async () => {
  const first = await start();
  await query(first.url, 'create table kept as select 1 as one');
  await first.stop();
  const { url } = await start();
  expect(await query(url, 'select one from kept')).toEqual([{ one: 1 }]);
});

test('a server that outlived its killed owner is adopted; the owner’s open work is undone', async () => {
  const first = await orphan();
  await query(first.url, 'create table work (id int)');
  const owner = new Client({ connectionString: first.url });
  const lost = new Promise((done) => owner.on('error', done));
  await owner.connect();
  await owner.query('begin');
  await owner.query('insert into work values (1)');
  const second = await start();
  await lost;
  expect([second.adopted, second.pid()]).toEqual([true, first.pid]);
  expect(await query(second.url, 'select * from work')).toEqual([]);
  await second.stop();
  expect(processIdentity(first.pid)).toBeNull();
});

test('a server that was killed itself is recovered, pid file and all', async () => {
  const { url, pid } = await orphan();
  await query(url, 'create table survived as select 1 as one');
  process.kill(pid, 'SIGKILL');
  await ended(pid);
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await query(second.url, 'select one from survived')).toEqual([{ one: 1 }]);
});

test('a stranger who has inherited the pid of a killed server is left alone', async () => {
  const { pid } = await orphan();
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await new Promise((done) => stranger.once('spawn', done));
  process.kill(pid, 'SIGKILL');
  await ended(pid);
  const path = join(folder, 'pg', 'postmaster.pid');
  writeFileSync(path, [String(stranger.pid), ...readFileSync(path, 'utf8').split('\n').slice(1)].join('\n'));
  const second = await start();
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(processIdentity(stranger.pid ?? 0)).not.toBeNull();
  const gone = new Promise((done) => stranger.once('exit', done));
  stranger.kill('SIGKILL');
  await gone;
});

test('a server that ends by itself is started again', async () => {
  const troubles: string[] = [];
  let told = () => undefined as void;
  const trouble = new Promise<void>((done) => {
    told = done;
  });
  const postgres = await start((error) => {
    troubles.push(error.message);
    told();
  });
  const pid = postgres.pid();
  process.kill(pid, 'SIGKILL');
  await trouble;
  while (postgres.pid() === pid) await new Promise((done) => setImmediate(done));
  expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(troubles).toHaveLength(1);
});

test('what a start that was killed half-way left is built anew', async () => {
  const other = join(folder, 'half');
  mkdirSync(join(other, 'pg.new', 'base'), { recursive: true });
  writeFileSync(join(other, 'pg.new', 'PG_VERSION'), '18\n');
  writeFileSync(join(other, 'pg-password'), 'old');
  const postgres = await startEmbeddedPostgres({ folder: other, packageRoot, durable: false });
  running.push(postgres);
  expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a folder whose path is too long for a socket works all the same', async () => {
  const long = join(folder, 'x'.repeat(90));
  const postgres = await startEmbeddedPostgres({ folder: long, packageRoot, durable: false });
  running.push(postgres);
  expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  const { searchParams } = new URL(postgres.url);
  rmSync(searchParams.get('host') ?? '', { recursive: true });
});

test('a cluster of another version is refused by name', async () => {
  const other = join(folder, 'older');
  mkdirSync(join(other, 'pg'), { recursive: true });
  writeFileSync(join(other, 'pg', 'PG_VERSION'), '15\n');
  writeFileSync(join(other, 'pg-password'), 'x');
  await expect(startEmbeddedPostgres({ folder: other, packageRoot })).rejects.toMatchObject({
    code: 'server.error',
    message: expect.stringContaining('PostgreSQL 15'),
  });
});

test('a left-over server can be ended by its folder', async () => {
  const { pid } = await orphan();
  await endLeftOverPostgres(folder);
  expect(processIdentity(pid)).toBeNull();
  await endLeftOverPostgres(folder);
});

describe('an open database', () => {
  let database: OpenDatabase;
  beforeEach(async () => {
    database = await openDatabase({
      where: { dataFolder: folder },
      migrationsFolder,
      packageRoot,
      statementTimeoutMs: 300,
    });
  });
  afterEach(() => database.close());
  const postmaster = () => Number.parseInt(readFileSync(join(folder, 'pg', 'postmaster.pid'), 'utf8'), 10);
  const organisations = () => database.db.selectFrom('organisation').selectAll().execute();

  test('is migrated and says its version', async () => {
    expect(await organisations()).toEqual([]);
    expect(database.version).toMatch(/^PostgreSQL 18\.\d+, embedded$/);
  });

  test('that is killed fails with server.unavailable and recovers by itself', async () => {
    await organisations();
    const pid = postmaster();
    // Under way while it is killed; what comes later may meet the server that was started again.
    const underWay = sql`select pg_sleep(5)`.execute(database.db);
    const failed = expect(underWay).rejects.toMatchObject({ code: 'server.unavailable' });
    process.kill(pid, 'SIGKILL');
    await Promise.all([ended(pid), failed]);
    let recovered = false;
    while (!recovered)
      recovered = await database.ping().then(
        () => true,
        () => false,
      );
    expect(await organisations()).toEqual([]);
  });

  test('that hangs fails with server.unavailable, and an answer that comes late confuses nobody', async () => {
    await database.pool.query('create table if not exists late (id int)');
    const [backend] = (await database.pool.query<{ pid: number }>('select pg_backend_pid() as pid')).rows;
    const pid = backend?.pid ?? 0;
    process.kill(pid, 'SIGSTOP');
    try {
      await expect(database.db.selectFrom('organisation').selectAll().execute()).rejects.toMatchObject({
        code: 'server.unavailable',
      });
      // The next query takes another connection.
      expect(await organisations()).toEqual([]);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    expect(await organisations()).toEqual([]);
  });

  test('ends statements that take too long', async () => {
    const { sql } = jest.requireActual<typeof import('kysely')>('kysely');
    await expect(sql`select pg_sleep(5)`.execute(database.db)).rejects.toMatchObject({ code: 'server.unavailable' });
  });
});

test('a given server that is not there is server.unavailable', async () => {
  await expect(
    openDatabase({ where: { url: 'postgresql://x:y@127.0.0.1:1/z' }, migrationsFolder }),
  ).rejects.toMatchObject({ code: 'server.unavailable' });
});
