import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { Client } from 'pg';
import type { OpenDatabase } from '../../src/storage/database';
import { openDatabase } from '../../src/storage/database';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres';
import { migrate, readMigrations } from '../../src/storage/migrate';
import type { Database } from '../../src/ports/database';

// The first file of a run makes the cluster, which takes more than jest's 5 s when the machine is busy.

// jest, the benches and the end-to-end tests all run in the project's folder.
const packageRoot = process.cwd();
export const migrationsFolder = join(packageRoot, 'src', 'storage', 'migrations');

export interface TestDatabase {
  readonly db: Kysely<Database>;
  readonly pool: OpenDatabase['pool'];
  readonly url: string;
  /** Ends the connections and drops the database. */
  close(): Promise<void>;
}

/**
 * A database of its own for one test file: a clone (some 50 ms) of a migrated template. All files of a jest run share
 * one real PostgreSQL, the one that DATABASE_URL_TEST names or one that is started here and ends with the run.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env['DATABASE_URL_TEST'] ?? (await sharedServer());
  const template = await ensureTemplate(server);
  const name = `vaxel_test_${randomUUID().replaceAll('-', '')}`;
  await inServer(server, (client) => client.query(`create database ${name} template ${template}`));
  const url = withDatabase(server, name);
  const opened = await openDatabase({ where: { url }, migrationsFolder, connections: 5 });
  return {
    db: opened.db,
    pool: opened.pool,
    url,
    async close() {
      await opened.close();
      await inServer(server, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** The migrated template, made once for each content of the migrations folder, whoever comes first. */
async function ensureTemplate(server: string): Promise<string> {
  const migrations = await readMigrations(migrationsFolder);
  const name = `vaxel_template_${createHash('sha256')
    .update(migrations.map(({ checksum }) => checksum).join())
    .digest('hex')
    .slice(0, 12)}`;
  await inServer(server, async (client) => {
    const finished = async () =>
      (await client.query('select 1 from pg_database where datname = $1 and datistemplate', [name])).rowCount === 1;
    if (await finished()) return;
    await client.query('select pg_advisory_lock(4711)');
    if (await finished()) return;
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`create database ${name}`);
    await inServer(withDatabase(server, name), (fresh) => migrate(fresh, migrationsFolder));
    await client.query(`alter database ${name} is_template true`);
  });
  return name;
}

async function inServer<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** The process of the jest run: a worker's parent, or this process when jest runs in band. */
const runPid = process.argv[1]?.includes('jest-worker') === true ? process.ppid : process.pid;

async function sharedServer(): Promise<string> {
  const folder = join(tmpdir(), `vaxel-test-${runPid}`);
  const ready = join(folder, 'ready');
  if (isFirst(folder)) {
    const url = await startShared(folder);
    writeFileSync(`${ready}.new`, url, { mode: 0o600 });
    renameSync(`${ready}.new`, ready);
    return url;
  }
  for (let waited = 0; waited < 60_000; waited += 20) {
    const url = readOrNull(ready);
    if (url !== null) return url;
    await delay(20);
  }
  throw new Error(`The test database in ${folder} did not start.`);
}

/** mkdir is atomic: exactly one worker starts the server. */
function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o755 });
    return true;
  } catch {
    return false;
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

async function startShared(folder: string): Promise<string> {
  const server = await startEmbeddedPostgres({ folder, packageRoot, durable: false, maxConnections: 200 });
  // Nobody in jest lives as long as the run, so a shell waits for its end, however it comes, and ends the server by
  // pid.
  const script =
    'while kill -0 "$1" 2>/dev/null; do sleep 0.2; done; kill -INT "$2" 2>/dev/null; i=0; while kill -0 "$2" ' +
    '2>/dev/null && [ $i -lt 50 ]; do sleep 0.1; i=$((i+1)); done; rm -rf "$3"';
  spawn('/bin/sh', ['-c', script, 'vaxel-test-database', String(runPid), String(server.pid()), folder], {
    detached: true,
    stdio: 'ignore',
  }).unref();
  return server.url;
}
