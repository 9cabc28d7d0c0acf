import { randomUUID } from 'node:crypto';
import { auditLog } from '../../src/audit/record';
import type { ContactId, UserId } from '../../src/contract/ids';
import type { ImportId } from '../../src/contract/imports/imports';
import { createRunJob, type ImportJob } from '../../src/imports/jobs';
import { createImportStore } from '../../src/imports/store';
import type { TestDatabase } from '../fakes/database';
import { createTestDatabase } from '../fakes/database';
import type { TestOrganisation } from '../fakes/organisation';
import { addContact, addOrganisation, addUser } from '../fakes/organisation';

let database: TestDatabase;
let fjallbo: TestOrganisation;
let anna: UserId;
let bjorn: UserId;
let karin: ContactId;
const groups = { company: randomUUID(), own: randomUUID(), gone: randomUUID() };

beforeEach(async () => {
  database = await createTestDatabase();
  const { db, pool } = database;
  fjallbo = await addOrganisation(db);
  [anna, bjorn] = (await Promise.all(
    ['Anna', 'Björn'].map(async (displayName) => (await addUser(db, fjallbo, { displayName })).userId),
  )) as [UserId, UserId];
  const numbers = [{ label: 'work' as const, number: '+4684650401' }];
  karin = await addContact(db, fjallbo, { displayName: 'Karin', extension: '7001', numbers });
  for (const [id, owner] of [
    [groups.company, null],
    [groups.own, anna],
    [groups.gone, null],
  ])
    await pool.query(
      `insert into contact_group (id, organisation_id, owner_user_id, name)
       values ($1::uuid, $2, $3, left($1::text, 8))`,
      [id, fjallbo.id, owner],
    );
  for (const id of Object.values(groups))
    await pool.query('insert into group_member (organisation_id, group_id, contact_id) values ($1, $2, $3)', [
      fjallbo.id,
      id,
      karin,
    ]);
  await pool.query('insert into favourite (organisation_id, user_id, contact_id) values ($1, $2, $3)', [
    fjallbo.id,
    anna,
    karin,
  ]);
  for (const [userId, mark] of [
    [anna, 'vip'],
    [bjorn, 'blocked'],
  ])
    await pool.query('insert into caller_mark (organisation_id, user_id, contact_id, mark) values ($1, $2, $3, $4)', [
      fjallbo.id,
      userId,
      karin,
      mark,
    ]);
});
afterEach(() => database.close());

const standing = async () => {
  const { rows } = await database.pool.query<{ where: string }>(
    `select 'favourite' as where, user_id, added_at from favourite where contact_id = $1
     union all select mark, user_id, added_at from caller_mark where contact_id = $1
     union all select 'group', group_id, added_at from group_member where contact_id = $1 order by 1, 2`,
    [karin],
  );
  return rows;
};

const work = { take: async () => undefined, leave: () => undefined, recover: async () => 0, progressOf: () => null };

/** A file that does not have her, and what is missing goes. */
async function removeAll(): Promise<{ undo(): Promise<void> }> {
  const { db } = database;
  const run = createRunJob(db, auditLog);
  const store = createImportStore({ db, work }, fjallbo.id);
  async function* file() {
    yield Buffer.from('Namn\nNy\n');
  }
  const importId: ImportId = await store.receive(file(), anna, 'x.csv');
  const actor = { userId: anna, roles: ['user' as const] };
  const job = (rest: { kind: 'dryRun' } | { kind: 'apply'; removeMissing: boolean } | { kind: 'undo' }) =>
    run({ organisationId: fjallbo.id, importId, actor, ...rest } as ImportJob, () => undefined);
  await job({ kind: 'dryRun' });
  await store.enter(importId, ['ready'], 'applying');
  await job({ kind: 'apply', removeMissing: true });
  return {
    async undo() {
      await store.enterUndo(importId);
      await job({ kind: 'undo' });
    },
  };
}

test('whoever comes back by an undo is in the same groups, a favourite, VIP and blocked as before', async () => {
  const before = await standing();
  expect(before).toHaveLength(6);
  const removed = await removeAll();
  expect(await standing()).toEqual([]);
  await removed.undo();
  expect(await standing()).toEqual(before);
});

test('not of people and groups that are gone since, and what was said of the number meanwhile holds', async () => {
  const removed = await removeAll();
  await database.pool.query('delete from contact_group where id = $1', [groups.gone]);
  await database.pool.query('delete from app_user where id = $1', [bjorn]);
  await database.pool.query(
    `insert into caller_mark (organisation_id, user_id, number, mark) values ($1, $2, '+4684650401', 'blocked')`,
    [fjallbo.id, anna],
  );
  await removed.undo();
  expect((await standing()).map((row) => row.where)).toEqual(['favourite', 'group', 'group']);
});

test('each table that a removed contact takes something away from is one that comes back, but for photos', async () => {
  const { rows } = await database.pool.query<{ table: string }>(
    `select distinct conrelid::regclass::text as table from pg_constraint
     where contype = 'f' and confrelid = 'contact'::regclass and confdeltype = 'c' order by 1`,
  );
  // A photo is too large to be kept for an undo: it is chosen anew.
  const kept = ['caller_mark', 'contact_token', 'favourite', 'group_member'];
  expect(rows.map(({ table }) => table).filter((table) => table !== 'contact_photo')).toEqual(kept);
});
