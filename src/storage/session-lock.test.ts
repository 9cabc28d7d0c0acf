import { Client } from 'pg';
import { createTestDatabase } from '../../tests/fakes/database';
import type { TestDatabase } from '../../tests/fakes/database';
import { listenBetween } from '../../tests/fakes/between-database';
import { patienceMs } from '../../tests/patience';
import { lockDatabase } from './session-lock';
import type { SessionLock } from './session-lock';

let database: TestDatabase;
let other: Client;
let locks: SessionLock[];
let lost: string[];
let ended: (() => void)[];

beforeEach(async () => {
  database = await createTestDatabase();
  other = new Client({ connectionString: database.url });
  other.on('error', () => undefined);
  await other.connect();
  [locks, lost, ended] = [[], [], []];
});
afterEach(async () => {
  await Promise.all(locks.map((lock) => lock.release()));
  await other.end();
  await database.close();
});

async function lock(url = database.url): Promise<SessionLock> {
  const taken = await lockDatabase({
    url,
    onLost({ message }) {
      lost.push(message);
      for (const told of ended.splice(0)) told();
    },
  });
  locks.push(taken);
  return taken;
}

interface LockHolder {
  readonly pid: number;
  readonly name: string;
}

async function lockHolders(): Promise<LockHolder[]> {
  const { rows } = await other.query<LockHolder>(
    `select pid, application_name as name from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and granted and application_name like 'vaxel-lock%' and datname = current_database()`,
  );
  return rows;
}

const holders = async (): Promise<number[]> => (await lockHolders()).map(({ pid }) => pid);

/** The session ends as it does when the database is restarted. */
async function breakSession(): Promise<number> {
  const [pid = 0] = await holders();
  await other.query('select pg_terminate_backend($1, 5000)', [pid]);
  return pid;
}

test('a second server on the database is refused, in one line that says since when there is another', async () => {
  const first = await lock();
  const refusal = await lock().catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    name: 'DatabaseInUse',
    message: expect.stringMatching(
      /^Another Växel server uses this database \(since \d{4}-.*Z, from [^)]+\)\. Only one may[^\n]*$/,
    ),
  });
  await first.release();
  const next = await lock();
  expect(next.lost.aborted).toBe(false);
});

test('a broken session takes the lock again, and goes on refusing others', async () => {
  await lock();
  const pid = await breakSession();
  for (let found = await holders(); found.length === 0 || found.includes(pid); found = await holders())
    await new Promise((resolve) => setImmediate(resolve));
  await expect(lock()).rejects.toMatchObject({ name: 'DatabaseInUse' });
  expect(lost).toEqual([]);
});

/** A session that waits in PostgreSQL's own row, and so has the lock the moment that it is free. */
async function nextInRow(name: string): Promise<{ rival: Client; number: string; taken: Promise<unknown> }> {
  const [pid] = await holders();
  const rival = new Client({ connectionString: database.url, application_name: name });
  rival.on('error', () => undefined);
  await rival.connect();
  const { rows } = await other.query<{ classid: string; objid: string }>(
    `select classid, objid from pg_locks where locktype = 'advisory' and pid = $1`,
    [pid],
  );
  const number = String(BigInt(rows[0]?.classid ?? 0) * 2n ** 32n + BigInt(rows[0]?.objid ?? 0));
  const taken = rival.query('select pg_advisory_lock($1)', [number]);
  const waiting = () => other.query(`select 1 from pg_locks where locktype = 'advisory' and not granted`);
  for (let waits = false; !waits;) waits = (await waiting()).rowCount !== 0;
  return { rival, number, taken };
}

/** Until a session has the lock that is none of these. */
async function takenAgain(...before: number[]): Promise<void> {
  const isNew = (found: readonly number[]): boolean => found.length > 0 && !found.some((pid) => before.includes(pid));
  while (!isNew(await holders())) await new Promise((resolve) => setImmediate(resolve));
}

test('when another server was quicker, the first is told', async () => {
  await lock();
  const { rival, taken } = await nextInRow('vaxel-lock of another');
  const told = new Promise<void>((resolve) => ended.push(resolve));
  await breakSession();
  await taken;
  await told;
  expect(locks[0]?.lost).toMatchObject({ aborted: true, reason: { name: 'DatabaseInUse' } });
  expect(lost).toEqual([expect.stringContaining('Another Växel server uses this database')]);
  await rival.end();
});

test('a session of ours that got the lock and broke before we heard so is no other server', async () => {
  await lock();
  const [{ name = '' } = {}] = await lockHolders();
  const { taken } = await nextInRow(name);
  const pid = await breakSession();
  await taken;
  const [ghost = 0] = await holders();
  await takenAgain(pid, ghost);
  expect(lost).toEqual([]);
});

test('who had the lock when it was tried, and has it no longer when it is looked at, is no other server', async () => {
  let onLook = async (): Promise<unknown> => undefined;
  const proxy = await listenBetween(database.url, 'pg_locks', () => onLook());
  await lock(proxy.url);
  const { rival, number, taken } = await nextInRow('vaxel-lock of another');
  const looked = new Promise<void>((resolve) => {
    onLook = () => rival.query('select pg_advisory_unlock($1)', [number]).then(() => resolve());
  });
  const pid = await breakSession();
  await taken;
  await looked;
  await takenAgain(pid);
  expect(lost).toEqual([]);
  await rival.end();
  await locks.pop()?.release();
  proxy.close();
});

test(
  'a network that goes away without a word while the lock is taken again keeps it from nobody',
  async () => {
    let isAway = false;
    const swallow = () => (isAway ? new Promise<never>(() => undefined) : Promise.resolve());
    const proxy = await listenBetween(database.url, 'pg_try_advisory_lock', () => swallow());
    await lock(proxy.url);
    isAway = true;
    const pid = await breakSession();
    await proxy.asked(2);
    isAway = false;
    await takenAgain(pid);
    expect(lost).toEqual([]);
    await locks.pop()?.release();
    proxy.close();
  },
  patienceMs,
);
