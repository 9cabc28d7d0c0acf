import { randomUUID } from 'node:crypto';
import { createFakeClock } from '../../tests/fakes/clock';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { addOrganisation, addUser, type TestOrganisation } from '../../tests/fakes/organisation';
import { aSegment, startTranscriber, type Transcriber } from '../../tests/fakes/transcriber';
import type { CallId, RecordingId, UserId } from '../contract/ids';
import type { AboutTranscript, Job } from '../ports/jobs';
import { createOggOpusWriter } from '../sound/ogg-opus';
import { createTranscribe } from '../transcription/driver';
import { usualPolicy, writePolicy } from './policies';
import { addMessage, createMailbox } from './store';
import { createWriteDown, type WriteDownDeps } from './write-down';

let database: TestDatabase;
let transcriber: Transcriber;
let fjallbo: TestOrganisation;
let anna: UserId;
const clock = createFakeClock();
const [told, jobs, logged]: [RecordingId[], [Job, Date?][], unknown[]] = [[], [], []];

beforeAll(async () => {
  database = await createTestDatabase();
  transcriber = await startTranscriber({ kind: 'whisper' });
});
afterAll(async () => {
  await transcriber.close();
  await database.close();
});
beforeEach(async () => {
  for (const list of [told, jobs, logged, transcriber.asked]) list.splice(0);
  transcriber.answers([aSegment(' Hej, det är Sofia.'), aSegment(' Ring mig.')]);
  fjallbo = await addOrganisation(database.db);
  anna = (await addUser(database.db, fjallbo)).userId;
  await wants(true);
});

const change = <T>(make: (transaction: Parameters<typeof addMessage>[0]) => Promise<T>) =>
  database.db.transaction().execute(make);
const wants = (transcribe: boolean) =>
  change((transaction) => writePolicy(transaction, fjallbo.id, { ...usualPolicy, transcribe }));

/** Two seconds of it. */
const bytes = (() => {
  const pages: Buffer[] = [];
  const writer = createOggOpusWriter(1, (page) => pages.push(page));
  for (let frame = 0; frame < 100; frame += 1) writer.add(Buffer.from([31 << 3]));
  writer.finish();
  return Buffer.concat(pages);
})();

async function left({ speechMs = 1_000 } = {}): Promise<AboutTranscript> {
  const about = { recordingId: randomUUID() as RecordingId, callId: randomUUID() as CallId };
  const from = { name: 'Sofia Berg', number: null, contactId: null, userId: null };
  const sound = { ms: 2_000, speechMs, peaks: Array.from({ length: 200 }, () => 7), cutShort: false };
  const message = { ...sound, id: about.recordingId, callId: about.callId, from, calledNumber: null, leftAtMs: 0 };
  const person = { organisationId: fjallbo.id, userId: anna };
  await change((transaction) => addMessage(transaction, person, message));
  return { ...person, ...about, attempt: 1 };
}

const writeDown = (about: AboutTranscript, changes: Partial<WriteDownDeps> = {}): Promise<void> =>
  createWriteDown({
    ...{ db: database.db, clock, transcribe: createTranscribe(transcriber.config) },
    logger: { warn: (...words: unknown[]) => void logged.push(words) },
    jobs: { enqueue: async (_transaction, job, { startAt } = {}) => void jobs.push(startAt ? [job, startAt] : [job]) },
    files: { find: async () => ({ bytes, isPart: false }) },
    languageOf: async () => 'sv',
    tell: async (_person, id) => void told.push(id),
    ...changes,
  })(about);
const mailbox = () => createMailbox(database.db, fjallbo.id, anna);
const transcriptOf = async ({ recordingId }: AboutTranscript) => (await mailbox().find(recordingId)).transcript;

test('what was said stands with the message, in its owner’s language; windows and card are told, once', async () => {
  const about = await left();
  await writeDown(about);
  await writeDown(about);
  expect(await transcriptOf(about)).toEqual({ text: 'Hej, det är Sofia. Ring mig.', language: 'sv' });
  expect(transcriber.asked).toEqual([{ language: 'sv', model: null, ms: 2_000 - 6.5 }]);
  const { attempt: _attempt, recordingId, ...call } = about;
  expect([told, jobs]).toEqual([[recordingId], [[{ name: 'voicemail-card', data: call }]]]);
});

test.each([
  ['the organisation does not want it', async () => (await wants(false), left())],
  ['there is less than a second of speech', () => left({ speechMs: 999 })],
  [
    'it is deleted',
    async () => {
      const about = await left();
      await change((transaction) => mailbox().remove(transaction, about.recordingId));
      return about;
    },
  ],
  ['it is gone', async () => ({ ...(await left()), recordingId: randomUUID() as RecordingId })],
])('nobody is asked where %s', async (_why, make) => {
  await writeDown(await make());
  expect([transcriber.asked, told, jobs]).toEqual([[], [], []]);
});

test('nobody is asked where there is nobody, or no sound any more', async () => {
  const about = await left();
  await writeDown(about, { transcribe: null });
  await writeDown(about, { files: { find: async () => null } });
  expect([transcriber.asked, await transcriptOf(about), jobs]).toEqual([[], null, []]);
});

test('who is away is asked again after a minute and after an hour, and then no more; the log says so', async () => {
  const about = await left();
  transcriber.answers({ status: 503 });
  const later = (attempt: number, waitMs: number) => [
    { name: 'voicemail-transcribe', data: { ...about, attempt } },
    new Date(clock.nowMs() + waitMs),
  ];
  await writeDown(about);
  await writeDown({ ...about, attempt: 2 });
  expect([jobs, logged]).toEqual([[later(2, 60_000), later(3, 3_600_000)], []]);
  await writeDown({ ...about, attempt: 3 });
  expect(logged).toEqual([
    [{ err: new Error('it answers 503'), messageId: about.recordingId }, expect.stringContaining('given up')],
  ]);
  expect([jobs.length, await transcriptOf(about), told]).toEqual([2, null, []]);
});

test('where nothing was heard there is nothing to read, and nobody is asked again', async () => {
  const about = await left();
  transcriber.answers([]);
  await writeDown(about);
  await writeDown(about);
  expect([transcriber.asked.length, await transcriptOf(about)]).toEqual([1, null]);
});

test('a machine that goes on and on is cut off', async () => {
  const about = await left();
  transcriber.answers([aSegment('😀'.repeat(9_999)), aSegment('ååå')]);
  await writeDown(about);
  expect([...((await transcriptOf(about))?.text ?? '')]).toHaveLength(10_000);
});
