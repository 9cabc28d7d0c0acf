import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeClock } from '../../tests/fakes/clock';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { serveApp, type ServedApp } from '../../tests/fakes/http-app';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { soundOf } from '../../tests/fakes/recorded-sound';
import { wavOf } from '../../tests/fakes/wav';
import { soundWorkHere } from '../../tests/fakes/sound-work';
import { VaxelError } from '../contract/errors';
import type { AnswerGroupId, OrganisationId, RecordingId, SoundId, UserId } from '../contract/ids';
import { mostSounds } from '../contract/sounds/limits';
import { SoundAddress, SoundList, SoundOfOwner } from '../contract/sounds/sounds';
import { auditLog } from '../audit/record';
import type { Infrastructure } from '../feature';
import { createKeepSound } from './kept-sounds';
import { createSoundFiles } from './sound-files';
import { createKeptSoundsFeature, type KeptSoundsFeature } from './feature';

let database: TestDatabase;
let folder: string;
let served: ServedApp;
let feature: KeptSoundsFeature;
let organisationId: OrganisationId;
let [anna, bjorn]: UserId[] = [];
const clock = createFakeClock();

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), '.vaxel-kept-'));
  const fjallbo = await addOrganisation(database.db);
  organisationId = fjallbo.id;
  [anna, bjorn] = [(await addUser(database.db, fjallbo)).userId, (await addUser(database.db, fjallbo)).userId];
  const principalOf = (token: string) => ({
    ...{ organisationId, userId: (token === 'bjorn' ? bjorn : anna) as UserId, expiresAtMs: 0 },
    roles: ['user', 'administrator'] as const,
  });
  feature = createKeptSoundsFeature({ db: database.db, clock, audit: auditLog } as unknown as Infrastructure, {
    ...{ secretKeys: ['a secret of this test'], recordingsFolder: folder, soundWork: soundWorkHere },
    lines: { user: () => ({ organisationId }) } as never,
    authenticate: async (token) => principalOf(token),
  });
  served = await serveApp({
    ...{ routers: [feature.router ?? never()], publicRouters: [feature.publicRouter ?? never()] },
    authenticate: async (token) => principalOf(token),
  });
});
afterAll(async () => {
  await served.close();
  await database.close();
  await rm(folder, { recursive: true });
});

const never = (): never => {
  throw new Error('it has none');
};
const filesThere = (): Promise<string[]> => readdir(join(folder, 'kept')).catch(() => []);
const rowsThere = async () => (await database.db.selectFrom('kept_sound').select('id').execute()).length;

async function ask(method: string, path: string, body?: Buffer) {
  const headers = { authorization: 'Bearer anna', 'content-type': 'application/octet-stream' };
  const response = await fetch(`${served.url}/api/administration/sounds${path}`, {
    ...{ method, headers },
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as { code?: string }) };
}

const tone = wavOf(440, 8_000, 2_000);

test('a file becomes a sound that is on the disk, is played by its address, and can be had back', async () => {
  const { status, body } = await ask('POST', '?name=V%C3%A4lkommen', tone);
  const sound = SoundOfOwner.parse(body);
  expect([status, sound.name, sound.ms]).toEqual([200, 'Välkommen', 2_000]);
  const heard = await soundOf(join(folder, 'kept', `${sound.id}.ogg`));
  expect(heard.slice(1, 8).map(({ hz }) => Math.round(hz / 20) * 20)).toEqual(new Array(7).fill(440));
  const { url } = SoundAddress.parse((await ask('POST', `/${sound.id}/address`)).body);
  expect((await fetch(served.url + url)).headers.get('content-type')).toBe('audio/ogg; codecs=opus');
  expect((await fetch(served.url + url.replace(/signature=.{8}/, 'signature=AAAAAAAA'))).status).toBe(401);
  expect((await ask('DELETE', `/${sound.id}`)).status).toBe(204);
  expect((await fetch(served.url + url)).status).toBe(404);
  expect(SoundList.parse((await ask('GET', '')).body).sounds).toEqual([]);
  await ask('POST', `/${sound.id}/restore`);
  expect(SoundList.parse((await ask('GET', '')).body).sounds).toEqual([sound]);
});

test.each([
  ['nothing', Buffer.alloc(0), 422, 'sounds.empty'],
  ['a text', Buffer.from('no sound at all, but long enough to be one'), 422, 'sounds.notSound'],
  ['one that is cut', tone.subarray(0, 20_000), 422, 'sounds.cut'],
  ['one that is too long', wavOf(440, 8_000, 300_100), 422, 'sounds.tooLong'],
  ['one that is huge', Buffer.alloc(24_000_001), 413, 'request.tooLarge'],
])('of %s nothing is kept', async (_, bytes, status, code) => {
  const before = [await filesThere(), await rowsThere()];
  const answer = await ask('POST', '?name=x', bytes);
  expect([answer.status, answer.body?.code]).toEqual([status, code]);
  expect([await filesThere(), await rowsThere()]).toEqual(before);
});

test('with no room on the disk nothing is kept, and what was written of it is gone', async () => {
  const before = await rowsThere();
  const removed: SoundId[] = [];
  const keep = createKeepSound({
    db: database.db,
    soundWork: soundWorkHere,
    files: {
      replace: () => Promise.reject(new Error('ENOSPC')),
      remove: (id) => Promise.resolve(void removed.push(id)),
    },
  });
  await expect(keep({ organisationId }, { name: 'x', bytes: tone, mostMs: 60_000 })).rejects.toThrow('ENOSPC');
  expect([removed.length, await rowsThere()]).toEqual([1, before]);
});

test('nothing is kept for somebody who is not there', async () => {
  const before = await filesThere();
  expect((await ask('POST', `?name=x&group=${randomUUID()}`, tone)).status).toBe(404);
  expect(await filesThere()).toEqual(before);
});

test('a recording is kept as what a file holds; a person’s own is nobody else’s to hear', async () => {
  const recording = randomUUID() as RecordingId;
  const owner = { organisationId, userId: anna as UserId };
  await writeFile(join(folder, `${recording}.ogg`), tone);
  const { id } = await feature.keepRecording(owner, recording, { name: 'Hälsning', mostMs: 60_000 });
  const listen = async (token: string) =>
    (await served.get(`/kept-sound/${id}`, { authorization: `Bearer ${token}` })).status;
  expect([await listen('anna'), await listen('bjorn')]).toEqual([200, 404]);
  const gone = feature.keepRecording(owner, randomUUID() as RecordingId, { name: 'x', mostMs: 60_000 });
  await expect(gone).rejects.toMatchObject({ code: 'sounds.empty' });
  expect((await feature.soundsOf(owner).list()).map((each) => each.id)).toEqual([id]);
  expect((await ask('DELETE', `/${id}`)).status).toBe(404);
});

test('what was deleted long ago leaves the database and the disk, and so does what is nobody’s', async () => {
  const owner = { organisationId, userId: bjorn as UserId };
  const { id } = await feature.keepSound(owner, { name: 'x', bytes: tone, mostMs: 60_000 });
  const stray = randomUUID() as SoundId;
  await writeFile(join(folder, 'kept', `${stray}.ogg`), tone);
  await database.db
    .updateTable('kept_sound')
    .set({ deleted_at: new Date('2020-01-01') })
    .where('id', '=', id)
    .execute();
  clock.advance(Date.now() - clock.nowMs() + 25 * 3_600_000);
  await feature.purge?.();
  const left = await filesThere();
  expect([left.includes(`${id}.ogg`), left.includes(`${stray}.ogg`), left.length > 0]).toEqual([false, false, true]);
});

test('what administrators do with sounds is told of in the audit, and nothing of what was refused', async () => {
  const { body } = await ask('POST', '?name=Musik', tone);
  const { id } = SoundOfOwner.parse(body);
  await ask('DELETE', `/${id}`);
  await ask('DELETE', `/${id}`);
  await ask('POST', `/${id}/restore`);
  await ask('POST', `?name=Fel`, Buffer.from('no sound'));
  const rows = await database.db.selectFrom('audit').select(['action', 'before', 'after']).orderBy('at').execute();
  expect(rows.filter((row) => JSON.stringify(row).includes('Musik') || JSON.stringify(row).includes('Fel'))).toEqual([
    { action: 'sound.added', before: null, after: { sound: 'Musik' } },
    { action: 'sound.removed', before: { sound: 'Musik' }, after: null },
    { action: 'sound.restored', before: null, after: { sound: 'Musik' } },
  ]);
});

test('of several that come at once none is one too many', async () => {
  const owner = { organisationId, userId: bjorn as UserId };
  const sound = { name: 'x', bytes: wavOf(440, 8_000, 100), mostMs: 60_000 };
  const rows = Array.from({ length: mostSounds - 1 }, () => ({
    ...{ id: randomUUID() as SoundId, organisation_id: organisationId, user_id: bjorn as UserId, name: 'x', ms: 100 },
  }));
  await database.db.insertInto('kept_sound').values(rows).execute();
  const before = await filesThere();
  const kept = await Promise.allSettled([1, 2, 3].map(() => feature.keepSound(owner, sound)));
  expect(kept.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(kept.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'sounds.full' } });
  expect([(await feature.soundsOf(owner).list()).length, (await filesThere()).length]).toEqual([
    mostSounds,
    before.length + 1,
  ]);
});

test('where it is not known whether a sound is stored, its file stays for the sweep', async () => {
  const owner = { organisationId, userId: anna as UserId };
  const before = await filesThere();
  const sound = { name: 'x', bytes: tone, mostMs: 60_000 };
  const lost = (error: Error) =>
    feature.keepSound(owner, sound, async () => {
      throw error;
    });
  await expect(lost(new VaxelError('server.unavailable'))).rejects.toMatchObject({ code: 'server.unavailable' });
  expect(await filesThere()).toHaveLength(before.length + 1);
  await expect(lost(new VaxelError('request.notFound'))).rejects.toMatchObject({ code: 'request.notFound' });
  expect(await filesThere()).toHaveLength(before.length + 1);
});

test('sounds of a group that is removed are swept with what nobody knows', async () => {
  const groupId = randomUUID() as AnswerGroupId;
  await database.db
    .insertInto('answer_group')
    .values({
      id: groupId,
      organisation_id: organisationId,
      name: 'Support',
      extension: '1901',
      number: null,
      settings: '{}',
    })
    .execute();
  const { id } = await feature.keepSound({ organisationId, groupId }, { name: 'x', bytes: tone, mostMs: 60_000 });
  await database.db.deleteFrom('answer_group').where('id', '=', groupId).execute();
  clock.advance(Date.now() - clock.nowMs() + 25 * 3_600_000);
  await feature.purge?.();
  expect(await filesThere()).not.toContain(`${id}.ogg`);
});

test('a file that is whole by the time it is looked at does not end the sweep', async () => {
  const kept = join(folder, 'kept');
  const [vanishing, stray] = [randomUUID(), randomUUID()].toSorted() as [SoundId, SoundId];
  for (const id of [vanishing, stray]) await writeFile(join(kept, `${id}.ogg`), tone);
  const files = createSoundFiles<SoundId>(kept);
  await files.sweep(Date.now() + 60_000, async (ids) => {
    await rm(join(kept, `${vanishing}.ogg`));
    return new Set(ids.filter((id) => id !== vanishing && id !== stray));
  });
  expect(await filesThere()).not.toContain(`${stray}.ogg`);
});
