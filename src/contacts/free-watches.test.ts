import { createFakeClock } from '../../tests/fakes/clock';
import type { TestDatabase } from '../../tests/fakes/database';
import { createTestDatabase } from '../../tests/fakes/database';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { Waiters } from '../../tests/fakes/waiters';
import { patienceMs } from '../../tests/patience';
import type { OrganisationId, UserId } from '../contract/ids';
import type { LineState } from '../contract/lines/line-state';
import type { LineUser } from '../lines/line-user';
import { createFreeWatches } from './free-watches';
import type { Reader } from './group-members';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function setUp() {
  const { db } = database;
  const fjallbo = await addOrganisation(db);
  const { userId: anna } = await addUser(db, fjallbo, { displayName: 'Anna' });
  const { userId: bjorn } = await addUser(db, fjallbo, { displayName: 'Björn' });
  const clock = createFakeClock();
  const state = { line: 'inCall' as LineState, available: true, window: true, fails: false };
  const told: string[] = [];
  const jobs: unknown[] = [];
  const waiters = new Waiters();
  const deps = {
    db,
    clock,
    logger: { warn: () => void told.push('failed') },
    lines: {
      user: (userId: UserId) =>
        userId === anna || userId === bjorn
          ? ({ userId, organisationId: fjallbo.id, displayName: userId === anna ? 'Anna' : 'Björn' } as LineUser)
          : undefined,
    },
    lineOf: () => state.line,
    isAvailable: () => state.available,
    zoneOf: async () => 'Europe/Stockholm',
    hasWindow: () => state.window,
    jobs: {
      async enqueue(_: unknown, job: unknown) {
        jobs.push(job);
      },
    },
    publisher: {
      toUser(_organisation: OrganisationId, userId: UserId, event: { type: string }) {
        told.push(`${userId === anna ? 'Anna' : '?'}: ${event.type}`);
        waiters.wake();
      },
    },
  };
  const reader: Reader = { organisationId: fjallbo.id, userId: anna };
  const watches = createFreeWatches(deps);
  const seconds = (count: number) => Array.from({ length: count }, () => clock.advance(1_000));
  const untilTold = () =>
    waiters.until(
      () => told.length > 0,
      patienceMs,
      () => 'Anna to be told',
    );
  return { watches, again: () => createFreeWatches(deps), reader, bjorn, state, told, jobs, seconds, untilTold, db };
}

test('once, when the activity is free and the line for three seconds', async () => {
  const { watches, reader, bjorn, state, told, seconds, untilTold, jobs } = await setUp();
  await watches.add(reader, bjorn);
  expect(await watches.of(reader)).toEqual([bjorn]);
  seconds(10);
  state.line = 'idle';
  seconds(2);
  state.line = 'ringing';
  seconds(1);
  state.line = 'idle';
  state.available = false;
  seconds(10);
  expect(told).toEqual([]);
  state.available = true;
  seconds(4);
  await untilTold();
  expect([told, jobs]).toEqual([['Anna: contacts.isFree'], []]);
  seconds(30);
  expect([told.length, await watches.of(reader)]).toEqual([1, []]);
});

test('where no tab is open a card is left in the chat, in the transaction that takes the wish out', async () => {
  const { watches, reader, bjorn, state, seconds, untilTold, jobs } = await setUp();
  state.window = false;
  state.line = 'idle';
  await watches.add(reader, bjorn);
  seconds(5);
  await untilTold();
  expect(jobs).toEqual([
    { name: 'is-free', data: expect.objectContaining({ userId: reader.userId, freeUserId: bjorn }) },
  ]);
});

test('a restart forgets nothing, a wish of yesterday is over, one that was taken back is not told', async () => {
  const { watches, again, reader, bjorn, state, seconds, untilTold, told, db } = await setUp();
  await watches.add(reader, bjorn);
  watches.stop();
  state.line = 'idle';
  const after = again();
  await after.start();
  seconds(5);
  await untilTold();
  told.splice(0);
  await after.add(reader, bjorn);
  await db
    .updateTable('free_watch')
    .set({ expires_at: new Date(0) })
    .where('user_id', '=', reader.userId)
    .execute();
  expect(await after.of(reader)).toEqual([]);
  await after.add(reader, bjorn);
  await after.remove(reader, bjorn);
  expect(await after.of(reader)).toEqual([]);
  const { expires_at: expires } = await (async () => {
    await after.add(reader, bjorn);
    return db
      .selectFrom('free_watch')
      .select('expires_at')
      .where('user_id', '=', reader.userId)
      .executeTakeFirstOrThrow();
  })();
  const format = { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' } as const;
  expect(new Intl.DateTimeFormat('sv', format).format(expires)).toBe('00:00');
  after.stop();
});

test('nobody waits for themselves, nor for somebody elsewhere', async () => {
  const { watches, reader } = await setUp();
  for (const userId of [reader.userId, '00000000-0000-4000-8000-000000000001' as UserId])
    await expect(watches.add(reader, userId)).rejects.toMatchObject({ code: 'request.notFound' });
});
