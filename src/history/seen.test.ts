import type { TestDatabase } from '../../tests/fakes/database';
import { createTestDatabase } from '../../tests/fakes/database';
import { addToHistory } from '../../tests/fakes/history-row';
import type { TestOrganisation } from '../../tests/fakes/organisation';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import type { CallOutcome } from '../contract/history/history';
import type { CallId, UserId } from '../contract/ids';
import { createHistoryStore } from './store';
import { contactMatches } from '../people/contact-matches';

let database: TestDatabase;
let fjallbo: TestOrganisation;
let anna: UserId;
let bjorn: UserId;
beforeAll(async () => {
  database = await createTestDatabase();
  fjallbo = await addOrganisation(database.db);
});
afterAll(() => database.close());
beforeEach(async () => {
  anna = (await addUser(database.db, fjallbo)).userId;
  bjorn = (await addUser(database.db, fjallbo)).userId;
});

const store = (userId = anna) => createHistoryStore({ db: database.db, contactMatches }, fjallbo.id, userId);
const unseen = async (userId = anna) =>
  (await store(userId).page({ show: 'all', limit: 100 })).entries
    .filter(({ seen }) => !seen)
    .map(({ callId }) => callId);

const call = (
  startedAt: number,
  endedAt: number,
  { userId = anna, outcome = 'missed' as CallOutcome } = {},
): Promise<CallId> => addToHistory(database.db, fjallbo, { userId, startedAt, endedAt, outcome });

test('seen up to a call: what had ended by then is seen, what ended later is news, whenever it started', async () => {
  const long = await call(1, 30);
  const short = await call(5, 6);
  const last = await call(7, 8, { outcome: 'answered' });
  await expect(store().see({ upTo: last })).resolves.toEqual({ callIds: [], untilMs: Date.UTC(2026, 10, 25, 8, 8) });
  expect((await unseen()).includes(short)).toBe(false);
  expect((await unseen()).includes(long)).toBe(true);
});

test('seen one by one; only missed calls, and only one’s own', async () => {
  const [mine, other, theirs] = [await call(1, 2), await call(2, 3), await call(1, 2, { userId: bjorn })];
  // Nobody is told an id that is not in the own list, though it was said by oneself.
  await expect(store().see({ callIds: [mine, theirs] })).resolves.toEqual({ callIds: [mine], untilMs: null });
  expect(await unseen()).toEqual([other]);
  expect(await unseen(bjorn)).toEqual([theirs]);
});

test('a call of somebody else’s is nothing up to which one can have seen', async () => {
  const theirs = await call(1, 2, { userId: bjorn });
  const mine = await call(1, 2);
  await expect(store().see({ upTo: theirs })).rejects.toMatchObject({ code: 'call.notFound' });
  expect(await unseen()).toEqual([mine]);
});
