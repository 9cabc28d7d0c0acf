import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { VaxelError } from '../contract/errors';
import { longSession } from './long-session';

/** Any fixed number, and another one than that of the migrations. */
const advisoryLock = 7_624_871_036;
const retryMs = 100;
/** The session of a server that was killed a moment ago may still be ending. */
const patienceMs = 2_000;

/** Another server works on the same database. */
export class DatabaseInUse extends VaxelError {
  constructor(holder: string) {
    super(
      'server.unavailable',
      `Another Växel server uses this database (${holder}). Only one may: stop it first, or give this one a ` +
        'database of its own.',
    );
    this.name = 'DatabaseInUse';
  }
}

export interface SessionLock {
  /** Aborted, the reason a `DatabaseInUse`, before `onLost` is told. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

export interface SessionLockOptions {
  readonly url: string;
  /** The session broke, and before it could be opened again another server had taken the database. */
  readonly onLost: (reason: DatabaseInUse) => void;
}

/**
 * Makes this process the only server on a database: two would close each other's live calls as interrupted. The lock
 * belongs to a session of its own (so `url` must lead to PostgreSQL itself, or to a pooler that keeps sessions) and
 * ends with it, however the process ends. When the session breaks, as by a restart of the database, it is taken again.
 * @throws DatabaseInUse; the driver's errors when the database cannot be reached
 */
export async function lockDatabase({ url, onLost }: SessionLockOptions): Promise<SessionLock> {
  const state = { isReleased: false };
  const own: OwnSessions = { name: `vaxel-lock ${randomUUID()}`, pids: new Set() };
  const lost = new AbortController();
  let session = await acquire(url, own, patienceMs);
  let retaking: Promise<void> = Promise.resolve();
  watch();

  function watch(): void {
    session.client.once('end', () => {
      if (!state.isReleased) retaking = retake();
    });
  }

  async function retake(): Promise<void> {
    while (!state.isReleased) {
      try {
        session = await acquire(url, own, 0);
        return watch();
      } catch (error) {
        if (error instanceof DatabaseInUse) {
          lost.abort(error);
          return onLost(error);
        }
        await delay(retryMs * 5, undefined, { ref: false });
      }
    }
  }

  return {
    lost: lost.signal,
    async release() {
      state.isReleased = true;
      await retaking;
      await session.client.end().catch(() => undefined);
    },
  };
}

/** How this process knows its sessions again. The database may not have noticed yet that one of them is gone. */
interface OwnSessions {
  /** Also that of a session which got the lock and broke before we heard so. */
  readonly name: string;
  /** Their processes in the database, which shows no names of sessions that are ending. */
  readonly pids: Set<number>;
}

interface Session {
  readonly client: Client;
}

const tryLock = 'select pg_try_advisory_lock($1) as taken, pg_backend_pid() as pid';

/** Whoever had the lock a moment ago and has it no longer is no other server. */
async function acquire(url: string, own: OwnSessions, forMs: number): Promise<Session> {
  const client = new Client({ connectionString: url, application_name: own.name, ...longSession });
  client.on('error', () => undefined); // `end` follows.
  await client.connect();
  try {
    for (let waitedMs = 0; ; waitedMs += retryMs) {
      const { rows } = await client.query<{ taken: boolean; pid: number }>(tryLock, [advisoryLock]);
      for (const { pid } of rows) own.pids.add(pid);
      if (rows[0]?.taken === true) return { client };
      const holder = await holderOf(client);
      const isOurs = holder?.name === own.name || (holder?.name === null && own.pids.has(holder.pid));
      if (isOurs) await client.query('select pg_terminate_backend($1, 1000)', [holder?.pid]);
      else if (holder !== null && waitedMs >= forMs) throw new DatabaseInUse(holder.words);
      await delay(retryMs);
    }
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

interface Holder {
  /** Of the process of the database behind the session. */
  readonly pid: number;
  readonly name: string | null;
  readonly words: string;
}

/** Null = nobody has the lock now. */
async function holderOf(client: Client): Promise<Holder | null> {
  const { rows } = await client.query<{ pid: number; name: string | null; since: Date | null; address: string | null }>(
    `select pid, application_name as name, backend_start as since, host(client_addr) as address
     from pg_locks left join pg_stat_activity using (pid)
     where locktype = 'advisory' and granted
       and database = (select oid from pg_database where datname = current_database())
       and classid = $1 and objid = $2`,
    // PostgreSQL shows the two halves of the number.
    [Math.floor(advisoryLock / 2 ** 32), advisoryLock % 2 ** 32],
  );
  const [found] = rows;
  if (found === undefined) return null;
  const words = `since ${found.since?.toISOString() ?? 'a while'}, from ${found.address ?? 'this machine'}`;
  return { pid: found.pid, name: found.name, words };
}
