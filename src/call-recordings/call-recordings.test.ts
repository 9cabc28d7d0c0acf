import { randomUUID } from 'node:crypto';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { createFakeClock } from '../../tests/fakes/clock';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { heldRead } from '../../tests/fakes/held-read';
import { addOrganisation, addUser, type TestOrganisation } from '../../tests/fakes/organisation';
import { makeHistoryEntry } from '../../tests/fakes/snapshot';
import type { CallId, OrganisationId, RecordingId, UserId } from '../contract/ids';
import { createSoundFiles } from '../kept-sounds/sound-files';
import { soundFile } from '../sound/file-names';
import { createOggOpusWriter } from '../sound/ogg-opus';
import { createTwoSidedTrack } from '../sound/two-sided';
import { createPolicies, readPolicy, usualPolicy, writePolicy } from './policies';
import { createRecordings, forgetRecordings, keptOf, purgeRecordings, type Listening } from './store';
import { createTakeRecording } from './take-recording';

let database: TestDatabase;
let folder: string;
let [fjallbo, bergslagen]: TestOrganisation[] = [];
let [anna, eva]: UserId[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'vaxel-recordings-'));
  fjallbo = await addOrganisation(database.db);
  bergslagen = await addOrganisation(database.db);
  anna = (await addUser(database.db, fjallbo)).userId;
  eva = (await addUser(database.db, fjallbo, { displayName: 'Ström, Eva' })).userId;
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.close();
});

const home = (): OrganisationId => fjallbo?.id ?? ('' as OrganisationId);
const own = (over: Partial<Listening> = {}): Listening => ({
  ...{ organisationId: home(), userId: anna ?? ('' as UserId), isForAll: false, isForOwn: true, groups: [] },
  ...over,
});
const heard = (over: Partial<Listening> = {}) => createRecordings(database.db, own(over));
const everything = { limit: 50 };

/** Who was told what. */
const told: [UserId, string][] = [];

/** Two who say nothing for a second. */
function silence(): Buffer {
  const pages: Buffer[] = [];
  const writer = createOggOpusWriter(1, (page) => pages.push(page), 2);
  createTwoSidedTrack(0, writer.add).finish(1_000);
  writer.finish();
  return Buffer.concat(pages);
}

/** A recording of Anna's that is listed, and its sound. */
async function taken(as: 'ogg' | 'part' = 'ogg') {
  const recordingId = randomUUID() as RecordingId;
  const callId = randomUUID() as CallId;
  await writeFile(join(folder, `${recordingId}.${as}`), silence());
  const take = createTakeRecording({
    publisher: { toUser: (_, userId, { type }) => void told.push([userId, type]) },
    ...{ db: database.db, clock: createFakeClock(), files: createSoundFiles<RecordingId>(folder) },
    loadCall: async () => makeHistoryEntry({ callId, endedAtMs: Date.now() }),
  });
  const about = { organisationId: home(), userId: own().userId, callId, recordingId, groupId: null };
  // A job may come twice.
  await take(about);
  await take(about);
  return { recordingId, callId };
}

test('what was recorded is listed once, for those who may listen to it', async () => {
  const { recordingId, callId } = await taken();
  const { recordings } = await heard().page({ ...everything, callIds: [callId] });
  expect(recordings).toMatchObject([{ id: recordingId, callId, by: { userId: anna }, group: null, ms: 993 }]);
  expect(told.splice(0)).toEqual([[anna, 'callRecordings.changed']]);
  const others: Partial<Listening>[] = [
    { userId: eva ?? own().userId },
    { isForOwn: false },
    { organisationId: bergslagen?.id ?? home(), isForAll: true },
  ];
  for (const who of others) {
    expect((await heard(who).page({ ...everything, callIds: [callId] })).recordings).toEqual([]);
    await expect(heard(who).find(recordingId)).rejects.toMatchObject({ code: 'request.notFound' });
  }
  expect((await heard({ userId: eva ?? own().userId, isForAll: true }).find(recordingId)).id).toBe(recordingId);
});

test('of one that was cut off there is what there is, as a whole file', async () => {
  const { recordingId } = await taken('part');
  expect(await heard().find(recordingId)).toMatchObject({ cutShort: true });
  await access(join(folder, soundFile(recordingId)));
});

test('who has listened is kept, whoever it was', async () => {
  const { recordingId } = await taken();
  await heard().played(recordingId);
  await heard({ userId: eva ?? own().userId, isForAll: true }).played(recordingId);
  const { plays } = await heard().plays(recordingId);
  const [first] = (await heard().page(everything)).recordings;
  expect(plays).toHaveLength(2);
  expect(plays[1]?.name).toBe(first?.by.name);
  expect(plays[0]?.name).not.toBe(first?.by.name);
});

test('what was deleted can be had back, and its file is kept as long', async () => {
  const { recordingId, callId } = await taken();
  const change = (what: 'remove' | 'restore') =>
    database.db.transaction().execute((transaction) => heard()[what](transaction, recordingId));
  await change('remove');
  expect((await heard().page({ ...everything, callIds: [callId] })).recordings).toEqual([]);
  await expect(change('remove')).rejects.toMatchObject({ code: 'request.notFound' });
  expect([...(await keptOf(database.db, [recordingId]))]).toEqual([recordingId]);
  await change('restore');
  expect((await heard().page({ ...everything, callIds: [callId] })).recordings).toHaveLength(1);
});

test('goes when it has been kept for as long as the organisation wants', async () => {
  const { recordingId } = await taken();
  await purgeRecordings(database.db, usualPolicy.keepDays);
  expect((await heard().find(recordingId)).id).toBe(recordingId);
  await database.db
    .updateTable('call_recording')
    .set({ started_at: new Date(Date.now() - 91 * 86_400_000) })
    .where('id', '=', recordingId)
    .execute();
  await purgeRecordings(database.db, usualPolicy.keepDays);
  expect((await keptOf(database.db, [recordingId])).size).toBe(0);
});

test('goes with its person', async () => {
  const { recordingId } = await taken();
  const person = { organisationId: home(), userId: own().userId, contactId: randomUUID() as never };
  const ids = await database.db.transaction().execute((transaction) => forgetRecordings(transaction, person));
  expect(ids).toContain(recordingId);
});

test('nothing is recorded before the organisation wants it', async () => {
  const policies = createPolicies({
    ...{ db: database.db, clock: createFakeClock(), logger: { warn: () => undefined } },
    wakes: { listen: () => Promise.resolve() },
  });
  await policies.start();
  expect([policies.consentOf(home()), await readPolicy(database.db, home())]).toEqual([null, usualPolicy]);
  const wanted = { ...usualPolicy, consent: 'askKey' as const, keepDays: 7 };
  await database.db.transaction().execute((transaction) => writePolicy(transaction, home(), wanted, new Set()));
  await policies.load([home()]);
  expect([policies.consentOf(home()), policies.consentOf(bergslagen?.id ?? home())]).toEqual(['askKey', null]);
  expect(await readPolicy(database.db, home())).toEqual(wanted);
});

test('while all is read anew calls are recorded as before', async () => {
  const listeners: { onGap(): void }[] = [];
  const clock = createFakeClock();
  const policies = createPolicies({
    ...{ db: database.db, clock, logger: { warn: () => undefined } },
    wakes: { listen: async (_channel, listener) => void listeners.push(listener) },
  });
  const says = (consent: 'announce' | 'askKey') =>
    database.db
      .transaction()
      .execute((transaction) => writePolicy(transaction, home(), { ...usualPolicy, consent }, new Set()));
  await says('announce');
  await policies.start();
  await says('askKey');
  listeners[0]?.onGap();
  clock.advance(20);
  const said = new Set([policies.consentOf(home())]);
  while (!said.has('askKey')) {
    await setImmediate();
    said.add(policies.consentOf(home()));
  }
  expect([...said]).toEqual(['announce', 'askKey']);
});

test('what was read first and comes last is not what is so', async () => {
  const { db, release } = heldRead(database.db);
  const policies = createPolicies({
    ...{ db, clock: createFakeClock(), logger: { warn: () => undefined } },
    wakes: { listen: () => Promise.resolve() },
  });
  const says = (consent: 'announce' | 'askKey') =>
    database.db
      .transaction()
      .execute((transaction) => writePolicy(transaction, home(), { ...usualPolicy, consent }, new Set()));
  await says('announce');
  const first = policies.load([home()]);
  await readPolicy(database.db, home());
  await says('askKey');
  const last = policies.load([home()]);
  await readPolicy(database.db, home());
  release();
  await Promise.all([first, last]);
  expect(policies.consentOf(home())).toBe('askKey');
});

test('nothing of one organisation hangs on a recording, a person or a group of another', async () => {
  const { recordingId } = await taken();
  const other = bergslagen?.id ?? home();
  const plays = database.db.insertInto('call_recording_play');
  await expect(plays.values({ organisation_id: other, recording_id: recordingId }).execute()).rejects.toThrow('fkey');
  const moved = database.db.updateTable('call_recording').set({ organisation_id: other }).where('id', '=', recordingId);
  await expect(moved.execute()).rejects.toThrow('fkey');
});
