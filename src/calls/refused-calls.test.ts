import { createFakeClock } from '../../tests/fakes/clock';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { anna, asPrincipal, createExchange } from '../../tests/fakes/exchange';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import type { CallId, OrganisationId, UserId } from '../contract/ids';
import { createRefusedCallStore, purgeRefusedCalls } from './refused-call-store';
import { createRefusedCalls, type KeptRefused, type Refused } from './refused-calls';

const one: Refused = {
  ...{ organisationId: anna.organisationId, userId: anna.userId, number: '+469001234567' },
  ...{ class: 'premium' as const, reason: 'classNotAllowed' as const, way: 'call' as const },
};

test('what is refused is kept soon, in one go, and again once the database is back', async () => {
  const clock = createFakeClock();
  const kept: (readonly KeptRefused[])[] = [];
  let isAway = true;
  const add = (rows: readonly KeptRefused[]) =>
    isAway ? Promise.reject(new Error('away')) : Promise.resolve(void kept.push(rows));
  const refused = createRefusedCalls({ refused: { add }, clock, logger: { warn() {} } });
  for (const number of ['1', '2'.repeat(300)]) refused.note({ ...one, number });
  clock.advance(200);
  await new Promise((resolve) => setImmediate(resolve));
  expect(kept).toEqual([]);
  isAway = false;
  clock.advance(5_000);
  await new Promise((resolve) => setImmediate(resolve));
  expect(kept.map((rows) => rows.map(({ number }) => number))).toEqual([['1', '2'.repeat(40)]]);
});

test('a phone that dials on and on fills nothing, hides nothing after that, and others are heard', async () => {
  const clock = createFakeClock();
  const kept: KeptRefused[] = [];
  const add = (rows: readonly KeptRefused[]) => Promise.resolve(void kept.push(...rows));
  const refused = createRefusedCalls({ refused: { add }, clock, logger: { warn() {} } });
  for (let n = 0; n < 500; n += 1) refused.note(one);
  refused.note({ ...one, userId: 'other' as UserId });
  await refused.stop();
  expect(kept).toHaveLength(61);
  // What a flood was to cover.
  clock.advance(60_000);
  refused.note({ ...one, number: '+881612345678' });
  refused.note(one);
  await refused.stop();
  expect(kept).toHaveLength(62);
  expect(kept.at(-1)).toMatchObject({ number: '+881612345678' });
  clock.advance(4_000_000);
  for (let n = 0; n < 500; n += 1) refused.note(one);
  await refused.stop();
  expect(kept).toHaveLength(122);
});

describe('in the database', () => {
  let database: TestDatabase;
  let organisationId: OrganisationId;
  let userId: UserId;
  beforeAll(async () => {
    database = await createTestDatabase();
    const added = await addOrganisation(database.db);
    organisationId = added.id;
    ({ userId } = await addUser(database.db, added, { extension: '1001' }));
  });
  afterAll(() => database.close());

  test('pages, the newest first, of one organisation; what is old leaves', async () => {
    const store = createRefusedCallStore(database.db);
    const at = (n: number): KeptRefused => ({ ...one, organisationId, userId, number: `+4690${n}`, atMs: Date.now() });
    await store.add([1, 2, 3, 4, 5].map(at));
    const first = await store.page(organisationId, { limit: 3 });
    expect(first.map(({ number }) => number)).toEqual(['+46905', '+46904', '+46903']);
    const second = await store.page(organisationId, { limit: 3, before: first.at(-1)?.id });
    expect(second).toMatchObject([{ number: '+46902' }, { number: '+46901', class: 'premium', way: 'call' }]);
    expect(await store.page(anna.organisationId, { limit: 3 })).toEqual([]);
    // Who has left meanwhile, or is another organisation's, takes nobody else out of the list.
    await store.add([{ ...at(6), userId: anna.userId }, at(7), { ...at(8), organisationId: anna.organisationId }]);
    expect((await store.page(organisationId, { limit: 1 })).map(({ number }) => number)).toEqual(['+46907']);
    await database.pool.query(`delete from refused_call where number = '+46907'`);
    await database.pool.query(`update refused_call set at = now() - interval '31 days' where number = '+46901'`);
    await purgeRefusedCalls(database.db, 30);
    expect(await store.page(organisationId, { limit: 9 })).toHaveLength(4);
  });
});

test.each([
  ['call', (made: Made): unknown => made.arrive('b', anna, '0900-123 45 67', {})],
  [
    'transfer',
    (made: Made): Promise<unknown> =>
      made.service
        .execute(asPrincipal(anna), { name: 'call.transfer', callId: made.live(), number: '09001234567' })
        .catch(() => undefined),
  ],
  [
    'mobile',
    (made: Made): Promise<unknown> =>
      made.service
        .execute(asPrincipal(anna), { name: 'call.move', callId: made.live(), to: { kind: 'mobile' } })
        .catch(() => undefined),
  ],
] as const)('an administrator reads of it, whichever way it came: %s', async (way, tried) => {
  const made = await talking();
  made.knowledge.callVerdictOf = () => 'classNotAllowed';
  made.knowledge.classOf = () => 'premium';
  await tried(made);
  await made.settle();
  made.clock.advance(1_000);
  await made.settle();
  expect(made.refused).toMatchObject([{ way, class: 'premium', reason: 'classNotAllowed', userId: anna.userId }]);
});

test('an extension that nobody has is no call outside that was refused', async () => {
  const made = await talking();
  made.knowledge.callVerdictOf = () => 'classNotAllowed';
  made.arrive('b', anna, '1999');
  await made.settle();
  made.clock.advance(1_000);
  await made.settle();
  expect(made.refused).toEqual([]);
});

type Made = Awaited<ReturnType<typeof talking>>;
async function talking() {
  const exchange = createExchange();
  await exchange.service.start();
  exchange.online(anna);
  exchange.switch.take();
  exchange.arrive('a', anna, '0701234567');
  await exchange.settle();
  exchange.switch.raise({ type: 'legAnswered', leg: exchange.dialled()[0]?.leg as never });
  await exchange.settle();
  return { ...exchange, live: () => exchange.service.callsOf(anna.userId)[0]?.id ?? ('' as CallId) };
}
