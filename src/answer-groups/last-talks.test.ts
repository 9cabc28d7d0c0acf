import { randomUUID } from 'node:crypto';
import { aGroup } from '../../tests/fakes/answer-group-settings';
import { createFakeClock } from '../../tests/fakes/clock';
import { createTestDatabase } from '../../tests/fakes/database';
import { anna, bjorn, cecilia } from '../../tests/fakes/exchange';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { groupId, support } from '../../tests/fakes/support-group';
import type { CallId, LegId } from '../contract/ids';
import type { Effect } from './distributor/protocol';
import type { Entry } from './distributor/state';
import { entryOf } from './live';
import { createLastTalks, readLastTalks, type TalksAsked } from './last-talks';
import { queueStoreOf } from './queue-store';
import { groupStoreOf } from './store';

const day = 86_400_000;
type Told = Awaited<ReturnType<typeof support>>;

/** Björn has talked with Cecilia; then Anna, who is asked first of all, logs in. */
async function hasTalked(settings: Parameters<typeof support>[0] = {}): Promise<Told> {
  const told = await support(settings);
  await told.logsIn(cecilia);
  await told.calls();
  const [leg] = told.rings();
  await told.raises('legAnswered', leg);
  await told.raises('legMedia', leg);
  await told.ends(leg);
  await told.logsIn(anna);
  return told;
}

const sticky = { strategy: 'linear', stickyForMs: 20_000 } as const;
const doing = (told: Told) => [told.doing(anna), told.doing(cecilia)];

test('whoever calls again rings at the agent of last time, within the group’s days', async () => {
  const told = await hasTalked({ settings: sticky });
  await told.calls('again');
  expect(doing(told)).toEqual(['ready', 'reserved']);
  await told.ends('again' as LegId);
  told.clock.advance(7 * day + 1);
  await told.settle();
  await told.calls('late');
  expect(doing(told)).toEqual(['reserved', 'ready']);
});

test('a group that keeps callers for nobody asks by its strategy alone', async () => {
  const told = await hasTalked({ settings: { ...sticky, stickyForMs: null } });
  await told.calls('again');
  expect(doing(told)).toEqual(['reserved', 'ready']);
});

test('a server that has just begun knows of talks before, and the newest counts', async () => {
  const known = { groupId, number: '1002', atMs: 1_795_000_000_000 - day };
  const talks = [{ ...known, userId: cecilia.userId }];
  const told = await support({ settings: sticky, talks });
  for (const agent of [anna, cecilia]) await told.logsIn(agent);
  await told.calls();
  expect(doing(told)).toEqual(['ready', 'reserved']);
});

test('while that agent talks the caller waits so long and no longer', async () => {
  const told = await hasTalked({ settings: sticky });
  // Cecilia calls somebody herself.
  told.arrive('own', cecilia, '1002');
  await told.settle();
  expect(told.doing(cecilia)).toBe('inCall');
  await told.calls('again');
  expect(told.doing(anna)).toBe('ready');
  told.clock.advance(20_000);
  await told.settle();
  expect(told.doing(anna)).toBe('reserved');
});

test('a VIP is served before who came earlier, and the agent reads of it', async () => {
  const told = await support({ settings: { vipNumbers: [bjorn.extension], vipPriority: 5, priority: 1 } });
  told.online(cecilia);
  told.arrive('first', cecilia, '1901');
  await told.settle();
  told.clock.advance(1_000);
  await told.calls();
  expect(told.waiting().map(({ number, priority }) => [number, priority])).toEqual([
    [cecilia.extension, 1],
    [bjorn.extension, 5],
  ]);
  await told.logsIn(anna);
  expect(told.service.viewsOf(anna.userId)).toMatchObject([
    { other: { name: bjorn.displayName }, through: 'Support · VIP' },
  ]);
  // Whom he has called, the VIP himself reads as ever.
  expect(told.service.viewsOf(bjorn.userId)).toMatchObject([{ other: { name: 'Support' }, through: null }]);
});

test('the database is asked once for the same groups and days, and memory keeps no more than groups do', async () => {
  const clock = createFakeClock(100 * day);
  const asked: TalksAsked[] = [];
  const talks = createLastTalks(clock, async (each) => {
    asked.push(each);
    return [];
  });
  const load = (stickyForMs: number | null, stickyDays: number): Promise<void> =>
    talks.load({ groups: new Map([[groupId, { ...aGroup, id: groupId, stickyForMs, stickyDays }]]), pauseReasons: [] });
  const talksWith = (number: string): void => {
    const entryId = entryOf(number as CallId);
    const over = { type: 'event', event: 'over', outcome: 'answered', by: anna.userId, groupId, entryId, waitedMs: 0 };
    talks.tell([{ ...over, atMs: clock.nowMs() } as Effect], { entries: new Map([[entryId, { number } as Entry]]) });
  };
  const known = (): readonly unknown[] =>
    ['1', '2', '3'].filter((each) => talks.agentOf({ id: groupId, stickyForMs: 1, stickyDays: 30 }, each) !== null);
  await load(null, 7);
  talksWith('1');
  await load(20_000, 7);
  await load(20_000, 7);
  talksWith('2');
  clock.advance(8 * day);
  talksWith('3');
  expect([asked.length, known()]).toEqual([1, ['3']]);
  await load(20_000, 8);
  expect([asked.length, known()]).toEqual([2, ['3']]);
});

test('talks are read from events and calls of the own organisation, the newest of each number', async () => {
  const database = await createTestDatabase();
  const { db } = database;
  const fjallbo = await addOrganisation(db);
  const other = await addOrganisation(db, { name: 'Sjöbris' });
  const [first, second] = [(await addUser(db, fjallbo)).userId, (await addUser(db, fjallbo)).userId];
  const id = await groupStoreOf(db, fjallbo.id).add(aGroup);
  for (const [by, atMs] of [
    [first, 3 * day],
    [second, 4 * day],
    [null, 5 * day],
  ] as const) {
    const callId = randomUUID() as CallId;
    const data = JSON.stringify({ caller: { number: '+46701' } });
    const call = { id: callId, organisation_id: fjallbo.id, state: 'ended', revision: 1, data };
    await db
      .insertInto('call')
      .values({ ...call, started_at: new Date(atMs), ended_at: new Date(atMs) })
      .execute();
    const over = { event: 'over', entryId: entryOf(callId), groupId: id, waitedMs: 5, atMs } as const;
    await queueStoreOf(db, fjallbo.id).tell([
      by === null ? { ...over, outcome: 'abandoned', isShort: false } : { ...over, outcome: 'answered', by },
    ]);
  }
  const read = (organisationId: typeof fjallbo.id, sinceMs: number) =>
    readLastTalks(db, organisationId, { groupIds: [id], sinceMs });
  expect(await read(fjallbo.id, 2 * day)).toEqual([{ groupId: id, number: '+46701', userId: second, atMs: 4 * day }]);
  expect([await read(fjallbo.id, 4.5 * day), await read(other.id, 0)]).toEqual([[], []]);
  await database.close();
});
