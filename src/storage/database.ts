import { Kysely, PostgresDialect } from 'kysely';
import { Client, Pool } from 'pg';
import { VaxelError } from '../contract/errors';
import { translateDatabaseError } from '../errors/database-loss';
import { translatingPool } from './connection-loss';
import { startEmbeddedPostgres } from './embedded-postgres';
import { migrate } from './migrate';
import { createProcessOwnership, type ProcessOwnership } from './process-ownership';
import { lockDatabase, type DatabaseInUse, type SessionLock } from './session-lock';
import type { Database } from '../ports/database';

export interface OpenDatabase {
  readonly db: Kysely<Database>;
  readonly pool: Pool;
  /** For parts that keep their own connections (pg-boss). Holds the password: never log it. */
  readonly url: string;
  /** E.g. `PostgreSQL 18.4, embedded`. */
  readonly version: string;
  /** Stands on the lock, where this process is made the only server. */
  readonly ownership: ProcessOwnership;
  /** One round trip. @throws VaxelError server.unavailable */
  ping(): Promise<void>;
  /** Ends the connections, and the embedded server when it is ours. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A given PostgreSQL, or the folder where the embedded one lives. */
  readonly where: { readonly url: string } | { readonly dataFolder: string };
  /** Folder of the numbered SQL files. */
  readonly migrationsFolder: string;
  /** Folder whose node_modules holds the embedded server's programs; default: the working folder. */
  readonly packageRoot?: string;
  readonly connections?: number;
  /** Told when the embedded server's process starts: while it does, this one has time for work that keeps it busy. */
  readonly onStarting?: () => void;
  /** Longest time for one statement, milliseconds. */
  readonly statementTimeoutMs?: number;
  /**
   * Makes this process the only server on the database; told when another one has taken it after the connection was
   * lost.
   */
  readonly onLockLost?: (reason: DatabaseInUse) => void;
  /** Told of connections that broke while idle and of restarts of the embedded server. */
  readonly onTrouble?: (error: Error) => void;
}

/**
 * Opens the database, starting the embedded server when none is given, and migrates it. A connection that is lost later
 * is replaced by the pool; queries meanwhile fail with `server.unavailable`.
 * @throws DatabaseInUse | VaxelError server.unavailable | server.error (migrations)
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const onTrouble = options.onTrouble ?? (() => undefined);
  const embedded =
    'dataFolder' in options.where
      ? await startEmbeddedPostgres({
          folder: options.where.dataFolder,
          onTrouble,
          ...(options.onStarting === undefined ? {} : { onStarting: options.onStarting }),
          ...(options.packageRoot === undefined ? {} : { packageRoot: options.packageRoot }),
        })
      : null;
  const url = embedded?.url ?? ('url' in options.where ? options.where.url : '');
  let lock: SessionLock = { lost: new AbortController().signal, release: async () => undefined };
  const stop = async () => {
    await lock.release();
    await embedded?.stop();
  };
  try {
    // Before the migrations: they are another server's business too.
    if (options.onLockLost !== undefined) lock = await lockDatabase({ url, onLost: options.onLockLost });
    const version = await prepare(url, options.migrationsFolder);
    const ownership = createProcessOwnership(lock.lost);
    const described = embedded === null ? version : `${version}, embedded`;
    return { ownership, ...connect(url, described, options, onTrouble, stop) };
  } catch (error) {
    await stop();
    throw translateDatabaseError(error);
  }
}

async function prepare(url: string, migrationsFolder: string): Promise<string> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'vaxel-migrate',
  });
  client.on('error', () => undefined); // The pending query reports it.
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    await migrate(client, migrationsFolder);
    return `PostgreSQL ${rows[0]?.server_version.split(' ')[0] ?? 'of unknown version'}`;
  } finally {
    await client.end();
  }
}

function connect(
  url: string,
  version: string,
  options: DatabaseOptions,
  onTrouble: (error: Error) => void,
  stop: () => Promise<void>,
): Omit<OpenDatabase, 'ownership'> {
  const statementTimeoutMs = options.statementTimeoutMs ?? 10_000;
  const pool = new Pool({
    connectionString: url,
    max: options.connections ?? 10,
    application_name: 'vaxel',
    // A database that is not there refuses at once. One that is slow, or a machine that is busy, makes things late, not
    // wrong;
    // calls do not wait for it (ADR 0002).
    connectionTimeoutMillis: 10_000,
    statement_timeout: statementTimeoutMs,
    // A server that hangs cannot keep its own timeout; this one is counted here.
    query_timeout: statementTimeoutMs + 1_000,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
  });
  let isClosing = false;
  // One that breaks while it is borrowed would end the process; the pool repeats what idle ones say.
  pool.on('connect', (client) => client.on('error', (error) => void (isClosing || onTrouble(error))));
  pool.on('error', () => undefined);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: translatingPool(pool) }) });
  return {
    db,
    pool,
    url,
    version,
    async ping() {
      try {
        await pool.query('select 1');
      } catch (error) {
        throw error instanceof VaxelError
          ? error
          : new VaxelError('server.unavailable', 'The database does not answer.', { cause: error });
      }
    },
    async close() {
      // What ends from here on we end: PostgreSQL tells connections that are not quite closed that it does (57P01).
      isClosing = true;
      await db.destroy();
      if (!pool.ended) await pool.end(); // Kysely ends only a pool that it has used.
      await stop();
    },
  };
}
