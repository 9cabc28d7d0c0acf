import { Client } from 'pg';
import { createTestDatabase } from '../../tests/fakes/database';
import type { TestDatabase } from '../../tests/fakes/database';
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

async function lock(): Promise<SessionLock> {
  const taken = await lockDatabase({
    url: database.url,
    onLost({ message }) {
      lost.push(message);
      for (const told of ended.splice(0)) told();
    },
  });
  locks.push(taken);
  return taken;
}

const holders = async (): Promise<number[]> =>
  (await other.query<{ pid: number }>(`select pid from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and granted and application_name = 'vaxel-lock' and datname = current_database()`)).rows.map(({ pid }) => pid);

/** The session ends as it does when the database is restarted. */
async function breakSession(): Promise<number> {
  const [pid = 0] = await holders();
  await other.query('select pg_terminate_backend($1, 5000)', [pid]);
  return pid;
}

test('a second server on the database is refused, in one line that says since when there is another', async () => {
  const first = await lock();
  const refusal = await lock().catch((error: unknown) => error);
  expect(refusal).toMatchObject({ name: 'DatabaseInUse', message: expect.stringMatching(/^Another Växel server uses this database \(since \d{4}-.*Z, from [^)]+\)\. Only one may[^\n]*$/) });
  await first.release();
  await lock();
});

test('a broken session takes the lock again, and goes on refusing others', async () => {
  await lock();
  const pid = await breakSession();
  for (let found = await holders(); found.length === 0 || found.includes(pid); found = await holders()) await new Promise((resolve) => setImmediate(resolve));
  await expect(lock()).rejects.toMatchObject({ name: 'DatabaseInUse' });
  expect(lost).toEqual([]);
});

test('when another server was quicker, the first is told', async () => {
  await lock();
  const [pid] = await holders();
  // Who waits in PostgreSQL's own row gets it the moment that it is free.
  const rival = new Client({ connectionString: database.url, application_name: 'vaxel-lock' });
  rival.on('error', () => undefined);
  await rival.connect();
  const { rows } = await other.query<{ classid: string; objid: string }>(`select classid, objid from pg_locks where locktype = 'advisory' and pid = $1`, [pid]);
  const number = BigInt(rows[0]?.classid ?? 0) * 2n ** 32n + BigInt(rows[0]?.objid ?? 0);
  const taken = rival.query('select pg_advisory_lock($1)', [String(number)]);
  for (let waits = false; !waits; ) waits = (await other.query(`select 1 from pg_locks where locktype = 'advisory' and not granted`)).rowCount !== 0;
  const told = new Promise<void>((resolve) => ended.push(resolve));
  await breakSession();
  await taken;
  await told;
  expect(lost).toEqual([expect.stringContaining('Another Växel server uses this database')]);
  await rival.end();
});
