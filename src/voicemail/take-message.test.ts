import { randomUUID } from 'node:crypto';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Encoder } from '@evan/opus';
import { createFakeClock } from '../../tests/fakes/clock';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { makeHistoryEntry } from '../../tests/fakes/snapshot';
import type { CallId, OrganisationId, RecordingId, UserId } from '../contract/ids';
import { VoicemailMessage } from '../contract/voicemail/voicemail';
import type { Job } from '../ports/jobs';
import { createOggOpusWriter } from '../sound/ogg-opus';
import { createSoundFiles } from '../kept-sounds/sound-files';
import { createMailbox } from './store';
import { createTakeMessage } from './take-message';

let database: TestDatabase;
let folder: string;
let person: { readonly organisationId: OrganisationId; readonly userId: UserId };
const [told, jobs]: [RecordingId[], Job[]] = [[], []];

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'vaxel-recordings-'));
  const fjallbo = await addOrganisation(database.db);
  person = { organisationId: fjallbo.id, userId: (await addUser(database.db, fjallbo)).userId };
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.close();
});
beforeEach(() => void [told.splice(0), jobs.splice(0)]);

/** A recording of a tone that sounds for so long. */
function recorded(ms: number, { isFinished = true } = {}): Buffer {
  const encoder = new Encoder({ channels: 1, sample_rate: 48_000, application: 'voip' });
  const pages: Buffer[] = [];
  const writer = createOggOpusWriter(1, (page) => pages.push(page));
  for (let frame = 0; frame < ms / 20; frame += 1) {
    const at = (sample: number): number => (2 * Math.PI * 440 * (frame * 960 + sample)) / 48_000;
    writer.add(Buffer.from(encoder.encode(Int16Array.from({ length: 960 }, (_, each) => 16_000 * Math.sin(at(each))))));
  }
  if (isFinished) writer.finish();
  return Buffer.concat(pages);
}

const caller = { name: 'Sofia Berg', number: '+46701740640', contactId: null, userId: null };
const endedAtMs = Date.UTC(2026, 10, 22, 13, 5);
let isListed = true;
let transcribes = false;

const take = (about: { readonly recordingId: RecordingId; readonly callId: CallId }): Promise<void> =>
  createTakeMessage({
    db: database.db,
    clock: createFakeClock(),
    files: createSoundFiles(folder),
    jobs: { enqueue: async (_transaction, job) => void jobs.push(job) },
    loadCall: async (_organisation, _user, callId) =>
      isListed ? makeHistoryEntry({ callId, other: caller, endedAtMs, calledNumber: '+46851920012' }) : null,
    tell: async (_person, id) => void told.push(id),
    transcribes,
  })({ ...person, ...about });

async function put(sound: Buffer, as: 'ogg' | 'part' = 'ogg') {
  const about = { recordingId: randomUUID() as RecordingId, callId: randomUUID() as CallId };
  await writeFile(join(folder, `${about.recordingId}.${as}`), sound);
  return about;
}
const left = (id: RecordingId) => createMailbox(database.db, person.organisationId, person.userId).find(id);
const missed = (callId: CallId): Job => ({ name: 'missed-call', data: { ...person, callId } });

test('a recording becomes a message of its call, told to the windows, with a job for the card', async () => {
  const about = await put(recorded(3_000));
  await take(about);
  const message = VoicemailMessage.parse(await left(about.recordingId));
  expect(message).toMatchObject({
    ...{ id: about.recordingId, callId: about.callId, from: caller, calledNumber: '+46851920012' },
    ...{ leftAtMs: endedAtMs, heard: false, cutShort: false },
  });
  expect(Math.abs(message.ms - 3_000)).toBeLessThan(100);
  expect(Math.min(...message.peaks.slice(10, 190))).toBeGreaterThan(90);
  expect([told, jobs]).toEqual([[about.recordingId], [missed(about.callId)]]);
});

test('the job may come twice: there is one message, also once it was deleted', async () => {
  const about = await put(recorded(3_000));
  await take(about);
  const mailbox = createMailbox(database.db, person.organisationId, person.userId);
  await database.db.transaction().execute((transaction) => mailbox.remove(transaction, about.recordingId));
  await take(about);
  expect([told, jobs]).toEqual([[about.recordingId], [missed(about.callId)]]);
  await expect(left(about.recordingId)).rejects.toMatchObject({ code: 'request.notFound' });
});

test.each([
  ['hardly anything was said', () => put(recorded(1_000))],
  ['nothing was heard', () => put(Buffer.alloc(0), 'part')],
  ['it is no recording', () => put(Buffer.from('something else'))],
  ['it is gone', async () => ({ recordingId: randomUUID() as RecordingId, callId: randomUUID() as CallId })],
])('in which %s is a missed call and no message', async (_what, make) => {
  const about = await make();
  await take(about);
  expect([told, jobs]).toEqual([[], [missed(about.callId)]]);
  await expect(left(about.recordingId)).rejects.toMatchObject({ code: 'request.notFound' });
});

test('one that a crash has cut off is a whole file, and says so', async () => {
  const whole = recorded(4_500, { isFinished: false });
  const about = await put(whole.subarray(0, whole.length - 20), 'part');
  await take(about);
  expect(await left(about.recordingId)).toMatchObject({ cutShort: true });
  await access(join(folder, `${about.recordingId}.ogg`));
  await expect(access(join(folder, `${about.recordingId}.part`))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('where there is somebody who writes down, that is to be done for a message, and for nothing else', async () => {
  transcribes = true;
  const about = await put(recorded(3_000));
  await take(about);
  await take(about);
  await take(await put(recorded(1_000))).finally(() => (transcribes = false));
  const writeDown = jobs.filter(({ name }) => name === 'voicemail-transcribe');
  expect(writeDown).toEqual([{ name: 'voicemail-transcribe', data: { ...person, ...about, attempt: 1 } }]);
});

test('of a call that is in the list no more is kept what was said, of nobody', async () => {
  const about = await put(recorded(3_000));
  isListed = false;
  await take(about).finally(() => (isListed = true));
  expect(await left(about.recordingId)).toMatchObject({ from: { name: null, number: null } });
});
