import type { BulkResult, StaffView } from '../../src/contract/administration/staff';
import { addUser } from '../fakes/organisation';
import { openStaffOffice } from './staff-office';
import type { StaffOffice } from './staff-office';
import { personAt } from '../../src/lines/target';

let office: StaffOffice;
beforeEach(async () => (office = await openStaffOffice()));
afterEach(() => office.close());

test('several at once: a preview says what would change, and changes nothing', async () => {
  const { anna, bjorn, ask, told } = office;
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
  const { database, fjallbo, eva, anna, bjorn, changedGroups, ask, told, lines } = office;
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
  expect(personAt((await lines()).byNumber('+46851920013'))?.userId).toBe(eva);
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
