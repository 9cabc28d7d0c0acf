import { auditLog } from '../../src/audit/record';
import type { StaffView } from '../../src/contract/administration/staff';
import type { UserId } from '../../src/contract/ids';
import { createFindLinkedUser } from '../../src/identity/link';
import { addUser } from '../fakes/organisation';
import { eventually } from '../fakes/waiters';
import { openStaffOffice } from './staff-office';
import type { StaffOffice } from './staff-office';
import { personAt } from '../../src/lines/target';

let office: StaffOffice;
beforeEach(async () => (office = await openStaffOffice()));
afterEach(() => office.close());

test('who leaves cannot sign in, has no line, and the calls go to a colleague; and all of it comes back', async () => {
  const { database, fjallbo, eva, anna, bjorn, annasAccount, ask, told, lines } = office;
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
  expect(personAt(routed.byNumber('+46851920011'))?.userId).toBe(bjorn);
  expect(personAt(routed.byExtension(fjallbo.id, '1001'))?.userId).toBe(bjorn);
  expect((await ask('POST', `people/${anna}/deactivate`, {})).status).toBe(409);
  expect((await ask('POST', `people/${eva}/deactivate`, {})).status).toBe(409);
  await ask('POST', `people/${anna}/reactivate`);
  expect((await find(account)).userId).toBe(anna);
  const again = await lines();
  expect(personAt(again.byNumber('+46851920011'))?.userId).toBe(anna);
  expect((await told()).map(({ action, after }) => [action, after])).toEqual([
    ['person.reactivated', { active: true }],
    ['person.deactivated', { active: false, forwardTo: 'Björn Åkesson' }],
  ]);
});

test('calls of those who left before go on to who takes the calls now', async () => {
  const { fjallbo, eva, anna, bjorn, ask, lines } = office;
  await ask('POST', `people/${anna}/deactivate`, { callsTo: bjorn });
  await ask('POST', `people/${bjorn}/deactivate`, { callsTo: eva });
  const routed = await lines();
  expect(personAt(routed.byExtension(fjallbo.id, '1001'))?.userId).toBe(eva);
  expect(personAt(routed.byNumber('+46851920012'))?.userId).toBe(eva);
});

/** Whose calls go to somebody who has left as well. */
const lost = async () =>
  (
    await office.database.pool.query(`select leaver.extension from app_user leaver
      join app_user taker on taker.id = leaver.calls_to_user_id where taker.deactivated_at is not null`)
  ).rows;

test('two administrators at once: whoever comes second is told, and calls go to nobody who leaves', async () => {
  const { database, fjallbo, anna, bjorn, ask, lines } = office;
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
  expect(personAt((await lines()).byExtension(fjallbo.id, '1002'))?.userId).toBe(anna);
});

test('rounds and chains, all at once: each one’s calls go to somebody who is there, or to nobody', async () => {
  const { database, fjallbo, ask } = office;
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
  const { database, eva, anna, bjorn } = office;
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
