import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { aGroup } from '../../tests/fakes/answer-group-settings';
import { createFakeClock } from '../../tests/fakes/clock';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { serveApp, type ServedApp } from '../../tests/fakes/http-app';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { createRecordingSwitch } from '../../tests/fakes/recording-switch';
import { readNumbers } from '../administration/numbers';
import { auditLog } from '../audit/record';
import type { GroupList } from '../contract/answer-groups/answer-groups';
import type { AnswerGroupAdminList } from '../contract/answer-groups/settings';
import { VaxelError } from '../contract/errors';
import type { AnswerGroupId, CallId, EntryId, UserId } from '../contract/ids';
import type { Infrastructure } from '../feature';
import { nextExtension } from '../joining/new-person';
import { createLines, type Lines } from '../lines/lines';
import type { Database } from '../ports/database';
import type { Principal } from '../ports/principal';
import { createDeviceRegistry } from '../devices/registry';
import { createLosableOwnership } from '../../tests/fakes/ownership';
import { createAnswerGroupsFeature } from './feature';
import { queueStoreOf } from './queue-store';

const noCalls = {
  of: () => [],
  callerOf: () => null,
  isIdle: () => true,
  offer() {},
  withdraw() {},
  announce() {},
  leave() {},
  planTo: () => [],
  servedIn: () => [],
};
const noCallbacks = { mayCall: () => false, offer() {}, call() {}, withdraw() {}, begun: () => [] };
const silent = { debug() {}, info() {}, warn() {}, error() {} };
let database: TestDatabase;
let db: Kysely<Database>;
let served: ServedApp;
let lines: Lines;
let feature: ReturnType<typeof createAnswerGroupsFeature>;
const recounted: UserId[] = [];
const claiming: [string, UserId[]][] = [];
const people: Record<string, Principal> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  const [fjallbo, sjobris] = [await addOrganisation(db), await addOrganisation(db, { name: 'Sjöbris' })];
  for (const [name, extension, organisation] of [
    ['anna', '1001', fjallbo],
    ['eva', '1005', fjallbo],
    ['olga', '2001', sjobris],
  ] as const) {
    const ownNumbers = name === 'anna' ? [{ number: '+46851920099', label: '' }] : [];
    const user = await addUser(db, organisation, { displayName: name, extension, ownNumbers });
    people[name] = { ...user, organisationId: organisation.id, roles: ['user', 'administrator'], expiresAtMs: 0 };
  }
  lines = createLines(db);
  const publisher = { changed() {}, toUser() {} } as unknown as Infrastructure['publisher'];
  feature = createAnswerGroupsFeature(
    {
      ...{ db, clock: createFakeClock(), logger: silent, switch: createRecordingSwitch(), audit: auditLog, publisher },
      // It uses none of these.
      ...{ wakes: null as never, jobs: null as never },
      ownership: createLosableOwnership(),
    },
    {
      ...{ addToAnswer: async () => undefined, openNow: () => ({ isOpen: true, changesAtMs: null }) },
      keepClaims: async (_transaction, _organisation, { id, members }) =>
        void claiming.push([id, members.map(({ userId }) => userId)]),
      recount: (_organisation, userIds) => void recounted.push(...userIds),
      ...{ lines, keepDays: 730, activityOf: () => null, activitiesOf: () => [] },
      devices: createDeviceRegistry(createLosableOwnership()),
      calls: { waiting: { ...noCalls }, callbacks: noCallbacks, supervisions: { of: () => [] } as never },
    },
  );
  const { router } = feature;
  served = await serveApp({
    ...(router === undefined ? {} : { routers: [router] }),
    authenticate: async (token) => {
      const who = people[token];
      if (who === undefined) throw new VaxelError('auth.invalid');
      return who;
    },
  });
});

beforeEach(async () => {
  await sql`truncate answer_group, answer_group_entry, answer_group_agent, answer_group_event,
    answer_group_pause_reason cascade`.execute(db);
  await lines.load();
});

afterAll(async () => {
  await served.close();
  await database.close();
});

interface Answer {
  readonly status: number;
  readonly json: unknown;
}

async function ask(method: string, path: string, body?: unknown, as = 'anna'): Promise<Answer> {
  const answer = await fetch(`${served.url}/api${path}`, {
    method,
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, json: text === '' ? null : JSON.parse(text) };
}

const administration = (method: string, path = '', body?: unknown, as?: string) =>
  ask(method, `/administration/answer-groups${path}`, body, as);
const list = async (as?: string) => (await administration('GET', '', undefined, as)).json as AnswerGroupAdminList;
const groups = async (as?: string) => (await list(as)).groups;
const added = async (settings: unknown = aGroup): Promise<string> => {
  const { status, json } = await administration('POST', '', settings);
  expect(status).toBe(201);
  return (json as { id: string }).id;
};
const idOf = (name: string): UserId => people[name]!.userId;
const member = (name: string) => ({ userId: idOf(name), tier: 1, skills: {} });
const organisationId = () => people['anna']!.organisationId;
const told = async () =>
  (await sql<{ action: string; after: object }>`select action, before, after from audit order by id desc`.execute(db))
    .rows;

test('what is changed of a group is at work once it is answered', async () => {
  const watched = (id: string) => feature.topics?.answerGroups?.(organisationId(), id as AnswerGroupId, false);
  const id = await added({ ...aGroup, members: [member('eva')] });
  expect(watched(id)).toMatchObject({ agents: 1 });
  await administration('PUT', `/${id}`, { ...aGroup, members: [member('eva'), member('anna')] });
  expect(watched(id)).toMatchObject({ agents: 2, available: 0 });
  await administration('DELETE', `/${id}`);
  expect(watched(id)).toBeNull();
});

test('whoever comes into a group or leaves it hears other messages than before, also once it is gone', async () => {
  const id = await added({ ...aGroup, members: [member('eva')] });
  const told = async (method: string, settings?: object) => {
    recounted.length = 0;
    await administration(method, `/${id}`, settings);
    return recounted.toSorted();
  };
  const both = [idOf('anna'), idOf('eva')].toSorted();
  const supervised = { ...aGroup, members: [], supervisors: [idOf('anna')] };
  expect(await told('PUT', supervised)).toEqual(both);
  expect(await told('PUT', supervised)).toEqual([]);
  expect(await told('DELETE')).toEqual([idOf('anna')]);
});

test('a group is said, changed and removed, and each is told of', async () => {
  const exits = { ...aGroup.exits, timeout: { to: 'person', userId: idOf('eva') } };
  const settings = { ...aGroup, exits, members: [member('eva'), member('anna')], supervisors: [idOf('eva')] };
  const id = await added({ ...settings, number: '08-519 200 01' });
  expect(await list()).toEqual({
    groups: [{ ...settings, id }],
    names: { [idOf('eva')]: 'eva', [idOf('anna')]: 'anna' },
  });
  expect(
    (await administration('PUT', `/${id}`, { ...settings, wrapUpMs: 30_000, members: [member('anna')] })).status,
  ).toBe(204);
  expect(await groups()).toMatchObject([{ id, wrapUpMs: 30_000, members: [member('anna')] }]);
  expect(claiming.at(-1)).toEqual([id, [idOf('anna')]]);
  expect((await administration('DELETE', `/${id}`)).status).toBe(204);
  expect(await groups()).toEqual([]);
  const [removed, changed, first] = await told();
  expect([removed?.action, first?.action]).toEqual(['answerGroup.removed', 'answerGroup.added']);
  expect(changed).toEqual({
    action: 'answerGroup.changed',
    before: { wrapUpSeconds: 0, members: ['eva (1)', 'anna (1)'] },
    after: { wrapUpSeconds: 30, members: ['anna (1)'] },
  });
});

test('VIP numbers are kept as E.164, once each, and told of; what is no number changes nothing', async () => {
  const id = await added();
  const typed = { ...aGroup, vipNumbers: ['070-123 45 67', '+46 70 123 45 67'], vipPriority: 20, stickyDays: 14 };
  expect((await administration('PUT', `/${id}`, typed)).status).toBe(204);
  expect(await groups()).toMatchObject([{ vipNumbers: ['+46701234567'], vipPriority: 20, stickyDays: 14 }]);
  expect((await told())[0]).toMatchObject({
    before: { vipNumbers: [], vipPriority: 10, stickyDays: 7 },
    after: { vipNumbers: ['+46701234567'], vipPriority: 20, stickyDays: 14 },
  });
  const { status, json } = await administration('PUT', `/${id}`, { ...typed, vipNumbers: ['Sofia'] });
  expect([status, json]).toMatchObject([422, { code: 'administration.noNumber' }]);
  expect(await groups()).toMatchObject([{ vipNumbers: ['+46701234567'] }]);
});

test('its extension and its number lead to it at once, and to nobody once it is gone', async () => {
  const id = await added();
  expect(lines.byExtension(organisationId(), '1901')).toMatchObject({ kind: 'answerGroup', group: { groupId: id } });
  expect(lines.byNumber('+46851920001')).toMatchObject({ kind: 'answerGroup', group: { name: 'Support' } });
  await administration('PUT', `/${id}`, { ...aGroup, extension: '190', number: null });
  expect(lines.byNumber('+46851920001')).toBeUndefined();
  expect(lines.byExtension(organisationId(), '1901')).toBeUndefined();
  expect(lines.extensionLengths(organisationId())).toContain(3);
  await administration('DELETE', `/${id}`);
  expect(lines.group(id as never)).toBeUndefined();
  expect(lines.extensionLengths(organisationId())).toEqual([4]);
});

test.each([
  [{ extension: '1001' }, 'administration.extensionTaken'],
  [{ number: '+46851920099' }, 'administration.numberTaken'],
  [{ extension: '112' }, 'administration.extensionReserved'],
  [{ number: '12' }, 'administration.noNumber'],
  [{ name: 'Finns', extension: '1901', number: null }, 'administration.extensionTaken'],
  [{ number: '+46 8 519 20 001' }, 'administration.numberTaken'],
  [{ name: 'SUPPORT', extension: '1902', number: null }, 'answerGroups.nameTaken'],
  [{ ringForMs: 1 }, 'request.invalid'],
])('%j is refused as %s, and nothing is changed', async (wrong, code) => {
  if (!('ringForMs' in wrong)) await added();
  const before = await groups();
  const settings = { ...aGroup, name: 'Annan', extension: '1903', number: null, ...wrong };
  expect((await administration('POST', '', settings)).json).toMatchObject({ code });
  expect(await groups()).toEqual(before);
});

test('the number of a group is not free, and its extension is not the next free one', async () => {
  const id = await added({ ...aGroup, extension: '1006' });
  const query = { q: '', limit: 10 } as const;
  const used = await readNumbers(db, organisationId(), { ...query, show: 'used' });
  expect(used.numbers).toMatchObject([
    { number: '+46851920001', user: null, group: { groupId: id, name: 'Support' } },
    { number: '+46851920099', user: { name: 'anna' }, group: null },
  ]);
  expect((await readNumbers(db, organisationId(), { ...query, show: 'free' })).numbers).toEqual([]);
  const found = await readNumbers(db, organisationId(), { ...query, q: 'supp', show: 'all' });
  expect(found.numbers).toMatchObject([{ number: '+46851920001' }]);
  expect(await nextExtension(db, organisationId())).toBe('1007');
});

test('a person gets neither the extension nor the number of a group', async () => {
  await added();
  const extension = sql`update app_user set extension = '1901' where id = ${idOf('eva')}`.execute(db);
  await expect(extension).rejects.toMatchObject({ code: '23505', constraint: 'app_user_or_group_extension' });
  const number = sql`insert into user_number (number, organisation_id, user_id, label, position)
    values ('+46851920001', ${organisationId()}, ${idOf('eva')}, '', 0)`.execute(db);
  await expect(number).rejects.toMatchObject({ code: '23505', constraint: 'user_number_or_group' });
});

test('nobody of another organisation is in a group, and no other sees it', async () => {
  const foreign = { ...aGroup, members: [member('olga')] };
  expect((await administration('POST', '', foreign)).json).toMatchObject({ code: 'answerGroups.unknownMember' });
  const exits = { ...aGroup.exits, full: { to: 'group', groupId: randomUUID() } };
  expect((await administration('POST', '', { ...aGroup, exits })).json).toMatchObject({
    code: 'answerGroups.unknownExit',
  });
  const id = await added();
  expect(await groups('olga')).toEqual([]);
  expect((await administration('PUT', `/${id}`, aGroup, 'olga')).status).toBe(404);
  expect((await administration('DELETE', `/${id}`, undefined, 'olga')).status).toBe(404);
  // An extension is the organisation's own, a number is the world's.
  const [sameExtension, sameNumber] = [
    { ...aGroup, number: null },
    { ...aGroup, name: 'B', extension: '1902' },
  ];
  expect((await administration('POST', '', sameExtension, 'olga')).status).toBe(201);
  expect((await administration('POST', '', sameNumber, 'olga')).json).toMatchObject({
    code: 'administration.numberTaken',
  });
});

test('a group that others lead to stays, as does one in which callers wait unless that is meant', async () => {
  const id = await added();
  const exits = { ...aGroup.exits, full: { to: 'group', groupId: id } };
  const other = await added({ ...aGroup, name: 'Sälj', extension: '1902', number: null, exits });
  const refused = await administration('DELETE', `/${id}`);
  expect(refused).toMatchObject({ status: 409, json: { code: 'answerGroups.inUse', detail: 'Sälj' } });
  await queueStoreOf(db, organisationId()).putEntry({
    ...{ id: randomUUID() as EntryId, groupId: other as never, callId: randomUUID() as CallId, callback: null },
    ...{
      number: null,
      priority: 0,
      enteredAtMs: 1000,
      joinedAtMs: 1000,
      hops: 0,
      skill: null,
      stickyTo: null,
      said: null,
    },
  });
  const waiting = await administration('DELETE', `/${other}`);
  expect(waiting).toMatchObject({ status: 409, json: { code: 'answerGroups.callersWait' } });
  expect((await administration('DELETE', `/${other}?anyway=1`)).status).toBe(204);
  expect((await administration('DELETE', `/${id}`)).status).toBe(204);
});

test('reasons of pauses keep their order, and are told to agents with their groups', async () => {
  const reasons = ['Lunch', 'Möte'];
  expect((await administration('PUT', '/reasons', { reasons })).json).toEqual({ reasons });
  expect((await administration('PUT', '/reasons', { reasons: ['A', 'A'] })).status).toBe(400);
  const id = await added({ ...aGroup, members: [member('anna')], supervisors: [idOf('eva')] });
  const mine = async (as: string) => (await ask('GET', '/answer-groups', undefined, as)).json as GroupList;
  const { name, extension, number, strategy } = aGroup;
  const group = { id, name, extension, number, strategy, isMember: true, isSupervisor: false, isLoggedIn: false };
  expect(await mine('anna')).toEqual({ groups: [group], pauseReasons: reasons });
  expect(await mine('eva')).toMatchObject({ groups: [{ isMember: false, isSupervisor: true }] });
  expect(await mine('olga')).toEqual({ groups: [], pauseReasons: [] });
  await queueStoreOf(db, organisationId()).putAgent({
    ...{ userId: idOf('anna'), isLoggedIn: true, pause: null, idleSinceMs: 0 },
  });
  expect((await mine('anna')).groups).toMatchObject([{ isLoggedIn: true }]);
});

test('an exit to a person who is erased leads to the voicemail of the group', async () => {
  const { userId } = await addUser(db, { id: organisationId(), tenantId: '' }, { displayName: 'Kort' });
  await lines.load();
  const exits = { ...aGroup.exits, timeout: { to: 'person', userId } };
  await added({ ...aGroup, exits, members: [{ userId, tier: 1, skills: {} }] });
  await sql`delete from app_user where id = ${userId}`.execute(db);
  expect(await groups()).toMatchObject([{ members: [], exits: { timeout: { to: 'voicemail' } } }]);
});
