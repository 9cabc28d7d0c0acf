import type { TestDatabase } from '../../tests/fakes/database';
import { createTestDatabase } from '../../tests/fakes/database';
import { addToHistory } from '../../tests/fakes/history-row';
import type { TestOrganisation } from '../../tests/fakes/organisation';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import type { CallId, UserId } from '../contract/ids';
import { contactMatches } from '../people/contact-matches';
import { createNewest } from './newest';
import { createHistoryStore } from './store';

let database: TestDatabase;
let fjallbo: TestOrganisation;
beforeAll(async () => {
  database = await createTestDatabase();
  fjallbo = await addOrganisation(database.db);
});
afterAll(() => database.close());

const person = async (organisation = fjallbo): Promise<UserId> => (await addUser(database.db, organisation)).userId;
const call = (userId: UserId, startedAt: number, deleted = false): Promise<CallId> =>
  addToHistory(database.db, fjallbo, { userId, startedAt, endedAt: startedAt + 1, deleted });

test('of many who ask at once each gets the own list, newest first, without what was deleted', async () => {
  const [anna, bjorn, cecilia] = [await person(), await person(), await person()];
  const early = await call(anna, 1);
  const his = await call(bjorn, 2);
  const late = await call(anna, 3);
  await call(anna, 4, true);
  const newest = createNewest(database.db, fjallbo.id);
  const lists = await Promise.all([anna, bjorn, cecilia, anna].map(newest));
  expect(lists.map((list) => list.map(({ callId }) => callId))).toEqual([[late, early], [his], [], [late, early]]);
});

test('a long list ends after as many as the first page of the call list has, with the same entries', async () => {
  const anna = await person();
  for (let minute = 0; minute < 103; minute += 1) await call(anna, Math.floor(minute / 2));
  const list = await createNewest(database.db, fjallbo.id)(anna);
  const store = createHistoryStore({ db: database.db, contactMatches }, fjallbo.id, anna);
  expect(list).toHaveLength(100);
  expect(list).toEqual((await store.page({ show: 'all', limit: 100 })).entries);
});

test('another organisation is told nothing', async () => {
  const anna = await person();
  await call(anna, 1);
  const other = await addOrganisation(database.db);
  expect(await createNewest(database.db, other.id)(anna)).toEqual([]);
});
