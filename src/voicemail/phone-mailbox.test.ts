import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeClock } from '../../tests/fakes/clock';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { addOrganisation, addUser, type TestOrganisation } from '../../tests/fakes/organisation';
import { createRecordingSwitch } from '../../tests/fakes/recording-switch';
import { wavOf } from '../../tests/fakes/wav';
import type { Mailboxes } from '../calls/own-mailbox';
import type { CallId, RecordingId, UserId } from '../contract/ids';
import type { Infrastructure } from '../feature';
import { createKeptSoundsFeature } from '../kept-sounds/feature';
import { createSoundFiles } from '../kept-sounds/sound-files';
import { createMailboxesByPhone } from './by-phone';
import { createOwnGreetings, type OwnGreetings } from './greetings';
import { addMessage, createCounts, createMailbox } from './store';

let database: TestDatabase;
let folder: string;
let fjallbo: TestOrganisation;
let anna: UserId;
let greetings: OwnGreetings;
let mailboxes: Mailboxes;
const clock = createFakeClock();
const logger = { debug() {}, info() {}, warn() {}, error() {} };

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), '.vaxel-phone-mailbox-'));
  const { db } = database;
  const sounds = createKeptSoundsFeature({ db, clock } as unknown as Infrastructure, {
    ...{ secretKeys: ['a secret of this test'], recordingsFolder: folder },
    authenticate: () => Promise.reject(new Error('nobody asks')),
    lines: { user: () => undefined } as never,
  });
  greetings = createOwnGreetings({ db, wakes: { listen: async () => undefined } as never, clock, logger });
  const telephony = createRecordingSwitch();
  mailboxes = createMailboxesByPhone({
    ...{ db, clock, logger, greetings, keepSound: sounds.keepSound, soundsOf: sounds.soundsOf },
    files: createSoundFiles<RecordingId>(folder),
    mailboxOf: (organisationId, userId) => createMailbox(db, organisationId, userId),
    countOf: (organisationId, userId) => createCounts(db, organisationId)(userId),
    switch: { capabilities: { ...telephony.capabilities, playsRecordings: true } },
    jobs: { enqueue: async () => undefined },
    tell: async () => undefined,
    languageOf: () => 'en',
    countryOf: () => 'SE',
    zoneOf: async () => 'Europe/Helsinki',
  });
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  fjallbo = await addOrganisation(database.db);
  anna = (await addUser(database.db, fjallbo)).userId;
});

const own = () => ({ organisationId: fjallbo.id, userId: anna });

async function left(from: { number: string | null; userId?: UserId }, agoMs: number): Promise<RecordingId> {
  const id = randomUUID() as RecordingId;
  await database.db.transaction().execute((transaction) =>
    addMessage(transaction, own(), {
      ...{ id, callId: randomUUID() as CallId, calledNumber: null, leftAtMs: clock.nowMs() - agoMs, ms: 5_000 },
      ...{ speechMs: 4_000, peaks: Array.from({ length: 200 }, () => 1), cutShort: false },
      from: { name: null, contactId: null, userId: null, ...from },
    }),
  );
  return id;
}

test('a mailbox is opened with what is heard and not, as its person’s country reads numbers', async () => {
  const [own1, abroad, withheld, colleague] = [
    await left({ number: '+46701740640' }, 1_000),
    await left({ number: '+4733445566' }, 2_000),
    await left({ number: null }, 3_000),
    await left({ number: '1002', userId: anna }, 4_000),
  ];
  await database.db.transaction().execute(async (transaction) => {
    await createMailbox(database.db, fjallbo.id, anna).setHeard(transaction, abroad, true);
  });
  const box = await mailboxes.open(own());
  expect(box).toMatchObject({
    ...{ userId: anna, language: 'en', zone: 'Europe/Helsinki', openedAtMs: clock.nowMs(), greeting: null },
    counts: { unheard: 3, heard: 1 },
    heard: [{ id: abroad, number: '+4733445566', spoken: '+4733445566', isColleague: false }],
  });
  expect(box?.unheard).toMatchObject([
    { id: own1, number: '+46701740640', spoken: '0701740640', isForGroup: false, leftAtMs: clock.nowMs() - 1_000 },
    { id: withheld, number: null, spoken: null },
    { id: colleague, number: '1002', spoken: '1002', isColleague: true },
  ]);
});

test('what is spoken by phone is the greeting that callers hear; each change can be undone', async () => {
  const [one, other] = [randomUUID() as RecordingId, randomUUID() as RecordingId];
  const files = createSoundFiles<RecordingId>(folder);
  const set = (to: Parameters<Mailboxes['setGreeting']>[2]) => mailboxes.setGreeting(fjallbo.id, anna, to);
  const heard = () => greetings.of(fjallbo.id, anna).all;
  await files.replace(one, wavOf(440, 8_000, 2_000));
  await files.replace(other, wavOf(660, 8_000, 2_000));
  const before = await set({ spoken: one });
  const after = await set({ spoken: other });
  expect(heard()).toEqual([`kept/${after}`]);
  expect((await mailboxes.open(own()))?.greeting).toBe(after);
  expect([await set(before), heard()]).toEqual([before, [`kept/${before}`]]);
  expect([await set(null), heard()]).toEqual([null, undefined]);
  expect([await set(before), heard()]).toEqual([before, [`kept/${before}`]]);
});

test('what is no sound, too long or not there changes nothing', async () => {
  const files = createSoundFiles<RecordingId>(folder);
  const [noise, long] = [randomUUID() as RecordingId, randomUUID() as RecordingId];
  await files.replace(noise, Buffer.from('no sound at all'));
  await files.replace(long, wavOf(440, 8_000, 61_000));
  const set = (spoken: RecordingId) => mailboxes.setGreeting(fjallbo.id, anna, { spoken });
  await expect(set(noise)).rejects.toMatchObject({ code: 'sounds.notSound' });
  await expect(set(long)).rejects.toMatchObject({ code: 'sounds.tooLong' });
  await expect(set(randomUUID() as RecordingId)).rejects.toMatchObject({ code: 'request.notFound' });
  expect(greetings.of(fjallbo.id, anna).all).toBeUndefined();
});
