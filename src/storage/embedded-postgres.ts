import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, stat, truncate } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { VaxelError } from '../contract/errors';
import { initialiseCluster, requireVersion, superuser } from './postgres-cluster';
import { findPostgresBinaries } from './postgres-binaries';
import { launchAs, postgresUser, withAccess } from './postgres-user';
import type { PostgresUser } from './postgres-user';
import { endPostmaster, findPostmaster, isReady } from './postmaster';
import { processIdentity } from './processes';
import { socketFolder } from './socket-folder';

export interface EmbeddedPostgres {
  /** Connection string with the password: never log it. */
  readonly url: string;
  /** True when a server that outlived a killed one was taken over. */
  readonly adopted: boolean;
  /** The postmaster's pid at this moment. */
  pid(): number;
  /** Ends the server (fast shutdown). */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The data folder; the caller holds its lock. The cluster lives in `<folder>/pg`. */
  readonly folder: string;
  /** Folder whose node_modules holds the binaries; default: the working folder. */
  readonly packageRoot?: string;
  /** False switches fsync off, for tests only. */
  readonly durable?: boolean;
  readonly maxConnections?: number;
  /** Told when the server's process was made, which then takes a while until it is ready. */
  readonly onStarting?: () => void;
  /** Told when the server ended by itself and was started again. */
  readonly onTrouble?: (error: Error) => void;
}

interface ServerLaunch {
  readonly postgres: string;
  readonly user: PostgresUser;
  readonly cluster: string;
  readonly log: string;
  readonly flags: readonly string[];
  readonly onStarting?: (() => void) | undefined;
}

const databaseName = 'vaxel';
const superviseMs = 500;
const retryMs = 100;
const retryForMs = 3_000;
const largestLogBytes = 10_000_000;

/**
 * Runs a real PostgreSQL in the data folder, over a Unix socket that only this system user can reach. A server left
 * over from a killed process is adopted after its old sessions were ended; one that ends by itself is started again.
 * @throws VaxelError server.error | server.unavailable
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(options.folder);
  const cluster = join(folder, 'pg');
  await mkdir(folder, { recursive: true });
  const [binaries, systemUser] = await Promise.all([
    findPostgresBinaries(resolve(options.packageRoot ?? process.cwd())),
    postgresUser(),
  ]);
  const user = await withAccess(systemUser, [cluster, binaries.postgres]);
  const password = await initialiseCluster({
    folder,
    cluster,
    initdb: binaries.initdb,
    user,
    durable: options.durable ?? true,
  });
  await requireVersion(cluster, '18');
  const sockets = await socketFolder(cluster, user);
  const log = join(folder, 'postgres.log');
  const launch: ServerLaunch = {
    postgres: binaries.postgres,
    user,
    cluster,
    log,
    flags: serverFlags(sockets, options),
    onStarting: options.onStarting,
  };
  const urlOf = (database: string) =>
    `postgresql://${superuser}:${password}@localhost/${database}?host=${encodeURIComponent(sockets)}`;

  const leftOver = await adopt(cluster, urlOf('postgres'));
  let pid = leftOver ?? (await start(launch));
  await ensureDatabase(urlOf);
  const supervision = supervise(
    () => pid,
    async () => (pid = await start(launch)),
    options.onTrouble ?? (() => undefined),
  );
  return {
    url: urlOf(databaseName),
    adopted: leftOver !== null,
    pid: () => pid,
    async stop() {
      await supervision.stop();
      await endPostmaster(pid);
    },
  };
}

/**
 * Ends a server that a killed process left running in the data folder, e.g. before the folder is emptied. Harmless
 * without one.
 */
export async function endLeftOverPostgres(folder: string): Promise<void> {
  const pid = await findPostmaster(join(resolve(folder), 'pg'));
  if (pid !== null) await endPostmaster(pid);
}

function serverFlags(sockets: string, { durable = true, maxConnections = 60 }: EmbeddedPostgresOptions): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    max_connections: String(maxConnections),
    shared_buffers: '64MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * Right after a crash, sessions of the dead server may still be ending, and PostgreSQL refuses to start until they
 * have.
 */
async function start(launch: ServerLaunch): Promise<number> {
  await truncateLarge(launch.log);
  for (let waited = 0; ; waited += retryMs) {
    try {
      return await startOnce(launch);
    } catch (error) {
      if (waited >= retryForMs) throw error;
      await delay(retryMs);
    }
  }
}

async function startOnce({ postgres, user, cluster, log, flags, onStarting }: ServerLaunch): Promise<number> {
  const output = openSync(log, 'a', 0o600);
  // Its own session: Ctrl+C in the terminal must reach the server first, which ends PostgreSQL when it is done with it.
  const { file, args, identity } = launchAs(user, postgres, ['-D', cluster, ...flags]);
  const child = spawn(file, args, {
    ...identity,
    cwd: cluster,
    detached: true,
    env: { LC_ALL: 'C' },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.unref();
  child.on('error', () => undefined); // Told by the missing pid.
  onStarting?.();
  const runs = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  // Crash recovery may take its time; each look is one small file.
  for (let waited = 0; waited < 60_000 && runs(); waited += 5) {
    if (await isReady(cluster, child.pid ?? 0)) return child.pid ?? 0;
    await delay(5);
  }
  throw new VaxelError(
    'server.unavailable',
    'The embedded PostgreSQL did not start ' +
      `(${runs() ? 'not ready within a minute' : `exit code ${child.exitCode}`}); ${log} says why.`,
  );
}

/**
 * Takes over a server that outlived its owner; its sessions belong to the dead owner and are ended with their open
 * work.
 */
async function adopt(cluster: string, url: string): Promise<number | null> {
  const pid = await findPostmaster(cluster);
  if (pid === null) return null;
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000, query_timeout: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(
      `select pg_terminate_backend(pid, 1000) from pg_stat_activity where backend_type = 'client backend' and pid ` +
        '<> pg_backend_pid()',
    );
    return pid;
  } catch {
    await endPostmaster(pid);
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ensureDatabase(urlOf: (database: string) => string): Promise<void> {
  const client = new Client({ connectionString: urlOf('postgres'), connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (rowCount === 0) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
}

/** Starts the server again when it ends by itself, at most once in `superviseMs`. */
function supervise(
  pid: () => number,
  restart: () => Promise<number>,
  onTrouble: (error: Error) => void,
): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy || processIdentity(pid()) !== null) return;
    busy = true;
    onTrouble(new VaxelError('server.unavailable', 'The embedded PostgreSQL ended by itself; it is started again.'));
    running = restart()
      .catch((error: Error) => onTrouble(error))
      .finally(() => (busy = false));
  }, superviseMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

async function truncateLarge(path: string): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > largestLogBytes) await truncate(path);
}
