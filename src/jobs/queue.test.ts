import { randomUUID } from 'node:crypto';
import type { CallId, OrganisationId, UserId } from '../contract/ids';
import { createTestDatabase } from '../../tests/fakes/database';
import type { TestDatabase } from '../../tests/fakes/database';
import type { Job, JobQueue } from './job';
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
}, 20_000);

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
}, 20_000);
