import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeClock } from '../../tests/fakes/clock';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { aGroup } from '../../tests/fakes/answer-group-settings';
import { addOrganisation, addUser, type TestOrganisation } from '../../tests/fakes/organisation';
import type { AnswerGroupId, CallId, RecordingId, UserId } from '../contract/ids';
import { VoicemailPage, VoicemailQuery } from '../contract/voicemail/voicemail';
import type { Job } from '../ports/jobs';
import { groupStoreOf } from '../answer-groups/store';
import { writePolicy } from './policies';
import { purgeMessages } from './retention';
import { createSoundFiles } from '../kept-sounds/sound-files';
import { addGroupMessage, addMessage, createCounts, createMailbox, hasMessage } from './store';
import { writeTranscript } from './transcripts';

let database: TestDatabase;
let fjallbo: TestOrganisation;
let anna: UserId;
let bjorn: UserId;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  fjallbo = await addOrganisation(database.db);
  anna = (await addUser(database.db, fjallbo)).userId;
  bjorn = (await addUser(database.db, fjallbo)).userId;
});

const sofia = { name: 'Sofia Berg', number: '+46701740640', contactId: null, userId: null };
const nowMs = Date.now();
const day = 24 * 3_600_000;

async function left({ userId = anna, agoMs = 0, id = randomUUID() as RecordingId } = {}): Promise<RecordingId> {
  const message = {
    ...{ id, callId: randomUUID() as CallId, from: sofia, calledNumber: null, leftAtMs: nowMs - agoMs },
    ...{ ms: 5_000, speechMs: 4_000, peaks: Array.from({ length: 200 }, (_, at) => at), cutShort: false },
  };
  await database.db
    .transaction()
    .execute((transaction) => addMessage(transaction, { organisationId: fjallbo.id, userId }, message));
  return id;
}

async function addGroup(members: readonly UserId[], supervisors: readonly UserId[]): Promise<AnswerGroupId> {
  const store = groupStoreOf(database.db, fjallbo.id);
  const agents = members.map((userId) => ({ userId, tier: 1, skills: {} }));
  return store.add({ ...aGroup, number: null, members: agents, supervisors: [...supervisors] });
}

async function leftFor(groupId: AnswerGroupId): Promise<RecordingId> {
  const id = randomUUID() as RecordingId;
  const message = {
    ...{ id, callId: randomUUID() as CallId, from: sofia, calledNumber: null, leftAtMs: nowMs },
    ...{ ms: 5_000, speechMs: 4_000, peaks: Array.from({ length: 200 }, (_, at) => at), cutShort: false },
  };
  const owner = { organisationId: fjallbo.id, groupId };
  expect(await change((transaction) => addGroupMessage(transaction, owner, message))).toBe(true);
  return id;
}

const box = (userId = anna) => createMailbox(database.db, fjallbo.id, userId);
const query = (asked: object = {}) => VoicemailQuery.parse(asked);
const idsOf = async (asked: object = {}, userId = anna) =>
  (await box(userId).page(query(asked))).messages.map(({ id }) => id);
const change = <T>(make: (transaction: Parameters<typeof addMessage>[0]) => Promise<T>) =>
  database.db.transaction().execute(make);
const counts = (userId = anna) => createCounts(database.db, fjallbo.id)(userId);
const unheard = async (userId = anna) => (await counts(userId)).unheard;

test('a page is as the contract says; the next one begins after its last, also when that is gone', async () => {
  const [old, middle, young] = [
    await left({ agoMs: 3_000 }),
    await left({ agoMs: 2_000 }),
    await left({ agoMs: 1_000 }),
  ];
  const first = await box().page(query({ limit: 2 }));
  expect(VoicemailPage.parse(first)).toMatchObject({ more: true, messages: [{ id: young }, { id: middle }] });
  await change((transaction) => box().remove(transaction, middle));
  await expect(box().page(query({ before: middle }))).resolves.toMatchObject({ more: false, messages: [{ id: old }] });
});

test('who answers in a group or supervises it hears what is left for it, and one hears it for all', async () => {
  const [eva, olga] = [(await addUser(database.db, fjallbo)).userId, (await addUser(database.db, fjallbo)).userId];
  const group = await addGroup([anna, bjorn], [eva]);
  const own = await left({ agoMs: 9_000 });
  const id = await leftFor(group);
  expect((await box(bjorn).page(query())).messages).toMatchObject([{ id, group: { id: group, name: 'Support' } }]);
  expect([await idsOf(), await idsOf({}, eva), await idsOf({}, olga)]).toEqual([[id, own], [id], []]);
  expect([await unheard(), await unheard(bjorn), await unheard(eva), await unheard(olga)]).toEqual([2, 1, 1, 0]);
  const changed = await change((transaction) => box(bjorn).setHeard(transaction, id, true));
  expect(new Set(changed.readers)).toEqual(new Set([anna, bjorn, eva]));
  expect([await unheard(), await unheard(bjorn), await unheard(eva)]).toEqual([1, 0, 0]);
  await expect(change((transaction) => box(olga).setHeard(transaction, id, false))).rejects.toMatchObject({
    code: 'request.notFound',
  });
  await change((transaction) => box(eva).remove(transaction, id));
  expect(await idsOf({}, bjorn)).toEqual([]);
  expect(await box(bjorn).groupCall(changed.callId)).toMatchObject({ groupName: 'Support', from: sofia });
  await change((transaction) => box(anna).restore(transaction, id));
  expect(await idsOf({}, bjorn)).toEqual([id]);
});

test('of messages that were left in the same moment none is missed between two pages', async () => {
  const all = await Promise.all([left(), left(), left(), left()]);
  const first = await idsOf({ limit: 2 });
  const second = await idsOf({ limit: 2, before: first[1] });
  expect([...first, ...second].toSorted()).toEqual(all.toSorted());
});

test('what is heard is not new until it is marked as unread; what is deleted is nowhere until restored', async () => {
  const [one, other] = [await left(), await left()];
  await change((transaction) => box().setHeard(transaction, one, true));
  expect([await idsOf({ show: 'new' }), await counts()]).toEqual([[other], { unheard: 1, heard: 1 }]);
  await change((transaction) => box().setHeard(transaction, one, false));
  expect(await unheard()).toBe(2);
  await change((transaction) => box().remove(transaction, other));
  expect([await idsOf(), await unheard()]).toEqual([[one], 1]);
  await expect(box().find(other)).rejects.toMatchObject({ code: 'request.notFound' });
  await change((transaction) => box().restore(transaction, other));
  expect(await unheard()).toBe(2);
});

test('a message is its person’s alone: a colleague neither finds nor changes it', async () => {
  const theirs = await left({ userId: bjorn });
  const none = { code: 'request.notFound' };
  await expect(box().find(theirs)).rejects.toMatchObject(none);
  await expect(change((transaction) => box().setHeard(transaction, theirs, true))).rejects.toMatchObject(none);
  await expect(change((transaction) => box().remove(transaction, theirs))).rejects.toMatchObject(none);
  await expect(change((transaction) => box().restore(transaction, theirs))).rejects.toMatchObject(none);
  expect([await idsOf(), await idsOf({ before: theirs }), await unheard(bjorn)]).toEqual([[], [], 1]);
});

test('a recording becomes one message, however often it is stored; who is no user any more gets none', async () => {
  const id = await left();
  await left({ id });
  expect(await idsOf()).toEqual([id]);
  await left({ userId: randomUUID() as UserId, id: randomUUID() as RecordingId });
  expect(await idsOf()).toEqual([id]);
});

describe('what is old', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'vaxel-recordings-'))));
  afterEach(() => rm(folder, { recursive: true }));

  async function file(name: string, agoMs = 2 * day): Promise<string> {
    await writeFile(join(folder, name), 'sound');
    const at = new Date(nowMs - agoMs);
    await utimes(join(folder, name), at, at);
    return name;
  }
  const cards: Job[] = [];
  const purge = () =>
    purgeMessages({
      db: database.db,
      jobs: { enqueue: async (_transaction, job) => void cards.push(job) },
      clock: { ...createFakeClock(), nowMs: () => nowMs },
      files: createSoundFiles(folder),
      keptBeside: () => Promise.resolve(new Set()),
    });
  const set = (id: RecordingId, column: 'heard_at' | 'deleted_at', agoMs: number) =>
    database.db
      .updateTable('voicemail_message')
      .set({ [column]: new Date(nowMs - agoMs) })
      .where('id', '=', id)
      .execute();
  const isThere = (id: RecordingId) => hasMessage(database.db, fjallbo.id, id);

  test('goes as the organisation says, and what is deleted after thirty days; each with its file', async () => {
    await change((transaction) =>
      writePolicy(transaction, fjallbo.id, {
        enabled: true,
        keepHeardDays: 10,
        keepUnheardDays: 20,
        transcribe: false,
      }),
    );
    const all = {
      unheard: await left({ agoMs: 19 * day }),
      longUnheard: await left({ agoMs: 21 * day }),
      heard: await left({ agoMs: 25 * day }),
      longHeard: await left({ agoMs: 15 * day }),
      deleted: await left(),
      longDeleted: await left(),
    };
    await set(all.heard, 'heard_at', 9 * day);
    await set(all.longHeard, 'heard_at', 11 * day);
    await set(all.deleted, 'deleted_at', 29 * day);
    await set(all.longDeleted, 'deleted_at', 31 * day);
    for (const id of Object.values(all)) await file(`${id}.ogg`);
    await purge();
    const kept = [all.unheard, all.heard, all.deleted];
    for (const [name, id] of Object.entries(all)) expect([name, await isThere(id)]).toEqual([name, kept.includes(id)]);
    expect((await readdir(folder)).toSorted()).toEqual(kept.map((id) => `${id}.ogg`).toSorted());
    await expect(change((transaction) => box().restore(transaction, all.deleted))).resolves.toBeDefined();
  });

  test('of what was written down goes from the card, too, which is told of no other', async () => {
    const [written, heardNothing, none] = [
      await left({ agoMs: 366 * day }),
      await left({ agoMs: 366 * day }),
      await left({ agoMs: 366 * day }),
    ];
    const { callId } = await box().find(written);
    const write = (id: RecordingId, text: string) =>
      change((transaction) => writeTranscript(transaction, fjallbo.id, id, { text, language: 'sv' }));
    await write(written, 'Ring mig.');
    await write(heardNothing, '');
    cards.splice(0);
    await purge();
    expect([await isThere(written), await isThere(none)]).toEqual([false, false]);
    expect(cards).toEqual([{ name: 'voicemail-card', data: { organisationId: fjallbo.id, userId: anna, callId } }]);
  });

  test('says nothing of a recording that is new, or of files that are none', async () => {
    const [now, then] = [randomUUID(), randomUUID()];
    await file(`${now}.part`, 0);
    await file(`${then}.part`);
    await file(`${then}.ogg`);
    await file(`${then}.ogg.part`);
    await file('notes.txt');
    await purge();
    expect((await readdir(folder)).toSorted()).toEqual([`${now}.part`, 'notes.txt'].toSorted());
  });

  test('of a server that has never recorded is none', async () => {
    await rm(folder, { recursive: true });
    await purge();
    await createSoundFiles(folder).remove(randomUUID() as RecordingId);
    await expect(createSoundFiles(folder).find(randomUUID() as RecordingId)).resolves.toBeNull();
    await mkdtemp(join(tmpdir(), 'vaxel-recordings-')).then((made) => (folder = made));
  });
});
