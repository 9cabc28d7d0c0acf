import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { VaxelError } from '../contract/errors';

/** Any fixed number, and another one than that of the migrations. */
const advisoryLock = 7_624_871_036;
const retryMs = 100;
/** The session of a server that was killed a moment ago may still be ending. */
const patienceMs = 2_000;

/** Another server works on the same database. */
export class DatabaseInUse extends VaxelError {
  constructor(holder: string) {
    super('server.unavailable', `Another Växel server uses this database (${holder}). Only one may: stop it first, or give this one a database of its own.`);
    this.name = 'DatabaseInUse';
  }
}

export interface SessionLock {
  release(): Promise<void>;
}

export interface SessionLockOptions {
  readonly url: string;
  /** The session broke, and before it could be opened again another server had taken the database. */
  readonly onLost: (reason: DatabaseInUse) => void;
}

/**
 * Makes this process the only server on a database: two would close each other's live calls as interrupted. The lock belongs to a
 * session of its own (so `url` must lead to PostgreSQL itself, or to a pooler that keeps sessions) and ends with it, however the
 * process ends. When the session breaks, as by a restart of the database, it is taken again.
 * @throws DatabaseInUse; the driver's errors when the database cannot be reached
 */
export async function lockDatabase({ url, onLost }: SessionLockOptions): Promise<SessionLock> {
  const state = { isReleased: false };
  let session = await acquire(url, null, patienceMs);
  let retaking: Promise<void> = Promise.resolve();
  watch();

  function watch(): void {
    session.client.once('end', () => {
      if (!state.isReleased) retaking = retake(session.pid);
    });
  }

  async function retake(ownPid: number): Promise<void> {
    while (!state.isReleased) {
      try {
        session = await acquire(url, ownPid, 0);
        return watch();
      } catch (error) {
        if (error instanceof DatabaseInUse) return onLost(error);
        await delay(retryMs * 5, undefined, { ref: false });
      }
    }
  }

  return {
    async release() {
      state.isReleased = true;
      await retaking;
      await session.client.end().catch(() => undefined);
    },
  };
}

interface Session {
  readonly client: Client;
  /** Of the server process behind the session. */
  readonly pid: number;
}

/** `ownPid` is that of our session before this one, which the database may not have noticed to be gone. */
async function acquire(url: string, ownPid: number | null, forMs: number): Promise<Session> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, application_name: 'vaxel-lock', keepAlive: true, keepAliveInitialDelayMillis: 10_000 });
  client.on('error', () => undefined); // `end` follows.
  await client.connect();
  try {
    for (let waitedMs = 0; ; waitedMs += retryMs) {
      const { rows } = await client.query<{ taken: boolean; pid: number }>('select pg_try_advisory_lock($1) as taken, pg_backend_pid() as pid', [advisoryLock]);
      if (rows[0]?.taken === true) return { client, pid: rows[0].pid };
      const holder = await holderOf(client);
      if (holder !== null && holder.pid === ownPid) await client.query('select pg_terminate_backend($1, 1000)', [ownPid]);
      else if (waitedMs >= forMs) throw new DatabaseInUse(holder?.words ?? 'it has just started');
      await delay(retryMs);
    }
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

async function holderOf(client: Client): Promise<{ pid: number; words: string } | null> {
  const { rows } = await client.query<{ pid: number; since: Date | null; address: string | null }>(
    `select pid, backend_start as since, host(client_addr) as address from pg_locks left join pg_stat_activity using (pid)
     where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())
       and classid = $1 and objid = $2`,
    // PostgreSQL shows the two halves of the number.
    [Math.floor(advisoryLock / 2 ** 32), advisoryLock % 2 ** 32],
  );
  const [found] = rows;
  if (found === undefined) return null;
  return { pid: found.pid, words: `since ${found.since?.toISOString() ?? 'a while'}, from ${found.address ?? 'this machine'}` };
}
