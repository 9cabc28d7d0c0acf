import { auditLog } from '../../src/audit/record';
import { createAuditStore } from '../../src/audit/store';
import { createAdministrationFeature } from '../../src/administration/feature';
import type { NumbersPage } from '../../src/contract/administration/numbers';
import type { BulkResult, StaffPage, StaffView } from '../../src/contract/administration/staff';
import type { UserId } from '../../src/contract/ids';
import { createFindLinkedUser } from '../../src/identity/link';
import { createLines } from '../../src/lines/lines';
import type { Principal } from '../../src/ports/principal';
import type { TestDatabase } from '../fakes/database';
import { createTestDatabase } from '../fakes/database';
import type { ServedApp } from '../fakes/http-app';
import { serveApp } from '../fakes/http-app';
import type { TestOrganisation } from '../fakes/organisation';
import { addOrganisation, addUser } from '../fakes/organisation';
import { eventually } from '../fakes/waiters';

let database: TestDatabase;
let served: ServedApp;
let fjallbo: TestOrganisation;
let eva: UserId;
let anna: UserId;
let bjorn: UserId;
const people: Record<string, Principal> = {};
const changedGroups: string[] = [];
const annasAccount = '7d0a2b36-0c8c-4f43-8d0b-52d0b8f4a001';

beforeEach(async () => {
  database = await createTestDatabase();
  changedGroups.length = 0;
  const { db } = database;
  fjallbo = await addOrganisation(db);
  const sjobris = await addOrganisation(db, { name: 'Sjöbris' });
  const user = async (displayName: string, extension: string, objectId: string | null = null, number?: string) =>
    (
      await addUser(db, fjallbo, {
        displayName,
        extension,
        objectId,
        department: 'Service',
        ...(number !== undefined && { ownNumbers: [{ number, label: 'Kontor' }] }),
      })
    ).userId;
  eva = await user('Eva Nyström', '1005');
  anna = await user('Anna Lind', '1001', annasAccount, '+46851920011');
  bjorn = await user('Björn Åkesson', '1002', null, '+46851920012');
  const { userId: olga } = await addUser(db, sjobris, { displayName: 'Olga Berg', extension: '2001' });
  const roles: Principal['roles'] = ['user', 'administrator'];
  people['eva'] = { organisationId: fjallbo.id, userId: eva, roles, expiresAtMs: 0 };
  people['olga'] = { organisationId: sjobris.id, userId: olga, roles, expiresAtMs: 0 };
  people['anna'] = { organisationId: fjallbo.id, userId: anna, roles: ['user', 'supervisor'], expiresAtMs: 0 };
  const { router } = createAdministrationFeature(
    { db, audit: auditLog, logger: { debug() {}, info() {}, warn() {}, error() {} } },
    {
      lines: { onGone: () => undefined } as never,
      calls: {} as never,
      groupChanged: (_, id) => void changedGroups.push(id),
    },
  );
  served = await serveApp({
    routers: router ? [router] : [],
    authenticate: async (token) => people[token] as Principal,
  });
});
afterEach(async () => {
  await served.close();
  await database.close();
});

async function ask<T>(method: string, path: string, body?: unknown, as = 'eva'): Promise<{ status: number; json: T }> {
  const response = await fetch(`${served.url}/api/administration/${path}`, {
    method,
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: (text.startsWith('{') ? JSON.parse(text) : text) as T };
}
const names = async (query: string) =>
  (await ask<StaffPage>('GET', `people?${query}`)).json.people.map(({ name }) => name);
const told = async () =>
  (await createAuditStore(database.db, fjallbo.id).page({ limit: 10 })).rows.map(
    ({ action, object, before, after }) => ({
      action,
      name: object.name,
      before,
      after,
    }),
  );
const lines = async () => {
  const all = createLines(database.db);
  await all.load();
  return all;
};

test('people by name, mail, extension, number and state, page by page, and as CSV', async () => {
  const { json } = await ask<StaffPage>('GET', 'people?limit=2');
  expect([json.people.map(({ name }) => name), json.count]).toEqual([['Anna Lind', 'Björn Åkesson'], 3]);
  expect(await names(`limit=2&after=${json.next}`)).toEqual(['Eva Nyström']);
  for (const [q, found] of [
    ['åkesson', ['Björn Åkesson']],
    ['1001', ['Anna Lind']],
    ['08-519 20 012', ['Björn Åkesson']],
    ['nobody', []],
    ['%', []],
  ] as const)
    expect([q, await names(`q=${encodeURIComponent(q)}`)]).toEqual([q, found]);
  expect(await names('state=linked')).toEqual(['Anna Lind']);
  expect((await ask('GET', 'people?after=x')).status).toBe(400);
  expect((await ask<string>('GET', 'people.csv?language=sv')).json).toContain(
    `Anna Lind;1001;Service;;;'+46851920011;ja`,
  );
});

test('a change is in the directory, in routing and in the log; the other organisation has none of it', async () => {
  const change = { name: 'Anna Berg', extension: '1099', numbers: [{ number: '08-519 20 099', label: 'Växel' }] };
  const { json } = await ask<StaffView>('PATCH', `people/${anna}`, change);
  expect(json).toMatchObject({ name: 'Anna Berg', extension: '1099', numbers: [{ number: '+46851920099' }] });
  const routed = await lines();
  expect(routed.byExtension(fjallbo.id, '1099')?.user.displayName).toBe('Anna Berg');
  expect(routed.byNumber('+46851920099')?.user.userId).toBe(anna);
  expect(routed.byNumber('+46851920011')).toBeUndefined();
  expect(await told()).toEqual([
    {
      action: 'person.changed',
      name: 'Anna Berg',
      before: { name: 'Anna Lind', extension: '1001', numbers: ['+46851920011 Kontor'] },
      after: { name: 'Anna Berg', extension: '1099', numbers: ['+46851920099 Växel'] },
    },
  ]);
  for (const [method, path] of [
    ['GET', ''],
    ['PATCH', ''],
    ['POST', '/deactivate'],
    ['POST', '/reactivate'],
  ] as const)
    expect([
      path,
      (await ask(method, `people/${anna}${path}`, method === 'GET' ? undefined : {}, 'olga')).status,
    ]).toEqual([path, 404]);
  expect((await ask('PATCH', `people/${bjorn}`, {}, 'anna')).status).toBe(403);
});

test.each([
  [{ extension: '1002' }, 409, 'administration.extensionTaken'],
  [{ numbers: [{ number: '+46851920012', label: 'x' }] }, 409, 'administration.numberTaken'],
  [{ numbers: [{ number: '4,67E+10', label: 'x' }] }, 422, 'administration.noNumber'],
  [{ extension: '10a' }, 400, 'request.invalid'],
  [{ name: '' }, 400, 'request.invalid'],
])('%j is refused and changes nothing', async (change, status, code) => {
  const answer = await ask<{ code: string }>('PATCH', `people/${anna}`, { department: 'Annat', ...change });
  expect([answer.status, answer.json.code]).toEqual([status, code]);
  expect((await ask<StaffView>('GET', `people/${anna}`)).json.department).toBe('Service');
  expect(await told()).toEqual([]);
});

test('who leaves cannot sign in, has no line, and the calls go to a colleague; and all of it comes back', async () => {
  const find = createFindLinkedUser(database.db, auditLog);
  const account = {
    tenantId: fjallbo.tenantId,
    objectId: annasAccount,
    mailAddresses: [],
    appRoles: [],
    expiresAtMs: 0,
  };
  expect((await find(account)).userId).toBe(anna);
  const left = await ask<StaffView>('POST', `people/${anna}/deactivate`, { callsTo: bjorn, reason: 'Slutar' });
  expect(left.json).toMatchObject({
    deactivatedAtMs: expect.any(Number) as number,
    callsTo: { name: 'Björn Åkesson' },
  });
  await expect(find(account)).rejects.toMatchObject({ code: 'auth.notLinked' });
  const routed = await lines();
  expect(routed.user(anna)).toBeUndefined();
  expect(routed.byNumber('+46851920011')?.user.userId).toBe(bjorn);
  expect(routed.byExtension(fjallbo.id, '1001')?.user.userId).toBe(bjorn);
  expect((await ask('POST', `people/${anna}/deactivate`, {})).status).toBe(409);
  expect((await ask('POST', `people/${eva}/deactivate`, {})).status).toBe(409);
  await ask('POST', `people/${anna}/reactivate`);
  expect((await find(account)).userId).toBe(anna);
  const again = await lines();
  expect(again.byNumber('+46851920011')?.user.userId).toBe(anna);
  expect((await told()).map(({ action, after }) => [action, after])).toEqual([
    ['person.reactivated', { active: true }],
    ['person.deactivated', { active: false, forwardTo: 'Björn Åkesson' }],
  ]);
});

test('calls of those who left before go on to who takes the calls now', async () => {
  await ask('POST', `people/${anna}/deactivate`, { callsTo: bjorn });
  await ask('POST', `people/${bjorn}/deactivate`, { callsTo: eva });
  const routed = await lines();
  expect(routed.byExtension(fjallbo.id, '1001')?.user.userId).toBe(eva);
  expect(routed.byNumber('+46851920012')?.user.userId).toBe(eva);
});

/** Whose calls go to somebody who has left as well. */
const lost = async () =>
  (
    await database.pool.query(`select leaver.extension from app_user leaver
      join app_user taker on taker.id = leaver.calls_to_user_id where taker.deactivated_at is not null`)
  ).rows;

test('two administrators at once: whoever comes second is told, and calls go to nobody who leaves', async () => {
  const first = await database.pool.connect();
  await first.query('begin');
  await first.query('update app_user set deactivated_at = now(), calls_to_user_id = $1 where id = $2', [anna, bjorn]);
  const second = ask<{ code: string }>('POST', `people/${anna}/deactivate`, { callsTo: bjorn });
  await eventually('the second to wait for the first', async () => {
    const { rows } = await database.pool.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows.length > 0;
  });
  await first.query('commit');
  first.release();
  expect(await second).toMatchObject({ status: 409, json: { code: 'administration.notNow' } });
  expect(await lost()).toEqual([]);
  expect((await lines()).byExtension(fjallbo.id, '1002')?.user.userId).toBe(anna);
});

test('rounds and chains, all at once: each one’s calls go to somebody who is there, or to nobody', async () => {
  const { db } = database;
  const ring = await Promise.all(
    Array.from(
      { length: 5 },
      async (_, place) => (await addUser(db, fjallbo, { displayName: `Ring ${place}` })).userId,
    ),
  );
  for (const step of [1, 2, 4]) {
    const answers = await Promise.all(
      ring.map((userId, place) =>
        ask('POST', `people/${userId}/deactivate`, { callsTo: ring[(place + step) % ring.length] }),
      ),
    );
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 409)).toEqual([]);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    expect(await lost()).toEqual([]);
    await Promise.all(ring.map((userId) => ask('POST', `people/${userId}/reactivate`)));
  }
});

test('by SQL as well: what would send calls to who has left does not commit', async () => {
  const leave = (userId: UserId, callsTo: UserId) =>
    database.pool.query('update app_user set deactivated_at = now(), calls_to_user_id = $1 where id = $2', [
      callsTo,
      userId,
    ]);
  await leave(anna, bjorn);
  for (const [userId, callsTo] of [
    [bjorn, anna],
    [bjorn, bjorn],
    [bjorn, eva],
  ] as const)
    await expect(leave(userId, callsTo)).rejects.toMatchObject({ constraint: 'app_user_calls_go_on' });
});

test('a new person has the next free extension, or the one that is asked for', async () => {
  const { status, json } = await ask<StaffView>('POST', 'people', { name: 'Åsa Öberg' });
  expect([status, json.name, json.extension]).toEqual([201, 'Åsa Öberg', '1006']);
  expect((await ask('POST', 'people', { name: 'Dubbel', extension: '1006' })).status).toBe(409);
  expect((await told()).map(({ action, name }) => [action, name])).toEqual([['person.added', 'Åsa Öberg']]);
});

test('several at once: a preview says what would change, and changes nothing', async () => {
  const change = { userIds: [anna, bjorn], change: { department: 'Support', company: 'Umeå' } };
  const { json } = await ask<BulkResult>('POST', 'people/bulk', change);
  const step = { groupId: null, field: 'department', before: 'Service', after: 'Support' };
  const place = { groupId: null, field: 'company', before: null, after: 'Umeå' };
  expect(json.changes).toEqual([
    { userId: anna, name: 'Anna Lind', ...place },
    { userId: anna, name: 'Anna Lind', ...step },
    { userId: bjorn, name: 'Björn Åkesson', ...place },
    { userId: bjorn, name: 'Björn Åkesson', ...step },
  ]);
  expect([await told(), (await ask<StaffView>('GET', `people/${bjorn}`)).json.department]).toEqual([[], 'Service']);
  await ask('POST', 'people/bulk', { ...change, preview: false });
  expect((await ask<StaffView>('GET', `people/${bjorn}`)).json).toMatchObject({
    department: 'Support',
    company: 'Umeå',
  });
  expect(await told()).toHaveLength(2);
  const others = (await ask<BulkResult>('POST', 'people/bulk', { ...change, preview: false }, 'olga')).json;
  expect(others.errors.map(({ name, code }) => [name, code])).toEqual([
    [null, 'request.notFound'],
    [null, 'request.notFound'],
  ]);
});

test('several at once: groups and numbers of a series; who cannot is told, and all of it goes back', async () => {
  const { pool } = database;
  const group = async (name: string) =>
    (
      await pool.query<{ id: string }>(
        'insert into contact_group (id, organisation_id, name) values (gen_random_uuid(), $1, $2) returning id',
        [fjallbo.id, name],
      )
    ).rows[0]?.id;
  const [jour, sales] = [await group('Jour'), await group('Sälj')];
  await pool.query(
    `insert into group_member (organisation_id, group_id, contact_id)
     select organisation_id, $1, contact_id from app_user where id = $2`,
    [sales, anna],
  );
  await ask('POST', 'number-ranges', { first: '08-519 20 011', last: '08-519 20 013' });
  await ask('POST', `people/${bjorn}/deactivate`, {});
  const { userId: cecilia } = await addUser(database.db, fjallbo, { displayName: 'Cecilia Ek' });
  const before = await Promise.all([anna, eva, bjorn].map(async (id) => (await ask('GET', `people/${id}`)).json));
  const stored = (await told()).length;
  const change = {
    userIds: [anna, eva, bjorn, cecilia],
    change: { addTo: jour, removeFrom: sales, numbersOf: { first: '+46851920011', label: 'Arbete' } },
  };
  // Anna has one of the series, and so has Björn, though he has left; one is free.
  const wanted = (await ask<BulkResult>('POST', 'people/bulk', change)).json;
  expect(wanted.changes.map(({ name, field, before: was, after }) => [name, field, was, after])).toEqual([
    ['Anna Lind', 'group', null, 'Jour'],
    ['Anna Lind', 'group', 'Sälj', null],
    ['Eva Nyström', 'group', null, 'Jour'],
    ['Eva Nyström', 'number', null, '+46851920013'],
    ['Björn Åkesson', 'group', null, 'Jour'],
  ]);
  expect(wanted.errors).toEqual([{ userId: cecilia, name: 'Cecilia Ek', code: 'administration.noFreeNumber' }]);
  expect([(await told()).length, changedGroups]).toEqual([stored, []]);

  const done = (await ask<BulkResult>('POST', 'people/bulk', { ...change, preview: false })).json;
  expect(done).toEqual(wanted);
  expect(changedGroups.toSorted()).toEqual([jour, sales].toSorted());
  expect((await lines()).byNumber('+46851920013')?.user.userId).toBe(eva);
  const members = async (id = '') => (await pool.query('select from group_member where group_id = $1', [id])).rowCount;
  expect([await members(jour), await members(sales)]).toEqual([3, 0]);

  // Somebody has taken Björn out since: that is told, the rest goes back.
  await pool.query(
    'delete from group_member using app_user where app_user.contact_id = group_member.contact_id and app_user.id = $1',
    [bjorn],
  );
  const undone = (await ask<BulkResult>('POST', 'people/bulk/undo', { changes: done.changes })).json;
  expect(undone.errors).toEqual([{ userId: bjorn, name: 'Björn Åkesson', code: 'administration.changedMeanwhile' }]);
  expect([await members(jour), await members(sales)]).toEqual([0, 1]);
  expect(await Promise.all([anna, eva, bjorn].map(async (id) => (await ask('GET', `people/${id}`)).json))).toEqual(
    before,
  );
  for (const nothing of [{ addTo: fjallbo.id }, { numbersOf: { first: '+46851929999', label: 'x' } }])
    expect((await ask('POST', 'people/bulk', { userIds: [anna], change: nothing })).status).toBe(404);
});

test('numbers: series, who has which, which are free', async () => {
  expect((await ask('POST', 'number-ranges', { first: '08-519 20 010', last: '08-519 20 013' })).status).toBe(204);
  const { json } = await ask<NumbersPage>('GET', 'numbers');
  expect(json.ranges).toEqual([{ first: '+46851920010', last: '+46851920013', size: 4, used: 2 }]);
  expect(json.numbers.map(({ number, user }) => [number, user?.name])).toEqual([
    ['+46851920010', undefined],
    ['+46851920011', 'Anna Lind'],
    ['+46851920012', 'Björn Åkesson'],
    ['+46851920013', undefined],
  ]);
  const free = (await ask<NumbersPage>('GET', 'numbers?show=free&limit=1')).json;
  expect([free.numbers.map(({ number }) => number), free.next]).toEqual([['+46851920010'], '+46851920010']);
  expect((await ask<NumbersPage>('GET', 'numbers?q=lind')).json.numbers).toHaveLength(1);
  for (const [first, last, status] of [
    ['08-519 20 012', '08-519 20 020', 409],
    ['08-519 20 099', '08-519 20 090', 422],
    ['08-519 00 000', '08-529 00 000', 422],
    ['x', 'y', 422],
  ] as const)
    expect([first, (await ask('POST', 'number-ranges', { first, last })).status]).toEqual([first, status]);
  expect((await ask('DELETE', 'number-ranges/+46851920010')).status).toBe(204);
  expect((await ask('DELETE', 'number-ranges/+46851920010')).status).toBe(404);
  expect((await told()).map(({ action }) => action)).toEqual(['number.removed', 'number.added']);
});
