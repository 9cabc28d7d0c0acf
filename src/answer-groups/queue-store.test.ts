import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { aGroup } from '../../tests/fakes/answer-group-settings';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { addOrganisation, addUser, type TestOrganisation } from '../../tests/fakes/organisation';
import type { AnswerGroupId, CallId, EntryId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';
import type { StoredEntry } from './distributor/restore';
import { purgeEvents, queueStoreOf } from './queue-store';
import { groupStoreOf } from './store';

let database: TestDatabase;
let db: Kysely<Database>;
let fjallbo: TestOrganisation;
let anna: UserId;
let groupId: AnswerGroupId;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  fjallbo = await addOrganisation(db);
  anna = (await addUser(db, fjallbo)).userId;
  groupId = await groupStoreOf(db, fjallbo.id).add(aGroup);
});
afterAll(() => database.close());

const anEntry = (): StoredEntry => ({
  ...{ id: randomUUID() as EntryId, groupId, callId: randomUUID() as CallId, callback: null, number: '+46701' },
  ...{
    priority: 2,
    enteredAtMs: 1_000,
    joinedAtMs: 2_000,
    hops: 1,
    skill: { name: 'norska', level: 2 },
    stickyTo: anna,
  },
  said: { position: 3, range: { from: 1, to: 2 }, atMs: 1_500 },
});

test('who waits and what agents have said is what it was, for the next server', async () => {
  const store = queueStoreOf(db, fjallbo.id);
  const [first, second] = [anEntry(), { ...anEntry(), enteredAtMs: 3_000 }];
  for (const entry of [second, first]) await store.putEntry(entry);
  const asked = { ...second, callId: null, callback: { number: '+46702', attempts: 1, notBeforeMs: 9 } };
  await store.putEntry(asked);
  expect(await store.entries()).toEqual([first, asked]);
  await store.removeEntry(first.id);
  expect(await store.entries()).toEqual([asked]);
  const said = { userId: anna, isLoggedIn: true, pause: { reason: 'Lunch', by: anna }, idleSinceMs: 5_000 };
  const serving = { entryId: first.id, groupId, sinceMs: 1, heldMs: 2, heldSinceMs: null };
  const wrapUp = { groupId, talkMs: 3, sinceMs: 4, timer: { id: 5, dueMs: 6 } };
  const agent = { ...said, serving, wrapUp };
  await store.putAgent({ ...agent, pause: null });
  await store.putAgent(agent);
  expect(await store.agents()).toEqual([agent]);
  await store.putAgent(said);
  expect(await store.agents()).toEqual([{ ...said, serving: null, wrapUp: null }]);
  const other = queueStoreOf(db, (await addOrganisation(db, { name: 'Sjöbris' })).id);
  expect([await other.entries(), await other.agents(), (await other.memory(0)).size]).toEqual([[], [], 0]);
});

test('what a group remembers comes from its events, and they have an end', async () => {
  const store = queueStoreOf(db, fjallbo.id);
  const entryId = randomUUID() as EntryId;
  const over = { event: 'over', entryId, groupId, outcome: 'answered', by: anna, waitedMs: 1 } as const;
  await store.putLastAsked(groupId, { userId: anna, order: 4 });
  await store.tell([
    { ...over, atMs: 1_000 },
    { ...over, atMs: 2_000 },
    { event: 'missed', entryId, groupId, userId: anna, atMs: 2_000 },
  ]);
  const answered = async (sinceMs: number) => (await store.memory(sinceMs)).get(groupId);
  expect(await answered(1_500)).toEqual({
    lastAsked: { userId: anna, order: 4 },
    answeredToday: new Map([[anna, 1]]),
  });
  await purgeEvents(db, new Date(1_500));
  expect((await answered(0))?.answeredToday).toEqual(new Map([[anna, 1]]));
});
