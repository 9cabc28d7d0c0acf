import { randomUUID } from 'node:crypto';
import { createFakeClock } from '../../tests/fakes/clock';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { auditLog } from '../audit/record';
import type { OrganisationId, UserId } from '../contract/ids';
import { systemClock } from '../time/system-clock';
import type { Event } from './distributor/protocol';
import type { State } from './distributor/state';
import { createQueueWriter } from './queue-writer';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const addToAnswer = (): Promise<void> => Promise.resolve();
const nobody = { memory: new Map(), agents: new Map(), entries: new Map(), offers: new Map() };
const stateOf = (organisationId: OrganisationId): State => ({
  ...{ organisationId, setup: { groups: new Map(), groupsOf: new Map() }, ...nobody, timers: 0 },
});

test('of all that is decided while the database hangs only the first waits for it', async () => {
  const hangs = { transaction: () => ({ execute: () => new Promise(() => undefined) }) };
  const logger = { debug() {}, info() {}, warn() {}, error() {} };
  const [id, clock] = [randomUUID() as OrganisationId, createFakeClock()];
  const db = hangs as unknown as TestDatabase['db'];
  const writer = createQueueWriter({ db, clock, logger, audit: auditLog, addToAnswer }, id);
  const change = { before: null, after: stateOf(id), events: [], audit: [], unanswered: [] };
  const first = writer.save(change).mayGoOn;
  clock.advance(250);
  await first;
  await writer.save(change).mayGoOn;
  writer.stop();
});

test('what is told of somebody who is erased meanwhile leaves the rest as it is', async () => {
  const { db } = database;
  const fjallbo = await addOrganisation(db);
  const { id } = fjallbo;
  const { userId: anna } = await addUser(db, fjallbo);
  const errors: unknown[] = [];
  const logger = { debug() {}, info() {}, warn() {}, error: (...said: unknown[]) => void errors.push(said) };
  const writer = createQueueWriter({ db, clock: systemClock, logger, audit: auditLog, addToAnswer }, id);
  const told = (userId: UserId): Event => ({ event: 'agent', userId, from: 'loggedOut', to: 'ready', atMs: 1 });
  const events = [told(randomUUID() as UserId), told(anna)];
  await writer.save({ before: null, after: stateOf(id), events, audit: [], unanswered: [] }).isStored;
  writer.stop();
  const kept = await db.selectFrom('answer_group_event').select('user_id').execute();
  expect([kept, errors.length]).toEqual([[{ user_id: anna }], 1]);
});
