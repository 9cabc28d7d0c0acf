import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeClock } from '../../tests/fakes/clock';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { heldRead } from '../../tests/fakes/held-read';
import { serveApp, type ServedApp } from '../../tests/fakes/http-app';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { wavOf } from '../../tests/fakes/wav';
import type { ActivityId, OrganisationId, UserId } from '../contract/ids';
import { SoundAddress } from '../contract/sounds/sounds';
import { Greeting, Greetings } from '../contract/voicemail/greetings';
import type { Infrastructure } from '../feature';
import { createKeptSoundsFeature, type KeptSoundsFeature } from '../kept-sounds/feature';
import { createGreetingRoutes } from './greeting-routes';
import { createOwnGreetings, type OwnGreetings } from './greetings';

let database: TestDatabase;
let folder: string;
let served: ServedApp;
let sounds: KeptSoundsFeature;
let greetings: OwnGreetings;
let say: (payload: string) => void;
let organisationId: OrganisationId;
let [anna, bjorn]: UserId[] = [];
let lunch: ActivityId;
const clock = createFakeClock();

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  folder = await mkdtemp(join(tmpdir(), '.vaxel-greetings-'));
  const fjallbo = await addOrganisation(db);
  organisationId = fjallbo.id;
  [anna, bjorn] = [(await addUser(db, fjallbo)).userId, (await addUser(db, fjallbo)).userId];
  lunch = (await db.selectFrom('activity').select('id').where('key', '=', 'lunch').executeTakeFirstOrThrow()).id;
  const authenticate = async (token: string) => ({
    ...{ organisationId, userId: (token === 'bjorn' ? bjorn : anna) as UserId, expiresAtMs: 0 },
    roles: ['user'] as const,
  });
  sounds = createKeptSoundsFeature({ db, clock } as unknown as Infrastructure, {
    ...{ secretKeys: ['a secret of this test'], recordingsFolder: folder, authenticate },
    lines: { user: () => ({ organisationId }) } as never,
  });
  const wakes = { listen: async (_channel: unknown, { onNotice }: { onNotice: typeof say }) => void (say = onNotice) };
  greetings = createOwnGreetings({ db, wakes, clock, logger: { warn: () => undefined } });
  await greetings.start();
  const routes = createGreetingRoutes({ db, ...sounds, greetings, hasActivity: (_organisation, id) => id === lunch });
  const { publicRouter } = sounds;
  if (publicRouter === undefined) throw new Error('nothing can be listened to');
  served = await serveApp({ routers: [routes], publicRouters: [publicRouter], authenticate });
});
afterAll(async () => {
  await served.close();
  await database.close();
  await rm(folder, { recursive: true });
});

async function ask(method: string, path = '', body?: Buffer | object, who = 'anna') {
  const isSound = Buffer.isBuffer(body);
  const response = await fetch(`${served.url}/api/me/greetings${path}`, {
    method,
    headers: {
      authorization: `Bearer ${who}`,
      'content-type': isSound ? 'application/octet-stream' : 'application/json',
    },
    ...(body === undefined ? {} : { body: isSound ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as { code?: string }) };
}
const mine = async () => Greetings.parse((await ask('GET')).body).greetings;
const heard = () => greetings.of(organisationId, anna as UserId);
const tone = (ms: number): Buffer => wavOf(440, 8_000, ms);

test('what is kept is what callers hear from then on, each for its own', async () => {
  const toAll = Greeting.parse((await ask('PUT', '/all', tone(2_000))).body);
  const atLunch = Greeting.parse((await ask('PUT', `/${lunch}`, tone(1_000))).body);
  expect([toAll.ms, atLunch.ms]).toEqual([2_000, 1_000]);
  expect(heard()).toEqual({ all: [`kept/${toAll.soundId}`], activities: { [lunch]: [`kept/${atLunch.soundId}`] } });
  expect(greetings.of(organisationId, bjorn as UserId)).toEqual({});
  const { url } = SoundAddress.parse((await ask('POST', '/all/address')).body);
  expect((await fetch(served.url + url)).status).toBe(200);
  expect((await ask('POST', '/all/address', undefined, 'bjorn')).status).toBe(404);
});

test('another one takes the place of the first; one that is deleted can be had back', async () => {
  const before = (await mine()).find(({ saidTo }) => saidTo === 'all');
  const after = Greeting.parse((await ask('PUT', '/all', tone(1_500))).body);
  expect((await mine()).filter(({ saidTo }) => saidTo === 'all')).toEqual([after]);
  await ask('DELETE', '/all');
  expect([(await mine()).length, heard().all]).toEqual([1, undefined]);
  expect((await ask('DELETE', '/all')).status).toBe(404);
  await ask('POST', '/all/restore', { soundId: before?.soundId });
  expect(heard().all).toEqual([`kept/${before?.soundId}`]);
  expect((await ask('POST', '/all/restore', { soundId: randomUUID() })).status).toBe(404);
  expect((await ask('POST', '/all/restore', { soundId: before?.soundId }, 'bjorn')).status).toBe(404);
});

test.each([
  ['/all', Buffer.alloc(0), 422, 'sounds.empty'],
  ['/internal', Buffer.from('no sound at all, but long enough to be one'), 422, 'sounds.notSound'],
  ['/external', tone(60_100), 422, 'sounds.tooLong'],
  [`/${randomUUID()}`, tone(500), 404, 'request.notFound'],
  ['/nobody', tone(500), 400, 'request.invalid'],
])('%s: what is no greeting changes nothing', async (path, bytes, status, code) => {
  const before = await mine();
  const answer = await ask('PUT', path, bytes);
  expect([answer.status, answer.body?.code]).toEqual([status, code]);
  expect(await mine()).toEqual(before);
});

test('what another server has changed is followed', async () => {
  await database.db
    .deleteFrom('voicemail_greeting')
    .where('user_id', '=', anna as UserId)
    .execute();
  expect(heard()).not.toEqual({});
  say(JSON.stringify({ organisationId }));
  clock.advance(20);
  await greetings.load([organisationId]);
  expect(heard()).toEqual({});
});

test('of two that are kept at once one is said, and the other may be had back', async () => {
  await Promise.all([ask('PUT', '/internal', tone(1_000)), ask('PUT', '/internal', tone(2_000))]);
  const said = (await mine()).filter(({ saidTo }) => saidTo === 'internal');
  expect(said).toHaveLength(1);
  const there = await sounds.soundsOf({ organisationId, userId: anna as UserId }).list();
  expect(there.filter(({ name }) => name === 'internal').map(({ id }) => id)).toEqual(said.map((each) => each.soundId));
});

test('a greeting that cannot be said is not kept either', async () => {
  const before = await database.db.selectFrom('kept_sound').select('id').execute();
  await database.pool.query('alter table voicemail_greeting rename to voicemail_greeting_away');
  try {
    expect((await ask('PUT', '/external', tone(1_000))).status).toBe(500);
  } finally {
    await database.pool.query('alter table voicemail_greeting_away rename to voicemail_greeting');
  }
  expect(await database.db.selectFrom('kept_sound').select('id').execute()).toEqual(before);
});

test('what was read first and comes last is not what is heard', async () => {
  const { db, release } = heldRead(database.db);
  const late = createOwnGreetings({ db, wakes: { listen: async () => undefined }, clock, logger: { warn() {} } });
  const first = late.load([organisationId]);
  await mine();
  const { soundId } = Greeting.parse((await ask('PUT', '/all', tone(1_000))).body);
  const last = late.load([organisationId]);
  await mine();
  release();
  await Promise.all([first, last]);
  expect(late.of(organisationId, anna as UserId).all).toEqual([`kept/${soundId}`]);
});
