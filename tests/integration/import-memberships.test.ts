import { randomUUID } from 'node:crypto';
import { auditLog } from '../../src/audit/record';
import type { ContactId, UserId } from '../../src/contract/ids';
import type { ImportId } from '../../src/contract/imports/imports';
import { createRunJob, type ImportJob } from '../../src/imports/jobs';
import { createImportStore } from '../../src/imports/store';
import { erasePerson } from '../../src/personal-data/erase';
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
  await pool.query(`insert into contact_photo (organisation_id, contact_id, type, image) values ($1, $2, $3, $4)`, [
    fjallbo.id,
    karin,
    'image/png',
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  ]);
  await pool.query(`update contact set photo = 'of Karin' where id = $1`, [karin]);
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
     union all select contact.photo, contact.id, to_timestamp(octet_length(image)) from contact_photo
       join contact on contact.id = contact_photo.contact_id where contact.id = $1
     union all select 'group', group_id, added_at from group_member where contact_id = $1 order by 1, 2`,
    [karin],
  );
  return rows;
};

const work = { take: async () => undefined, leave: () => undefined, recover: async () => 0, progressOf: () => null };

/** A file that does not have her, and what is missing goes. */
const removeAll = (): Promise<{ undo(): Promise<void> }> => bring('Namn\nNy\n');

async function bring(text: string): Promise<{ undo(): Promise<void> }> {
  const { db } = database;
  const run = createRunJob(db, auditLog);
  const store = createImportStore({ db, work }, fjallbo.id);
  async function* file() {
    yield Buffer.from(text);
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

test('whoever comes back by an undo has the same photo, groups, favourite, VIP and blocked as before', async () => {
  const before = await standing();
  expect(before).toHaveLength(7);
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
  expect((await standing()).map((row) => row.where)).toEqual(['favourite', 'group', 'group', 'of Karin']);
});

test('each table that a removed contact takes something away from is one that comes back', async () => {
  const { rows } = await database.pool.query<{ table: string }>(
    `select distinct conrelid::regclass::text as table from pg_constraint
     where contype = 'f' and confrelid = 'contact'::regclass and confdeltype = 'c' order by 1`,
  );
  const kept = ['caller_mark', 'contact_photo', 'contact_token', 'favourite', 'group_member'];
  expect(rows.map(({ table }) => table)).toEqual(kept);
});

test('who was erased meanwhile comes back neither as a line nor as a photo, and the others do', async () => {
  await addContact(database.db, fjallbo, { displayName: 'Nils', extension: '7002' });
  const removed = await removeAll();
  const { userId, contactId } = await addUser(database.db, fjallbo, { displayName: 'Karin' });
  const photos = () => database.db.selectFrom('import_photo').select('contact_id').execute();
  expect(await photos()).toEqual([{ contact_id: karin }]);
  const by = { actor: { userId: anna, roles: ['user' as const] } };
  await erasePerson(
    {
      db: database.db,
      audit: auditLog,
      messagesForgotten: () => Promise.resolve(),
      recordingsForgotten: () => Promise.resolve(),
    },
    by,
    fjallbo.id,
    userId,
  );
  expect(await photos()).toEqual([]);
  await removed.undo();
  const { rows } = await database.pool.query('select id, display_name from contact where id <> $1', [contactId]);
  expect(rows.map((row: { display_name: string }) => row.display_name).toSorted()).toEqual(['Anna', 'Björn', 'Nils']);
});

test('a contact that was imported and has got a photo since was changed: an undo leaves it', async () => {
  const imported = await bring('Namn;Anknytning\nKarin;7001\nNy;\n');
  await database.pool.query(`update contact set photo = 'since' where display_name = 'Ny'`);
  await imported.undo();
  const { rows } = await database.pool.query(
    `select photo from contact where display_name in ('Ny', 'Karin') order by 1`,
  );
  expect(rows).toEqual([{ photo: 'of Karin' }, { photo: 'since' }]);
});
