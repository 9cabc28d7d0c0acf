import { randomUUID } from 'node:crypto';
import { createFakeClock } from '../../tests/fakes/clock';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { serveApp, type ServedApp } from '../../tests/fakes/http-app';
import { heldRead } from '../../tests/fakes/held-read';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { auditLog } from '../audit/record';
import type { CallId, OrganisationId, RecordingId, UserId } from '../contract/ids';
import { SoundAddress } from '../contract/sounds/sounds';
import { MyVoicemailView, VoicemailPage, VoicemailPolicyView } from '../contract/voicemail/voicemail';
import type { Job } from '../ports/jobs';
import { createPolicies, readOwnSetting, writeOwnSetting, type Policies } from './policies';
import { createVoicemailRoutes } from './routes';
import { createSettingsRoutes } from './settings-routes';
import { createSoundAddresses } from '../kept-sounds/sound-address';
import { addMessage, createMailbox } from './store';

let database: TestDatabase;
let served: ServedApp;
let organisationId: OrganisationId;
let anna: UserId;
let policies: Policies;
let say: (payload: string) => void;
const [told, jobs]: [RecordingId[], Job[]] = [[], []];
const clock = createFakeClock();
const logger = { warn: () => undefined };

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  const fjallbo = await addOrganisation(db);
  organisationId = fjallbo.id;
  anna = (await addUser(db, fjallbo)).userId;
  const wakes = { listen: async (_channel: unknown, { onNotice }: { onNotice: typeof say }) => void (say = onNotice) };
  policies = createPolicies({ db, wakes, clock, logger });
  await policies.start();
  const routes = createVoicemailRoutes({
    db,
    jobs: { enqueue: async (_transaction, job) => void jobs.push(job) },
    addresses: createSoundAddresses(['a secret of this test'], clock, '/voicemail-sound'),
    mailboxOf: (...whose) => createMailbox(db, ...whose),
    tell: async (_person, id) => void told.push(id),
  });
  const principal = { organisationId, userId: anna, roles: ['user', 'administrator'] as const, expiresAtMs: 0 };
  served = await serveApp({
    routers: [routes, createSettingsRoutes({ db, audit: auditLog, policies, transcribe: null })],
    authenticate: async () => principal,
  });
});
afterAll(async () => {
  await served.close();
  await database.close();
});
beforeEach(() => void [told.splice(0), jobs.splice(0)]);

async function ask(method: string, path: string, body?: unknown) {
  const response = await fetch(`${served.url}/api${path}`, {
    method,
    headers: { authorization: 'Bearer anna', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
}

async function left() {
  const [id, callId] = [randomUUID() as RecordingId, randomUUID() as CallId];
  const from = { name: null, number: null, contactId: null, userId: null };
  const sound = { ms: 5_000, speechMs: 4_000, peaks: Array.from({ length: 200 }, () => 7), cutShort: false };
  const message = { id, callId, from, calledNumber: null, leftAtMs: clock.nowMs(), ...sound };
  await database.db
    .transaction()
    .execute((transaction) => addMessage(transaction, { organisationId, userId: anna }, message));
  return { id, callId };
}

test('what becomes of a message is told to its person’s windows and to the card, once it is so', async () => {
  const { id, callId } = await left();
  const card = { name: 'voicemail-card', data: { organisationId, userId: anna, callId } };
  expect(VoicemailPage.parse((await ask('GET', '/voicemail')).body).messages).toHaveLength(1);
  for (const [method, path, body] of [
    ['POST', `/voicemail/${id}/heard`, { heard: true }],
    ['DELETE', `/voicemail/${id}`, undefined],
    ['POST', `/voicemail/${id}/restore`, undefined],
  ] as const)
    expect([method, (await ask(method, path, body)).status]).toEqual([method, 204]);
  expect([told, jobs]).toEqual([
    [id, id, id],
    [card, card, card],
  ]);
});

test('a message that is nobody’s changes nothing, and nothing is told', async () => {
  const id = randomUUID();
  expect((await ask('POST', `/voicemail/${id}/heard`, { heard: true })).status).toBe(404);
  expect((await ask('DELETE', `/voicemail/${id}`)).status).toBe(404);
  expect((await ask('POST', `/voicemail/${id}/restore`)).status).toBe(404);
  expect((await ask('POST', `/voicemail/${id}/address`)).status).toBe(404);
  expect((await ask('POST', `/voicemail/${id}/heard`, {})).status).toBe(400);
  expect((await ask('GET', '/voicemail?limit=101')).status).toBe(400);
  expect([told, jobs]).toEqual([[], []]);
});

test('the address of a sound is for whoever asks, and some minutes', async () => {
  const { id } = await left();
  const { url, expiresAtMs } = SoundAddress.parse((await ask('POST', `/voicemail/${id}/address`)).body);
  expect(new URL(url, served.url).pathname).toBe(`/voicemail-sound/${id}`);
  expect(new URL(url, served.url).searchParams.get('user')).toBe(anna);
  expect(expiresAtMs).toBe(clock.nowMs() + 600_000);
});

test('who does not want voicemail has none, from the next call on, and so has an organisation', async () => {
  expect(policies.isOn(organisationId, anna)).toBe(true);
  const mine = async (enabled: boolean) => MyVoicemailView.parse((await ask('PUT', '/me/voicemail', { enabled })).body);
  expect([await mine(false), policies.isOn(organisationId, anna)]).toEqual([{ enabled: false, offered: true }, false]);
  expect([await mine(true), policies.isOn(organisationId, anna)]).toEqual([{ enabled: true, offered: true }, true]);
  const policy = { enabled: false, keepHeardDays: 30, keepUnheardDays: 60, transcribe: true };
  const view = { ...policy, canTranscribe: false };
  expect(VoicemailPolicyView.parse((await ask('PUT', '/administration/voicemail', policy)).body)).toEqual(view);
  expect((await ask('GET', '/administration/voicemail')).body).toEqual(view);
  expect(policies.isOn(organisationId, anna)).toBe(false);
  expect((await ask('GET', '/me/voicemail')).body).toEqual({ enabled: true, offered: false });
  const bad = { ...policy, keepHeardDays: 0 };
  expect((await ask('PUT', '/administration/voicemail', bad)).status).toBe(400);
  const [row] = await database.db.selectFrom('audit').selectAll().where('action', '=', 'voicemail.changed').execute();
  expect(row).toMatchObject({
    before: { voicemail: true, keepHeardDays: 90, keepUnheardDays: 365, transcribe: false },
    after: { voicemail: false, keepHeardDays: 30, keepUnheardDays: 60, transcribe: true },
    actor_user_id: anna,
  });
});

test('what another server has changed is known here as well', async () => {
  await database.db.updateTable('voicemail_policy').set({ enabled: true }).execute();
  expect(policies.isOn(organisationId, anna)).toBe(false);
  say(JSON.stringify({ organisationId }));
  clock.advance(20);
  const isOn = () => policies.isOn(organisationId, anna);
  for (let turn = 0; turn < 1_000 && !isOn(); turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(isOn()).toBe(true);
});

test('whoever said first and is read last has voicemail as was said last', async () => {
  const { db, release } = heldRead(database.db);
  const late = createPolicies({ db, wakes: { listen: () => Promise.resolve() }, clock, logger });
  await writeOwnSetting(database.db, organisationId, anna, false);
  const first = late.load([organisationId]);
  await readOwnSetting(database.db, organisationId, anna);
  await writeOwnSetting(database.db, organisationId, anna, true);
  const last = late.load([organisationId]);
  await readOwnSetting(database.db, organisationId, anna);
  release();
  await Promise.all([first, last]);
  expect(late.isOn(organisationId, anna)).toBe(true);
});
