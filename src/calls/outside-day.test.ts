import { createFakeClock } from '../../tests/fakes/clock';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { anna, bjorn, createExchange, fjallbo } from '../../tests/fakes/exchange';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { eventually } from '../../tests/fakes/waiters';
import type { LegId, OrganisationId, UserId } from '../contract/ids';
import { createOutsideDay, type DayUse, type OutsideDayStore } from './outside-day';
import { createOutsideDayStore, purgeOutsideDays } from './outside-day-store';

const oslo = '+4722123456';
const limits = { minutesADay: 100, minutesOfPerson: 10, newADay: 3, newOfPerson: 2 };
const logger = { warn() {} };
const minute = 60_000;

function days(at: string, timeZone = 'Europe/Stockholm', store?: OutsideDayStore) {
  const clock = createFakeClock(Date.parse(at));
  const added: DayUse[] = [];
  const outsideDays = store ?? {
    add: (uses: readonly DayUse[]) => Promise.resolve(void added.push(...uses)),
    latest: () => Promise.resolve([]),
    abroad: () => Promise.resolve([]),
  };
  const lines = { organisation: (id: OrganisationId) => ({ id, domain: '', country: 'SE', language: 'sv', timeZone }) };
  const day = createOutsideDay({ outsideDays, clock, lines, logger });
  const talk = (minutes: number, userId = anna.userId) => {
    const fromMs = clock.nowMs();
    clock.advance(minutes * minute);
    day.talked(fjallbo, userId, fromMs, clock.nowMs());
  };
  const refuses = (userId = anna.userId, abroad: string | null = null) => day.refuses(fjallbo, userId, limits, abroad);
  return { clock, day, talk, refuses, added };
}

test('who has talked the minutes of the day calls no more until the next day, and others do', () => {
  const { talk, refuses, clock } = days('2026-11-27T09:00:00Z');
  talk(9);
  expect(refuses()).toBeNull();
  talk(1);
  expect([refuses(), refuses(bjorn.userId)]).toEqual(['minutesUsed', null]);
  clock.advance(24 * 60 * minute);
  expect(refuses()).toBeNull();
});

test('what all have talked counts for the organisation', () => {
  const { talk, refuses } = days('2026-11-27T09:00:00Z');
  for (let n = 0; n < 20; n += 1) talk(5, `user-${n}` as UserId);
  expect(refuses('nobody yet' as UserId)).toBe('minutesUsed');
});

test.each([
  ['at the organisation’s midnight', '2026-11-27T22:57:00Z', 'Europe/Stockholm', ['2026-11-27', '2026-11-28']],
  ['of the day with 23 hours', '2027-03-27T22:57:00Z', 'Europe/Stockholm', ['2027-03-27', '2027-03-28']],
  ['after the day with 23 hours', '2027-03-28T21:57:00Z', 'Europe/Stockholm', ['2027-03-28', '2027-03-29']],
  ['after the day with 25 hours', '2027-10-31T22:57:00Z', 'Europe/Stockholm', ['2027-10-31', '2027-11-01']],
  ['where it is another', '2026-11-27T04:57:00Z', 'America/New_York', ['2026-11-26', '2026-11-27']],
])('a call over midnight is parted %s', async (_, at, zone, [first, second]) => {
  const { talk, added, day } = days(at, zone);
  talk(5);
  await day.stop();
  expect(added.map((use) => [use.day, use.seconds])).toEqual([
    [first, 180],
    [second, 120],
  ]);
});

test('where midnight itself is left out, the day begins with the first hour that there is', async () => {
  // In Cairo the clock went from 00:00 to 01:00 on 24 April 2026.
  const { talk, added, day } = days('2026-04-23T21:57:00Z', 'Africa/Cairo');
  talk(5);
  await day.stop();
  expect(added.map((use) => [use.day, use.seconds])).toEqual([
    ['2026-04-23', 180],
    ['2026-04-24', 120],
  ]);
});

test('a server clock that is set back finds its day as it was', () => {
  const { talk, refuses, clock } = days('2026-11-27T22:50:00Z');
  talk(10);
  clock.advance(minute);
  expect(refuses()).toBeNull();
  clock.advance(-5 * minute);
  expect(refuses()).toBe('minutesUsed');
});

test('numbers abroad that nobody ever called: so many a day for a person and for all; those that were go', () => {
  const { day, refuses, clock } = days('2026-11-27T09:00:00Z');
  for (const n of [1, 2]) day.dialled(fjallbo, anna.userId, `${oslo}${n}`);
  expect([refuses(anna.userId, `${oslo}3`), refuses(anna.userId, `${oslo}1`), refuses()]).toEqual([
    ...['tooManyNew', null, null],
  ]);
  day.dialled(fjallbo, bjorn.userId, `${oslo}1`);
  day.dialled(fjallbo, bjorn.userId, `${oslo}3`);
  expect(refuses(bjorn.userId, `${oslo}4`)).toBe('tooManyNew');
  clock.advance(24 * 60 * minute);
  expect([refuses(anna.userId, `${oslo}4`), refuses(anna.userId, `${oslo}3`)]).toEqual([null, null]);
});

describe('in the database', () => {
  let database: TestDatabase;
  let organisation: OrganisationId;
  let userId: UserId;
  beforeAll(async () => {
    database = await createTestDatabase();
    const added = await addOrganisation(database.db);
    organisation = added.id;
    ({ userId } = await addUser(database.db, added, { extension: '1001' }));
  });
  afterAll(() => database.close());
  const today = new Date().toISOString();
  const started = async () => {
    const made = days(today, 'UTC', createOutsideDayStore(database.db));
    await made.day.start();
    return made;
  };

  test('the next server goes on from where this one was, killed or stopped', async () => {
    const { day, clock } = await started();
    const fromMs = clock.nowMs();
    // In parts, as a call that goes on is counted: seconds that are not whole come with the next.
    for (let n = 0; n < 4; n += 1) {
      day.talked(organisation, userId, fromMs + n * 150_500, fromMs + (n + 1) * 150_500);
      // Within ten seconds the database knows; nobody has to say good-bye.
      clock.advance(10_000);
      const want = Math.floor((n + 1) * 150.5);
      await eventually('it is stored', async () => (await stored())?.seconds === want);
    }
    for (const n of [1, 2]) day.dialled(organisation, userId, `${oslo}${n}`);
    await day.stop();
    expect(await stored()).toMatchObject({ seconds: 602, fresh: 2 });
    const next = (await started()).day;
    expect(next.refuses(organisation, userId, limits, null)).toBe('minutesUsed');
    const enough = { ...limits, minutesOfPerson: 100 };
    expect(next.refuses(organisation, userId, enough, `${oslo}3`)).toBe('tooManyNew');
    expect(next.refuses(organisation, userId, enough, `${oslo}1`)).toBeNull();
  });

  const stored = async () =>
    (await database.db.selectFrom('outside_day').select(['seconds', 'fresh']).executeTakeFirst()) ?? null;

  test('days leave after a week, numbers after more than a year; who has left is in no day', async () => {
    const store = createOutsideDayStore(database.db);
    const gone = '00000000-0000-4000-8000-000000000099' as UserId;
    const use = { organisationId: organisation, day: today.slice(0, 10), seconds: 1, fresh: 0 };
    await store.add([{ ...use, userId: gone }], []);
    expect(await store.latest()).toHaveLength(1);
    await purgeOutsideDays(database.db);
    expect(await store.abroad(10)).toHaveLength(2);
    await database.pool.query('update outside_day set day = day - 9');
    await database.pool.query('update abroad_number set called_on = called_on - 401');
    await purgeOutsideDays(database.db);
    expect([await store.latest(), await store.abroad(10)]).toEqual([[], []]);
  });
});

describe('in calls', () => {
  async function talking(minutesOfPerson = 1) {
    const made = createExchange();
    made.knowledge.outsideLimitsOf = () => ({ ...limits, minutesOfPerson, callsAtOnce: 10, abroadAnHour: 10 });
    await made.service.start();
    made.online(anna);
    made.switch.take();
    made.arrive('a', anna, '0701234567');
    await made.settle();
    made.switch.raise({ type: 'legAnswered', leg: made.dialled()[0]?.leg ?? ('' as LegId) });
    await made.settle();
    return made;
  }

  test('the call that runs when the minutes end runs on, the next one is refused, and help goes', async () => {
    const made = await talking();
    // Still at it: counted while it goes on.
    for (let n = 0; n < 7; n += 1) made.clock.advance(10_000);
    await made.settle();
    expect(made.service.callsOf(anna.userId)).toMatchObject([{ state: 'active' }]);
    made.arrive('b', anna, '0701234568');
    await made.settle();
    expect(made.history(anna)).toMatchObject([{ endReason: 'minutesUsed' }]);
    expect(made.refused).toEqual([]);
    made.clock.advance(1_000);
    await made.settle();
    expect(made.refused).toMatchObject([{ userId: anna.userId, reason: 'minutesUsed', way: 'call' }]);
    made.switch.take();
    made.arrive('c', anna, '112');
    await made.settle();
    expect(made.dialled().map(({ target }) => target.number)).toEqual(['112']);
    expect(made.service.callsOf(anna.userId)).toHaveLength(2);
  });

  test('what only rings is not counted, nor what is over', async () => {
    const made = await talking();
    made.switch.raise({ type: 'legEnded', leg: 'a' as LegId, reason: 'hungUp' });
    await made.settle();
    made.arrive('b', anna, '0701234568');
    await made.settle();
    for (let n = 0; n < 7; n += 1) made.clock.advance(10_000);
    made.switch.take();
    made.arrive('c', anna, '0701234569');
    await made.settle();
    expect(made.dialled()).toHaveLength(1);
  });
});
