import { randomUUID } from 'node:crypto';
import type { CallId } from '../contract/ids';
import { createTestDatabase } from '../../tests/fakes/database';
import type { TestDatabase } from '../../tests/fakes/database';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { createNotificationStore } from './notification-store';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test('a card that the last server was sending can be claimed at once after a start, one that is out cannot', async () => {
  const store = createNotificationStore(database.db);
  const organisation = await addOrganisation(database.db);
  const { userId } = await addUser(database.db, organisation);
  const key = () => ({ organisationId: organisation.id, userId, callId: randomUUID() as CallId });
  const [interrupted, out] = [key(), key()];
  const nowMs = 1_795_000_000_000;
  for (const each of [interrupted, out]) expect(await store.claim(each, nowMs)).toBe('claimed');
  await store.sent(out, 'activity');
  expect(await store.claim(interrupted, nowMs + 1_000)).toBe('busy');

  await store.releaseAll(nowMs + 2_000);
  expect(await store.claim(interrupted, nowMs + 3_000)).toBe('claimed');
  expect(await store.claim(out, nowMs + 3_000)).toBe('done');
});
