import type { NumbersPage } from '../../src/contract/administration/numbers';
import type { StaffPage, StaffView } from '../../src/contract/administration/staff';
import { openStaffOffice } from './staff-office';
import type { StaffOffice } from './staff-office';
import { personAt } from '../../src/lines/target';

let office: StaffOffice;
beforeEach(async () => (office = await openStaffOffice()));
afterEach(() => office.close());

test('people by name, mail, extension, number and state, page by page, and as CSV', async () => {
  const { ask, names } = office;
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
  const { fjallbo, anna, bjorn, ask, told, lines } = office;
  const change = { name: 'Anna Berg', extension: '1099', numbers: [{ number: '08-519 20 099', label: 'Växel' }] };
  const { json } = await ask<StaffView>('PATCH', `people/${anna}`, change);
  expect(json).toMatchObject({ name: 'Anna Berg', extension: '1099', numbers: [{ number: '+46851920099' }] });
  const routed = await lines();
  expect(personAt(routed.byExtension(fjallbo.id, '1099'))?.displayName).toBe('Anna Berg');
  expect(personAt(routed.byNumber('+46851920099'))?.userId).toBe(anna);
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
  const { anna, ask, told } = office;
  const answer = await ask<{ code: string }>('PATCH', `people/${anna}`, { department: 'Annat', ...change });
  expect([answer.status, answer.json.code]).toEqual([status, code]);
  expect((await ask<StaffView>('GET', `people/${anna}`)).json.department).toBe('Service');
  expect(await told()).toEqual([]);
});

test('a new person has the next free extension, or the one that is asked for', async () => {
  const { ask, told } = office;
  const { status, json } = await ask<StaffView>('POST', 'people', { name: 'Åsa Öberg' });
  expect([status, json.name, json.extension]).toEqual([201, 'Åsa Öberg', '1006']);
  expect((await ask('POST', 'people', { name: 'Dubbel', extension: '1006' })).status).toBe(409);
  expect((await told()).map(({ action, name }) => [action, name])).toEqual([['person.added', 'Åsa Öberg']]);
});

test('numbers: series, who has which, which are free', async () => {
  const { ask, told } = office;
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
  // Nor one that another organisation has, whole or in part, before somebody there has it.
  const theirs = { first: '+46851940010', last: '+46851940019' };
  expect((await ask('POST', 'number-ranges', theirs, 'olga')).status).toBe(204);
  for (const [first, last] of [
    ['+46851940010', '+46851940019'],
    ['+46851940000', '+46851940010'],
    ['+46851940015', '+46851940015'],
    ['+46851940000', '+46851940099'],
  ])
    expect([first, last, (await ask('POST', 'number-ranges', { first, last })).status]).toEqual([first, last, 409]);
  const numbers = [{ number: '+46851940012', label: 'Kontor' }];
  const given = await ask<{ code: string }>('PATCH', `people/${office.anna}`, { numbers });
  expect([given.status, given.json.code]).toEqual([409, 'administration.numberTaken']);
  expect((await ask('POST', 'number-ranges', { first: '+46851940020', last: '+46851940029' })).status).toBe(204);
  expect((await ask('DELETE', 'number-ranges/+46851940020')).status).toBe(204);
  expect((await ask('DELETE', 'number-ranges/+46851920010')).status).toBe(204);
  expect((await ask('DELETE', 'number-ranges/+46851920010')).status).toBe(404);
  expect((await told()).map(({ action }) => action)).toEqual([
    'number.removed',
    'number.removed',
    'number.added',
    'number.added',
  ]);
});
