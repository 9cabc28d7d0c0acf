import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { CallId, OrganisationId, UserId } from '../contract/ids';
import { createTestDatabase } from '../../tests/fakes/database';
import type { TestDatabase } from '../../tests/fakes/database';
import type { Job, JobQueue } from './job';
import { jobDelaysMs } from './job';
import { createJobQueue } from './queue';

let database: TestDatabase;
let queue: JobQueue;
const logger = { debug() {}, info() {}, warn() {}, error() {} };

beforeAll(async () => {
  database = await createTestDatabase();
  queue = createJobQueue({ url: database.url, logger });
  await queue.start();
});
afterAll(async () => {
  await queue.stop();
  await database.close();
});

const missed = (): Job => ({
  name: 'missed-call',
  data: { organisationId: randomUUID() as OrganisationId, userId: randomUUID() as UserId, callId: randomUUID() as CallId },
});

test('a job runs if and only if its transaction commits, and again when it fails', async () => {
  const kept = missed();
  const rolledBack = missed();
  await database.db.transaction().execute((transaction) => queue.enqueue(transaction, kept));
  await database.db
    .transaction()
    .execute(async (transaction) => {
      await queue.enqueue(transaction, rolledBack);
      throw new Error('changed my mind');
    })
    .catch(() => undefined);

  const seen: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const work = queue.work('missed-call', (data) => {
      seen.push(data.callId);
      if (seen.length === 1) return Promise.reject(new Error('Teams does not answer'));
      resolve();
      return Promise.resolve();
    });
    work.catch(reject);
  });
  expect(seen).toEqual([kept.data.callId, kept.data.callId]);
});

test('a job that a killed server was working on runs again as soon as the next server has started', async () => {
  const job = missed();
  const begun = new Promise<() => void>((resolve) => {
    void queue.work('called-back', ({ callId }) => new Promise((finish) => callId === job.data.callId && resolve(finish)));
  });
  await database.db.transaction().execute((transaction) => queue.enqueue(transaction, { name: 'called-back', data: { ...job.data, otherNumber: '1002' } }));
  const finish = await begun;
  const next = createJobQueue({ url: database.url, logger });
  await next.start();
  try {
    const again = await new Promise<string>((resolve) => {
      void next.work('called-back', ({ callId }) => Promise.resolve(resolve(callId)));
    });
    expect(again).toBe(job.data.callId);
  } finally {
    finish();
    await next.stop();
  }
});

test('the card of a call that waits comes after two seconds, so that a reload makes none', async () => {
  const { data } = missed();
  const beforeMs = performance.now();
  await database.db.transaction().execute((transaction) => queue.enqueue(transaction, { name: 'anchored-call', data }));
  const { rows } = await sql<{ delay: string }>`select extract(epoch from start_after - created_on) * 1000 as delay from pgboss.job where name = 'anchored-call'`.execute(database.db);
  expect(rows.map(({ delay }) => Number(delay))).toEqual([jobDelaysMs['anchored-call']]);
  expect(await new Promise<string>((resolve) => void queue.work('anchored-call', ({ callId }) => Promise.resolve(resolve(callId))))).toBe(data.callId);
  // The database has a clock of its own.
  expect(performance.now() - beforeMs).toBeGreaterThan(1_900);
});
