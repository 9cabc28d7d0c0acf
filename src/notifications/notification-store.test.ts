import { randomUUID } from 'node:crypto';
import { createTestDatabase } from '../../tests/fakes/database';
import type { TestDatabase } from '../../tests/fakes/database';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { createNotificationStore } from './notification-store';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const nowMs = 1_795_000_000_000;

async function someCard() {
  const organisation = await addOrganisation(database.db);
  const { userId } = await addUser(database.db, organisation);
  return () => ({ organisationId: organisation.id, userId, subject: randomUUID() });
}

test('a card that the last server was sending can be claimed after a start, one that is out cannot', async () => {
  const store = createNotificationStore(database.db, 'missedCall');
  const key = await someCard();
  const [interrupted, out] = [key(), key()];
  for (const each of [interrupted, out]) expect(await store.claim(each, nowMs)).toBe('claimed');
  await store.sent(out, 'activity');
  expect(await store.claim(interrupted, nowMs + 1_000)).toBe('busy');

  await store.releaseAll(nowMs + 2_000);
  expect(await store.claim(interrupted, nowMs + 3_000)).toBe('claimed');
  expect(await store.claim(out, nowMs + 3_000)).toBe('done');
});

test('cards of two kinds about the same call know nothing of each other', async () => {
  const [missed, back] = [
    createNotificationStore(database.db, 'missedCall'),
    createNotificationStore(database.db, 'returnCall'),
  ];
  const card = (await someCard())();
  for (const store of [missed, back]) expect(await store.claim(card, nowMs)).toBe('claimed');
  await missed.sent(card, 'activity');
  await missed.releaseAll(nowMs + 1_000);
  expect(await back.claim(card, nowMs + 2_000)).toBe('busy');
  expect(await back.open()).toContainEqual(card);
  await back.forget(card, null);
  expect(await back.open()).not.toContainEqual(card);
  expect(await missed.find(card)).toMatchObject({ activityId: 'activity' });
});

test('forgetting one card never forgets the one that was sent after it', async () => {
  const store = createNotificationStore(database.db, 'returnCall');
  const card = (await someCard())();
  await store.claim(card, nowMs);
  await store.sent(card, 'first');
  await store.forget(card, 'first');
  expect(await store.claim(card, nowMs)).toBe('claimed');
  await store.forget(card, 'first');
  expect(await store.claim(card, nowMs)).toBe('busy');
  await store.sent(card, 'second');
  await store.forget(card, 'first');
  await store.forget(card, null);
  expect(await store.find(card)).toMatchObject({ activityId: 'second' });
});
