import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { createFakeClock } from '../../tests/fakes/clock';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { serveApp, type ServedApp } from '../../tests/fakes/http-app';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { createRecordingSwitch, type RecordingSwitch } from '../../tests/fakes/recording-switch';
import { trunkSettings } from '../../tabs/fakes/trunk-samples';
import { auditLog } from '../audit/record';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, TrunkId } from '../contract/ids';
import { trunkListId } from '../contract/trunks/choices';
import { TrunkList } from '../contract/trunks/trunks';
import type { Feature } from '../feature';
import type { Database } from '../ports/database';
import type { Principal } from '../ports/principal';
import type { WakeListener } from '../ports/wakes';
import type { Trunk } from '../switch/port';
import { createTrunksFeature } from './feature';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const password = 'p;a"s s\\wörd';
const settings = { ...trunkSettings, registers: true, account: '46851920000', mainNumber: null };

let database: TestDatabase;
let db: Kysely<Database>;
let served: ServedApp;
let feature: Feature;
let onSwitch: RecordingSwitch;
const people: Record<string, Principal> = {};
const changed: string[] = [];
const clock = createFakeClock();

beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  const numbers = [{ number: '+46851920099', label: '' }];
  for (const [name, extension, organisation] of [
    ['anna', '1001', await addOrganisation(db)],
    ['olga', '2001', await addOrganisation(db, { name: 'Sjöbris' })],
  ] as const) {
    const user = await addUser(db, organisation, {
      displayName: name,
      extension,
      ownNumbers: name === 'anna' ? numbers : [],
    });
    people[name] = { ...user, organisationId: organisation.id, roles: ['user', 'administrator'], expiresAtMs: 0 };
  }
  onSwitch = createRecordingSwitch();
  let listener: WakeListener | null = null;
  feature = createTrunksFeature(
    {
      ...{ db, clock, logger: silent, switch: onSwitch, audit: auditLog },
      publisher: { toUser: () => undefined, changed: (...told) => void changed.push(told.join(' ')) },
      wakes: { listen: async (_, given) => void (listener = given) },
      // It uses none of these.
      jobs: null as never,
      ownership: null as never,
    },
    {
      lines: { organisation: () => ({ country: 'SE' }) } as never,
      callVerdictOf: (_, __, number) => (number.startsWith('+33') ? 'countryNotAllowed' : 'ok'),
      secretKeys: ['a key of the tests that is long enough'],
    },
  );
  await feature.start?.();
  expect(listener).not.toBeNull();
  served = await serveApp({
    ...(feature.router === undefined ? {} : { routers: [feature.router] }),
    authenticate: async (token) => {
      const who = people[token];
      if (who === undefined) throw new VaxelError('auth.invalid');
      return who;
    },
  });
});

beforeEach(async () => {
  await sql`truncate trunk`.execute(db);
  onSwitch.take();
  changed.splice(0);
});

afterAll(async () => {
  await feature.stop?.();
  await served.close();
  await database.close();
});

async function ask(method: string, path: string, body?: unknown, as = 'anna') {
  const response = await fetch(`${served.url}/api/administration/trunks${path}`, {
    method,
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Record<string, unknown> };
}

const add = async (over: object = {}, as = 'anna'): Promise<TrunkId> => {
  const answer = await ask('POST', '', { ...settings, password, ...over }, as);
  expect(answer.status).toBe(201);
  return answer.body['id'] as TrunkId;
};
const list = async (as = 'anna') => TrunkList.parse((await ask('GET', '', undefined, as)).body).trunks;
const pushed = (): readonly Trunk[] =>
  (onSwitch.take().findLast(([name]) => name === 'trunks')?.[1] as readonly Trunk[] | undefined) ?? [];
const told = async () =>
  (await db.selectFrom('audit').select(['action', 'before', 'after']).orderBy('id', 'desc').limit(1).execute())[0];

test('one that is added is pushed with its password, which is in no row, no answer and no log', async () => {
  const id = await add();
  expect(pushed()).toEqual([expect.objectContaining({ trunkId: id, password, country: 'SE', host: settings.host })]);
  const [view] = await list();
  expect(view).toMatchObject({ id, hasPassword: true, name: settings.name });
  const rows = JSON.stringify(await Promise.all([db.selectFrom('trunk').selectAll().execute(), told(), list()]));
  expect(rows).not.toContain('wörd');
  expect(rows).not.toContain(Buffer.from(password).toString('hex'));
  expect(await told()).toMatchObject({ action: 'trunk.added', after: { password: true, account: '46851920000' } });
});

test('a password that is left out stays, and one that is taken away is gone', async () => {
  const id = await add();
  await ask('PUT', `/${id}`, { ...settings, name: 'Ny' });
  expect(pushed()).toEqual([expect.objectContaining({ name: 'Ny', password })]);
  expect(await told()).toMatchObject({
    action: 'trunk.changed',
    before: { name: 'Operatören' },
    after: { name: 'Ny' },
  });
  await ask('PUT', `/${id}`, { ...settings, password: null });
  expect(pushed()).toEqual([expect.objectContaining({ password: null })]);
});

test('they are tried in the order that is said, which names all of them', async () => {
  const [first, second] = [await add(), await add({ name: 'Reserven' })];
  expect((await ask('PUT', '/order', { trunkIds: [second] })).body['code']).toBe('administration.changedMeanwhile');
  expect((await ask('PUT', '/order', { trunkIds: [second, first] })).status).toBe(204);
  expect(pushed().map(({ trunkId }) => trunkId)).toEqual([second, first]);
  expect((await told())?.after).toEqual({ order: ['Reserven', 'Operatören'] });
});

test('one that is removed comes back where it was, within a day', async () => {
  const [first, second] = [await add(), await add()];
  await ask('DELETE', `/${first}`);
  expect(pushed().map(({ trunkId }) => trunkId)).toEqual([second]);
  expect((await ask('POST', `/${first}/restore`)).status).toBe(204);
  expect((await list()).map(({ id }) => id)).toEqual([first, second]);
  expect(pushed()[0]).toMatchObject({ password });
  await ask('DELETE', `/${first}`);
  const yesterday = new Date(clock.nowMs() - 25 * 3_600_000);
  await sql`update trunk set removed_at = ${yesterday} where removed_at is not null`.execute(db);
  await feature.purge?.();
  expect((await ask('POST', `/${first}/restore`)).status).toBe(404);
});

test('another organisation sees none, changes none and is pushed beside', async () => {
  const id = await add();
  expect(await list('olga')).toEqual([]);
  for (const [method, path, body] of [
    ['PUT', `/${id}`, settings],
    ['DELETE', `/${id}`, undefined],
    ['POST', `/${id}/restore`, undefined],
    ['POST', `/${id}/test`, { number: '0701740601' }],
    ['DELETE', `/${id}/test`, undefined],
  ] as const)
    expect((await ask(method, path, body, 'olga')).status).toBe(404);
  const theirs = await add({ account: '46317000000' }, 'olga');
  const all = pushed().map(({ trunkId, organisationId }) => [trunkId, organisationId]);
  expect(all).toHaveLength(2);
  expect(all).toContainEqual([theirs, people['olga']?.organisationId]);
  // A secret that is copied to another row opens no more.
  await sql`update trunk set password = (select password from trunk where id = ${id}) where id = ${theirs}`.execute(db);
  expect((await list('olga'))[0]).toMatchObject({ hasPassword: false });
});

test.each([
  [{ host: 'sip operator' }],
  [{ host: 'a;transport=tls' }],
  [{ port: 70_000 }],
  [{ proxy: 'edge.example:70000' }],
  [{ proxy: 'edge.example;lr' }],
  [{ account: null }],
  [{ account: 'a@b' }],
  [{ account: 'x"<sip:y>' }],
  [{ sources: ['10.0.0.0/8; rm'] }],
  [{ codecs: [] }],
  [{ codecs: ['alaw', 'alaw'] }],
  [{ prefixes: ['46x'] }],
  [{ mainNumber: '0851920000' }],
  [{ name: '\u0000' }],
])('%j is refused, and changes nothing', async (over) => {
  expect((await ask('POST', '', { ...settings, ...over })).body['code']).toBe('request.invalid');
  expect(await list()).toEqual([]);
  expect(pushed()).toEqual([]);
});

test('an account or a main number that another organisation has is refused, and changes nothing', async () => {
  const mainNumber = '+46851920000';
  const id = await add({ mainNumber });
  const theirs = { ...settings, account: '46317000000' };
  const own = await add(theirs, 'olga');
  onSwitch.take();
  for (const [over, code] of [
    [{ account: settings.account }, 'trunks.accountTaken'],
    [{ account: settings.account, host: 'sip.other.example', sources: [settings.host] }, 'trunks.accountTaken'],
    [{ mainNumber }, 'trunks.numberTaken'],
    [{ mainNumber: '+46851920099' }, 'trunks.numberTaken'],
  ] as const) {
    for (const [method, path] of [
      ['POST', ''],
      ['PUT', `/${own}`],
    ] as const)
      expect((await ask(method, path, { ...theirs, ...over }, 'olga')).body['code']).toBe(code);
  }
  expect(pushed()).toEqual([]);
  expect((await list('olga')).map(({ account }) => account)).toEqual([theirs.account]);
  // Of another operator, with an address in the place of an account, or unused, it takes nothing away.
  for (const over of [{ host: 'sip.other.example' }, { registers: false }, { enabled: false }])
    expect((await ask('PUT', `/${own}`, { ...settings, ...over }, 'olga')).status).toBe(204);
  await ask('DELETE', `/${id}`);
  await add({ mainNumber }, 'olga');
  expect((await ask('POST', `/${id}/restore`)).body['code']).toBe('trunks.numberTaken');
});

test('there are no more than may be', async () => {
  for (let n = 0; n < 20; n += 1) await add({ name: `Trunk ${n}` });
  expect((await ask('POST', '', settings)).body['code']).toBe('trunks.full');
});

test('how it does is told to who watches, and shown to administrators', async () => {
  const id = await add();
  changed.splice(0);
  const state = { registration: 'registered', reachable: true, fault: null, refusal: null } as const;
  onSwitch.raise({ type: 'trunkChanged', trunkId: id, ...state });
  expect(changed).toEqual([`trunks ${people['anna']?.organisationId} ${trunkListId}`]);
  expect((await list())[0]?.state).toMatchObject({ registration: 'registered', reachable: true });
  const organisationId = people['anna']?.organisationId as OrganisationId;
  const topic = feature.topics?.trunks;
  expect(topic?.(organisationId, trunkListId, false)?.rev).toBeGreaterThan(0);
  expect(topic?.(organisationId, id, false)).toBeNull();
  expect(topic?.(randomUUID() as OrganisationId, trunkListId, false)).toBeNull();
  expect(JSON.stringify(await feature.metrics?.[0]?.get())).toContain('"value":1');
  const refused = { registration: 'rejected', refusal: { reason: 'credentials', status: 403 } } as const;
  onSwitch.raise({ type: 'trunkChanged', trunkId: id, ...state, ...refused });
  const labels = JSON.stringify(await feature.metrics?.[1]?.get());
  expect(labels).toContain(JSON.stringify({ trunk: id, reason: 'credentials', status: '403' }));
  expect((await list())[0]?.state).toMatchObject(refused);
});

test('a test call goes where the person may call, and never for help', async () => {
  const id = await add({ mainNumber: '+46851920000' });
  onSwitch.take();
  for (const [number, code] of [
    ['112', 'trunks.noTest'],
    ['sms', 'trunks.noNumber'],
    ['+33612345678', 'call.countryNotAllowed'],
  ])
    expect((await ask('POST', `/${id}/test`, { number })).body['code']).toBe(code);
  expect(onSwitch.take()).toEqual([]);
  expect((await ask('POST', `/${id}/test`, { number: '070-174 06 01' })).status).toBe(202);
  const [dial] = onSwitch.take();
  expect(dial?.[2]).toEqual({ kind: 'outside', number: '+46701740601', trunkId: id });
  expect((await list())[0]?.state.test).toMatchObject({ number: '+46701740601', phase: 'dialling' });
  expect(await told()).toMatchObject({ action: 'trunk.tested', after: { numbers: ['+46701740601'] } });
  expect((await ask('POST', `/${id}/test`, { number: '0701740602' })).body['code']).toBe('trunks.testing');
  await ask('DELETE', `/${id}/test`);
  expect((await list())[0]?.state.test).toMatchObject({ phase: 'ended' });
  // What cannot be recorded is not done.
  onSwitch.take();
  await sql`alter table audit add constraint away check (action <> 'trunk.tested') not valid`.execute(db);
  expect((await ask('POST', `/${id}/test`, { number: '0701740601' })).status).toBe(500);
  await sql`alter table audit drop constraint away`.execute(db);
  expect(onSwitch.take()).toEqual([]);
});
