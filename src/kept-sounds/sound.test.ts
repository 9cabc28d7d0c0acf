import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeClock } from '../../tests/fakes/clock';
import { serveApp, type ServedApp } from '../../tests/fakes/http-app';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, RecordingId, UserId } from '../contract/ids';
import { createSoundAddresses } from './sound-address';
import { createSoundRoutes, type SoundRoutesDeps } from './sound-routes';

const organisationId = randomUUID() as OrganisationId;
const [anna, bjorn] = [randomUUID() as UserId, randomUUID() as UserId];
const id = randomUUID() as RecordingId;
const path = '/voicemail-sound';
const sound = Buffer.from(Array.from({ length: 1_000 }, (_, at) => at % 251));
const inMp4 = Buffer.from(sound.toReversed());
const clock = createFakeClock();
const addresses = createSoundAddresses(['the newest secret of all', 'the one of before'], clock, path);
const notedAddresses = createSoundAddresses(['the newest secret of all'], clock, '/noted-sound');
const gone = new Set<UserId>();
let hasFile = true;

let folder: string;
let served: ServedApp;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), '.vaxel-sounds-'));
  await writeFile(join(folder, `${id}.ogg`), sound);
  const deps: SoundRoutesDeps<RecordingId> = {
    ...{ path, addresses, folder, mp4: async () => (hasFile ? inMp4 : null) },
    async authenticate(token) {
      const userId = { anna, bjorn }[token];
      if (userId === undefined) throw new VaxelError('auth.invalid');
      return { organisationId, userId, roles: ['user'], expiresAtMs: 0 };
    },
    async nameFor({ userId }, asked) {
      if (userId !== anna || asked !== id) throw new VaxelError('request.notFound');
      return 'voicemail-2026-11-22T1405';
    },
    isUser: (_organisation, userId) => !gone.has(userId),
  };
  const noted = { ...deps, path: '/noted-sound', addresses: notedAddresses, isNoted: true };
  served = await serveApp({ publicRouters: [createSoundRoutes(deps), createSoundRoutes(noted)] });
});
afterAll(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => gone.clear());

const signed = (userId = anna, of = id): string => addresses.sign({ organisationId, userId }, of).url;
const bearer = (who: string) => ({ authorization: `Bearer ${who}` });
const statusOf = async (path: string, headers: Record<string, string> = {}): Promise<number> =>
  (await served.get(path, headers)).status;

test('a signed address plays without a token, as its person’s token does without a signature', async () => {
  const response = await served.get(signed());
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'audio/ogg; codecs=opus']);
  expect(Buffer.from(await response.arrayBuffer())).toEqual(sound);
  expect(await statusOf(`/voicemail-sound/${id}`, bearer('anna'))).toBe(200);
  expect(await statusOf(signed(), bearer('anna'))).toBe(200);
});

test('where listening is noted a token is not enough: the address is what is noted', async () => {
  const { url } = notedAddresses.sign({ organisationId, userId: anna }, id);
  expect(await statusOf(`/noted-sound/${id}`, bearer('anna'))).toBe(401);
  expect([await statusOf(url), await statusOf(url, bearer('anna'))]).toEqual([200, 200]);
});

test('somebody else’s token is refused, even if the signature is right; so is one that is none', async () => {
  expect(await statusOf(signed(), bearer('bjorn'))).toBe(404);
  expect(await statusOf(`/voicemail-sound/${id}`, bearer('bjorn'))).toBe(404);
  expect(await statusOf(signed(), bearer('nobody'))).toBe(401);
  expect(await statusOf(signed(), { authorization: 'Basic YW5uYTo=' })).toBe(401);
});

test('it holds for its person, its file and ten minutes, and says nothing else', async () => {
  const url = signed();
  const wrong = [
    `/voicemail-sound/${id}`,
    url.replace(id, randomUUID()),
    url.replace(anna, bjorn),
    url.replace(organisationId, randomUUID()),
    url.replace(/signature=.{8}/, 'signature=AAAAAAAA'),
    url.replace(/&signature=.*/, ''),
    createSoundAddresses(['the newest secret of all'], clock, '/other-sound')
      .sign({ organisationId, userId: anna }, id)
      .url.replace('/other-sound', path),
    url.replace(/expires=\d/, 'expires=9'),
  ];
  for (const each of wrong) expect([each, await statusOf(each)]).toEqual([each, 401]);
  expect(await statusOf(url.replace(/expires=\d+/, 'expires=soon'))).toBe(400);
  expect(await statusOf(signed(bjorn))).toBe(404);
  const { expiresAtMs } = addresses.sign({ organisationId, userId: anna }, id);
  expect(expiresAtMs - clock.nowMs()).toBe(600_000);
  clock.advance(599_999);
  expect(await statusOf(url)).toBe(200);
  clock.advance(1);
  expect(await statusOf(url)).toBe(401);
});

test('who has left listens no more', async () => {
  const url = signed();
  gone.add(anna);
  expect(await statusOf(url)).toBe(401);
});

test('an address of the key of before still holds, one of a stranger’s does not', async () => {
  const by = (secret: string) =>
    createSoundAddresses([secret], clock, path).sign({ organisationId, userId: anna }, id).url;
  expect(await statusOf(by('the one of before'))).toBe(200);
  expect(await statusOf(by('a guess'))).toBe(401);
  expect(() => createSoundAddresses([], clock, path)).toThrow(RangeError);
});

describe.each([
  ['as it was recorded', '', sound, 'audio/ogg; codecs=opus', `"${id}"`],
  ['for Safari', '&as=mp4', inMp4, 'audio/mp4; codecs=opus', `"${id}-mp4"`],
])('%s, in parts', (_form, form, whole, type, tag) => {
  const url = (): string => signed() + form;
  const part = (range: string, headers: Record<string, string> = {}) => served.get(url(), { range, ...headers });
  const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

  test('a player may jump: the part that it asks for, and how long the whole is', async () => {
    const response = await part('bytes=100-199');
    expect([response.status, response.headers.get('content-range')]).toEqual([206, 'bytes 100-199/1000']);
    expect([response.headers.get('accept-ranges'), response.headers.get('content-type')]).toEqual(['bytes', type]);
    expect(await bytesOf(response)).toEqual(whole.subarray(100, 200));
    expect(await bytesOf(await part('bytes=900-'))).toEqual(whole.subarray(900));
    expect(await bytesOf(await part('bytes=-10'))).toEqual(whole.subarray(990));
    expect(await bytesOf(await part('bytes=0-1,500-501'))).toEqual(whole);
    expect(await bytesOf(await part('seconds=1-2'))).toEqual(whole);
  });

  test('a part that is not there is refused, with the length', async () => {
    const response = await part('bytes=1000-1001');
    expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */1000']);
  });

  test('If-Range of this very sound is answered with the part, of another with the whole', async () => {
    const answer = await served.get(url());
    expect([answer.headers.get('etag'), answer.headers.get('cache-control')]).toEqual([tag, 'private, no-cache']);
    expect((await part('bytes=0-9', { 'if-range': tag })).status).toBe(206);
    expect((await part('bytes=0-9', { 'if-range': '"another"' })).status).toBe(200);
    expect((await served.rawGet(url(), { 'if-none-match': tag })).status).toBe(304);
  });

  test('it is for whom it was signed, and for no other', async () => {
    expect(await statusOf(url(), bearer('bjorn'))).toBe(404);
    expect(await statusOf(url().replace(/signature=.{8}/, 'signature=AAAAAAAA'))).toBe(401);
  });
});

test('to be kept it has a name', async () => {
  const response = await served.get(`${signed()}&download=1`);
  expect(response.headers.get('content-disposition')).toBe('attachment; filename=voicemail-2026-11-22T1405.ogg');
  expect(response.headers.get('content-type')).toBe('audio/ogg; codecs=opus');
  const { headers } = await served.get(`${signed()}&as=mp4&download=1`);
  expect(headers.get('content-disposition')).toBe('attachment; filename=voicemail-2026-11-22T1405.mp4');
});

test('a message whose file is gone is not found', async () => {
  await rm(join(folder, `${id}.ogg`));
  hasFile = false;
  expect(await statusOf(signed())).toBe(404);
  expect(await statusOf(`${signed()}&as=mp4`)).toBe(404);
  expect(await statusOf(`${signed()}&as=mp3`)).toBe(400);
  await writeFile(join(folder, `${id}.ogg`), sound);
});
