import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { OtherParty } from '../contract/calls/call-view';
import { AnswerGroupId, CallId, OrganisationId, RecordingId, UserId } from '../contract/ids';
import { createTestDatabase } from '../../tests/fakes/database';
import type { TestDatabase } from '../../tests/fakes/database';
import type { JobHandlers, JobName, Jobs } from '../ports/jobs';
import { createJobQueue } from './queue';
import type { RunningJobQueue } from './queue';

let database: TestDatabase;
let queue: RunningJobQueue;
const logger = { debug() {}, info() {}, warn() {}, error() {} };

/** What is done of each kind, which a test changes. */
type Work = { [Name in JobName]: (data: Jobs[Name]) => Promise<void> };
const aboutCall = z.object({ organisationId: OrganisationId, userId: UserId, callId: CallId });
const later = () => Promise.reject(new Error('not now'));
const noWork: Work = {
  'missed-call': later,
  'called-back': later,
  'anchored-call': later,
  'anchor-over': later,
  'is-free': later,
  'long-wait': later,
  'voicemail-left': later,
  'group-message-left': later,
  'call-recorded': later,
  'voicemail-transcribe': later,
  'voicemail-card': later,
  purge: later,
};
const work = { ...noWork };
const subject = ({ callId }: { callId: CallId }): string => callId;
const handlersOf = (works: Work, cron = '10 3 * * *'): JobHandlers => ({
  'missed-call': { schema: aboutCall, subject, work: (data) => works['missed-call'](data) },
  'called-back': { schema: aboutCall.extend({ otherNumber: z.string() }), work: (data) => works['called-back'](data) },
  'anchored-call': { schema: aboutCall, delayMs: 2_000, work: (data) => works['anchored-call'](data) },
  'anchor-over': { schema: aboutCall, subject, work: (data) => works['anchor-over'](data) },
  'is-free': {
    schema: aboutCall.omit({ callId: true }).extend({ freeUserId: UserId, atMs: z.number() }),
    work: (data) => works['is-free'](data),
  },
  'long-wait': {
    schema: aboutCall.omit({ callId: true }).extend({ groupId: AnswerGroupId }),
    work: (data) => works['long-wait'](data),
  },
  'voicemail-left': {
    schema: aboutCall.extend({ recordingId: RecordingId }),
    work: (data) => works['voicemail-left'](data),
  },
  'group-message-left': {
    schema: aboutCall.omit({ userId: true }).extend({
      ...{ groupId: AnswerGroupId, recordingId: RecordingId, from: OtherParty },
      ...{ calledNumber: z.string().nullable(), leftAtMs: z.number() },
    }),
    work: (data) => works['group-message-left'](data),
  },
  'call-recorded': {
    schema: aboutCall.extend({ recordingId: RecordingId, groupId: AnswerGroupId.nullable() }),
    work: (data) => works['call-recorded'](data),
  },
  'voicemail-transcribe': {
    schema: aboutCall.extend({ userId: UserId.nullable(), recordingId: RecordingId, attempt: z.number() }),
    work: (data) => works['voicemail-transcribe'](data),
  },
  'voicemail-card': { schema: aboutCall, subject, work: (data) => works['voicemail-card'](data) },
  purge: { schema: z.object({}), cron, work: (data) => works.purge(data) },
});

beforeAll(async () => {
  database = await createTestDatabase();
  queue = createJobQueue({ url: database.url, logger });
  await queue.start(handlersOf(work));
  queue.work();
});
afterEach(() => void Object.assign(work, noWork));
afterAll(async () => {
  await queue.stop();
  await database.close();
});

const missed = () => ({
  name: 'missed-call' as const,
  data: {
    organisationId: randomUUID() as OrganisationId,
    userId: randomUUID() as UserId,
    callId: randomUUID() as CallId,
  },
});

test('a job runs if and only if its transaction commits, and again when it fails', async () => {
  const kept = missed();
  const rolledBack = missed();
  const seen: string[] = [];
  const done = new Promise<void>((resolve) => {
    work['missed-call'] = (data) => {
      seen.push(data.callId);
      if (seen.length === 1) return Promise.reject(new Error('Teams does not answer'));
      return Promise.resolve(resolve());
    };
  });
  await database.db.transaction().execute((transaction) => queue.enqueue(transaction, kept));
  await database.db
    .transaction()
    .execute(async (transaction) => {
      await queue.enqueue(transaction, rolledBack);
      throw new Error('changed my mind');
    })
    .catch(() => undefined);

  await done;
  expect(seen).toEqual([kept.data.callId, kept.data.callId]);
});

const unfit = ['nul \u0000', 'half \ud800', 'x'.repeat(1_000_000)];

test.each(unfit)('a job that fails with words that cannot be stored runs again (%#)', async (words) => {
  const job = missed();
  let tries = 0;
  const done = new Promise<void>((resolve) => {
    work['missed-call'] = async () => {
      tries += 1;
      if (tries === 1) throw new Error(words);
      resolve();
    };
  });
  await database.db.transaction().execute((transaction) => queue.enqueue(transaction, job));
  await done;
});

test('a job that a killed server was working on runs again as soon as the next server has started', async () => {
  const job = missed();
  const times: (() => void)[] = [];
  let told = (): void => undefined;
  const until = async (count: number): Promise<void> => {
    while (times.length < count) await new Promise<void>((resolve) => (told = resolve));
  };
  // The one that was killed lives on here, and may be the quicker one also the second time.
  const hang: Work['called-back'] = ({ callId }) =>
    new Promise((finish) => {
      if (callId !== job.data.callId) return finish();
      times.push(finish);
      told();
    });
  work['called-back'] = hang;
  const calledBack = { name: 'called-back' as const, data: { ...job.data, otherNumber: '1002' } };
  await database.db.transaction().execute((transaction) => queue.enqueue(transaction, calledBack));
  await until(1);
  const next = createJobQueue({ url: database.url, logger });
  await next.start(handlersOf({ ...noWork, 'called-back': hang }));
  next.work();
  try {
    await until(2);
  } finally {
    for (const finish of times) finish();
    await next.stop();
  }
});

test('a job that no feature does cannot be left', async () => {
  const idle = createJobQueue({ url: database.url, logger });
  await expect(database.db.transaction().execute((transaction) => idle.enqueue(transaction, missed()))).rejects.toThrow(
    'no feature does the job missed-call',
  );
});

test('the card of a call that waits comes after two seconds, so that a reload makes none', async () => {
  const { data } = missed();
  const beforeMs = performance.now();
  const done = new Promise<string>((resolve) => {
    work['anchored-call'] = ({ callId }) => Promise.resolve(resolve(callId));
  });
  await database.db.transaction().execute((transaction) => queue.enqueue(transaction, { name: 'anchored-call', data }));
  const { rows } = await sql<{ delay: string }>`select extract(epoch from start_after - created_on) * 1000 as delay
    from pgboss.job where name = 'anchored-call'`.execute(database.db);
  expect(rows.map(({ delay }) => Number(delay))).toEqual([2_000]);
  expect(await done).toBe(data.callId);
  // The database has a clock of its own.
  expect(performance.now() - beforeMs).toBeGreaterThan(1_900);
});

test('a job runs at its time, and one with the same key takes the place of one that waits', async () => {
  const [replaced, other, newest] = [missed().data, missed().data, missed().data];
  const [soon, never] = [new Date(Date.now() + 1_000), new Date(Date.now() + 3_600_000)];
  const enqueue = (data: typeof replaced, startAt: Date, key: string) =>
    database.db
      .transaction()
      .execute((transaction) => queue.enqueue(transaction, { name: 'anchor-over', data }, { startAt, key }));
  const seen: string[] = [];
  const done = new Promise<void>((resolve) => {
    work['anchor-over'] = async ({ callId }) => void (seen.push(callId) === 2 && resolve());
  });
  await enqueue(replaced, never, 'one');
  await enqueue(other, soon, 'another');
  await enqueue(newest, soon, 'one');
  await done;
  expect(Date.now()).toBeGreaterThanOrEqual(soon.getTime());
  expect(seen.sort()).toEqual([other.callId, newest.callId].sort());
  const { rows } = await sql`select id from pgboss.job where name = 'anchor-over' and state < 'active'`.execute(
    database.db,
  );
  expect(rows).toEqual([]);
});

test('jobs about one call run one at a time, of any kind; those about another call do not wait', async () => {
  const [{ data: same }, { data: free }] = [missed(), missed()];
  const put = (name: 'missed-call' | 'anchor-over', data: typeof same) =>
    database.db.transaction().execute((transaction) => queue.enqueue(transaction, { name, data }));
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const log: string[] = [];
  const begun = new Promise<void>((resolve) => {
    work['missed-call'] = async () => {
      resolve();
      await held;
      log.push('first');
    };
  });
  await put('missed-call', same);
  await begun;
  const all = new Promise<void>((resolve) => {
    work['anchor-over'] = async ({ callId }) => {
      if (callId === free.callId) release();
      if (log.push(callId === free.callId ? 'free' : 'second') === 4) resolve();
    };
  });
  for (const data of [same, same, free]) await put('anchor-over', data);
  await all;
  expect(log).toEqual(['free', 'first', 'second', 'second']);
});

test('a job that never ends is begun again, and keeps no other about the same waiting', async () => {
  const apart = await createTestDatabase();
  const { data } = missed();
  const seen: string[] = [];
  let tell = (): void => undefined;
  const done = new Promise<void>((resolve) => (tell = resolve));
  const say = (what: string): void => {
    if (seen.push(what) === 3) tell();
  };
  const stuck = async (): Promise<void> => {
    say('stuck');
    if (seen.filter((each) => each === 'stuck').length === 1) await new Promise<never>(() => undefined);
  };
  const over = async (): Promise<void> => say('over');
  const hasty = createJobQueue({ url: apart.url, logger, longestMs: 1_000 });
  await hasty.start(handlersOf({ ...noWork, 'missed-call': stuck, 'anchor-over': over }));
  for (const name of ['missed-call', 'anchor-over'] as const) {
    await apart.db.transaction().execute((transaction) => hasty.enqueue(transaction, { name, data }));
  }
  hasty.work();
  try {
    await done;
    expect(seen.sort()).toEqual(['over', 'stuck', 'stuck']);
  } finally {
    await hasty.stop();
    await apart.close();
  }
});

test('a start that finds its queues and what repeats as they are to be writes neither', async () => {
  const text = sql`select name, updated_on from pgboss.queue union all select name, updated_on from pgboss.schedule`;
  const written = async () => (await sql`${text} order by 1`.execute(database.db)).rows;
  const before = await written();
  expect(before).toContainEqual({ name: 'missed-call', updated_on: expect.any(Date) });
  const next = createJobQueue({ url: database.url, logger });
  await next.start(handlersOf(noWork));
  await next.stop();
  expect(await written()).toEqual(before);
});

test('what repeats is as the newest server says', async () => {
  const schedules = async () => (await sql`select name, cron, timezone from pgboss.schedule`.execute(database.db)).rows;
  expect(await schedules()).toEqual([{ name: 'purge', cron: '10 3 * * *', timezone: 'UTC' }]);
  const next = createJobQueue({ url: database.url, logger });
  await next.start(handlersOf(noWork, '20 4 * * *'));
  await next.stop();
  expect(await schedules()).toEqual([{ name: 'purge', cron: '20 4 * * *', timezone: 'UTC' }]);
  const wrong = createJobQueue({ url: database.url, logger });
  await expect(wrong.start(handlersOf(noWork, 'each night'))).rejects.toThrow();
  await wrong.stop();
});
