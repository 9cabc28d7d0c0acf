import { randomUUID } from 'node:crypto';
import { access, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeClock } from '../../tests/fakes/clock';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { addOrganisation, addUser, type TestOrganisation } from '../../tests/fakes/organisation';
import { createLosableOwnership } from '../../tests/fakes/ownership';
import { createRecordingSwitch } from '../../tests/fakes/recording-switch';
import { auditLog } from '../audit/record';
import type { CallId, DeviceId, RecordingId, UserId } from '../contract/ids';
import { createDeviceRegistry } from '../devices/registry';
import type { Infrastructure } from '../feature';
import type { Job } from '../ports/jobs';
import { createVoicemailFeature, type VoicemailDeps } from './feature';
import type { Transcribe } from '../ports/transcribe';
import { usualPolicy, writeOwnSetting, writePolicy } from './policies';
import { addGroupMessage, addMessage, type NewMessage } from './store';
import { eventually } from '../../tests/fakes/waiters';
import { soundWorkHere } from '../../tests/fakes/sound-work';

let database: TestDatabase;
let fjallbo: TestOrganisation;
let anna: UserId;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  fjallbo = await addOrganisation(database.db);
  anna = (await addUser(database.db, fjallbo)).userId;
  folder = await mkdtemp(join(tmpdir(), 'vaxel-recordings-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.close();
});

interface Options {
  readonly recording?: boolean;
  readonly language?: string;
  readonly transcribe?: Transcribe;
}

const nobody = (): never => {
  throw new Error('nobody asks');
};

/** Over a switch that records or does not, and an organisation that speaks so. */
async function started({ recording = true, language = 'sv', transcribe }: Options = {}) {
  const [told, left]: [unknown[], Job[]] = [[], []];
  const telephony = createRecordingSwitch();
  const infrastructure: Infrastructure = {
    ...{ db: database.db, clock: createFakeClock(), audit: auditLog },
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    publisher: { toUser: (_organisation, userId, event) => void told.push([userId, event]), changed() {} },
    jobs: { enqueue: async (_transaction, job) => void left.push(job) },
    wakes: { listen: () => Promise.resolve() },
    switch: { ...telephony, capabilities: { ...telephony.capabilities, recording } },
    ownership: {} as Infrastructure['ownership'],
  };
  const devices = createDeviceRegistry(createLosableOwnership());
  const lines = {
    organisation: () => ({ id: fjallbo.id, domain: '', country: 'SE', language, timeZone: 'Europe/Stockholm' }),
  };
  const feature = createVoicemailFeature(infrastructure, {
    lines: lines as unknown as VoicemailDeps['lines'],
    devices,
    historyOf: nobody,
    zoneOf: () => Promise.resolve('Europe/Stockholm'),
    authenticate: () => Promise.reject(new Error('nobody asks')),
    secretKeys: ['a secret of this test'],
    recordingsFolder: folder,
    soundWork: soundWorkHere,
    keptBeside: () => Promise.resolve(new Set<RecordingId>()),
    ...{ keepSound: nobody, soundsOf: nobody, soundAddresses: { sign: nobody }, activitiesOf: () => [] },
    onGroupMessage: nobody,
    transcribe: transcribe ?? null,
  });
  await feature.start?.();
  return { feature, told, left, devices, telephony };
}

test('who has voicemail is greeted for in the language of the organisation', async () => {
  const greetingIn = async (language: string) =>
    (await started({ language })).feature.voicemailOf(fjallbo.id, anna)?.greeting;
  expect([await greetingIn('sv'), await greetingIn('en-GB')]).toEqual([['voicemail-sv'], ['voicemail-en']]);
  const { feature } = await started();
  expect(feature.voicemailOf(fjallbo.id, anna)).toMatchObject({ maxMs: 300_000, silenceMs: 8_000 });
});

test('there is none where the switch does not record, and none for who has said no before the start', async () => {
  expect((await started({ recording: false })).feature.voicemailOf(fjallbo.id, anna)).toBeNull();
  await writeOwnSetting(database.db, fjallbo.id, anna, false);
  expect((await started()).feature.voicemailOf(fjallbo.id, anna)).toBeNull();
});

test('of messages that are gone the files are, too, and who had them is told once', async () => {
  const { feature, told, left } = await started();
  const [one, other] = [randomUUID() as RecordingId, randomUUID() as RecordingId];
  const callId = randomUUID() as CallId;
  await writeFile(join(folder, `${one}.ogg`), 'sound');
  await feature.messagesForgotten(
    fjallbo.id,
    [one, other].map((id) => ({ id, userId: anna, groupId: null, callId })),
  );
  await expect(access(join(folder, `${one}.ogg`))).rejects.toMatchObject({ code: 'ENOENT' });
  expect(told).toEqual([[anna, { type: 'voicemail.changed', unheard: 0, messageId: null }]]);
  const card = { name: 'voicemail-card', data: { organisationId: fjallbo.id, userId: anna, callId } };
  expect(left).toEqual([card, card]);
});

test('whose group is removed is told what is left to hear, and the sounds of the group are swept', async () => {
  const { feature, told } = await started();
  const { userId } = await addUser(database.db, fjallbo);
  const from = { name: null, number: null, contactId: null, userId: null };
  const sound = { ms: 2_000, speechMs: 2_000, peaks: Array.from({ length: 200 }, () => 7), cutShort: false };
  const leaves = async (extension: string) => {
    const { id: groupId } = await database.db
      .insertInto('answer_group')
      .values({ organisation_id: fjallbo.id, name: extension, extension, number: null, settings: '{}' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const member = { organisation_id: fjallbo.id, group_id: groupId, user_id: userId, position: 0, tier: 1 };
    await database.db
      .insertInto('answer_group_member')
      .values({ ...member, skills: '{}' })
      .execute();
    const [id, callId] = [randomUUID() as RecordingId, randomUUID() as CallId];
    const message: NewMessage = { ...sound, id, callId, from, calledNumber: null, leftAtMs: Date.now() };
    const owner = { organisationId: fjallbo.id, groupId };
    await database.db.transaction().execute((transaction) => addGroupMessage(transaction, owner, message));
    await writeFile(join(folder, `${id}.ogg`), 'sound');
    await utimes(join(folder, `${id}.ogg`), 0, 0);
    return { groupId, file: join(folder, `${id}.ogg`) };
  };
  const [gone, stays] = [await leaves('1901'), await leaves('1902')];
  await database.db.deleteFrom('answer_group').where('id', '=', gone.groupId).execute();
  feature.recount(fjallbo.id, [userId]);
  await eventually('the count', async () => told.length === 1);
  expect(told).toEqual([[userId, { type: 'voicemail.changed', unheard: 1, messageId: null }]]);
  await feature.purge?.();
  await expect(access(gone.file)).rejects.toMatchObject({ code: 'ENOENT' });
  await access(stays.file);
});

test('a message is written down in the language that its owner has chosen, else in the organisation’s', async () => {
  const asked: string[] = [];
  const transcribe: Transcribe = async (_wav, language) => {
    asked.push(language);
    return [];
  };
  const person = { organisationId: fjallbo.id, userId: anna };
  await database.db
    .transaction()
    .execute((transaction) => writePolicy(transaction, fjallbo.id, { ...usualPolicy, transcribe: true }));
  const writeDown = async (language: string) => {
    const { feature } = await started({ language, transcribe });
    const about = { ...person, recordingId: randomUUID() as RecordingId, callId: randomUUID() as CallId };
    const from = { name: null, number: null, contactId: null, userId: null };
    const sound = { ms: 2_000, speechMs: 2_000, peaks: Array.from({ length: 200 }, () => 7), cutShort: false };
    const message = { ...sound, id: about.recordingId, callId: about.callId, from, calledNumber: null, leftAtMs: 0 };
    await database.db.transaction().execute((transaction) => addMessage(transaction, person, message));
    await writeFile(join(folder, `${about.recordingId}.ogg`), 'sound');
    await feature.jobs?.['voicemail-transcribe']?.work({ ...about, attempt: 1 });
  };
  await writeDown('sv');
  await writeDown('nb-NO');
  await database.pool.query(
    `insert into user_setting (organisation_id, user_id, language) values ($1, $2, 'sv')
     on conflict (user_id) do update set language = 'sv'`,
    [fjallbo.id, anna],
  );
  await writeDown('en');
  expect(asked).toEqual(['sv', 'en', 'sv']);
});

test('a desk phone is told what waits whenever windows are', async () => {
  const { feature, devices, telephony } = await started();
  const { userId } = await addUser(database.db, fjallbo);
  const id = randomUUID() as DeviceId;
  await devices.own(id);
  devices.add({ id, organisationId: fjallbo.id, userId, kind: 'deskPhone', label: 'Desk', stays: true });
  await feature.messagesForgotten(fjallbo.id, [
    { id: randomUUID() as RecordingId, userId, groupId: null, callId: randomUUID() as CallId },
  ]);
  expect(telephony.take()).toEqual([['messages', id, { unheard: 0, heard: 0 }]]);
});
