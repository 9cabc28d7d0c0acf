import { sql } from 'kysely';
import type { TestDatabase } from '../../tests/fakes/database';
import { createTestDatabase } from '../../tests/fakes/database';
import type { TestOrganisation } from '../../tests/fakes/organisation';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { AuditQuery } from '../contract/audit/audit';
import type { UserId } from '../contract/ids';
import type { AuditEntry, ToldFields } from '../ports/audit';
import { auditLog } from './record';
import { createAuditStore, purgeAudit } from './store';

let database: TestDatabase;
let fjallbo: TestOrganisation;
let sjobris: TestOrganisation;
let eva: UserId;
let bjorn: UserId;

beforeEach(async () => {
  database = await createTestDatabase();
  fjallbo = await addOrganisation(database.db);
  sjobris = await addOrganisation(database.db, { name: 'Sjöbris' });
  ({ userId: eva } = await addUser(database.db, fjallbo, { displayName: 'Eva Nyström' }));
  ({ userId: bjorn } = await addUser(database.db, fjallbo, { displayName: 'Björn Åkesson' }));
});
afterEach(() => database.close());

const changed = (entry: Partial<AuditEntry> = {}): AuditEntry => ({
  actor: { userId: eva, roles: ['user', 'supervisor', 'administrator'] },
  action: 'person.changed',
  object: { kind: 'person', id: bjorn, name: 'Björn Åkesson' },
  source: 'tab',
  ...entry,
});
const record = (entry: AuditEntry, organisation = fjallbo) =>
  database.db.transaction().execute((transaction) => auditLog.record(transaction, organisation.id, entry));
const page = (query: object = {}, organisation = fjallbo) =>
  createAuditStore(database.db, organisation.id).page(AuditQuery.parse(query));
const told = async (query: object = {}) =>
  (await page(query)).rows.map(({ action, object }) => `${action} ${object.name}`);
const age = (days: number) =>
  sql`alter table audit disable trigger audit_stays`
    .execute(database.db)
    .then(() => sql`update audit set at = now() - make_interval(days => ${days})`.execute(database.db))
    .then(() => sql`alter table audit enable trigger audit_stays`.execute(database.db));

test('a row says who, what, and only what differs; what nobody may read is not in it', async () => {
  await record(
    changed({
      before: { extension: '1002', role: 'Tekniker', statusMessage: 'Hos tandläkaren' } as ToldFields,
      // What the types would not let through.
      after: { extension: '1022', role: 'Tekniker', statusMessage: 'Åter', sipPassword: 'hemligt' } as ToldFields,
      reason: 'Flyttar till Service',
      request: { id: '7d0a2b36-0c8c-4f43-8d0b-52d0b8f4a001', address: '127.0.0.1' },
    }),
  );
  expect((await page()).rows).toEqual([
    {
      id: expect.any(String) as string,
      atMs: expect.any(Number) as number,
      actor: { userId: eva, name: 'Eva Nyström', role: 'administrator' },
      actingFor: null,
      action: 'person.changed',
      object: { kind: 'person', id: bjorn, name: 'Björn Åkesson' },
      before: { extension: '1002', statusMessage: '…', sipPassword: null },
      after: { extension: '1022', statusMessage: '…', sipPassword: '…' },
      reason: 'Flyttar till Service',
      source: 'tab',
      requestId: '7d0a2b36-0c8c-4f43-8d0b-52d0b8f4a001',
      address: '127.0.0.1',
    },
  ]);
});

test('the row and the change are one: a transaction that fails tells nothing', async () => {
  await expect(
    database.db.transaction().execute(async (transaction) => {
      await auditLog.record(transaction, fjallbo.id, changed());
      throw new Error('the change failed');
    }),
  ).rejects.toThrow('the change failed');
  expect((await page()).rows).toEqual([]);
});

test('nothing changes, deletes or empties what was told', async () => {
  await record(changed());
  for (const statement of [
    `update audit set actor_name = 'Nobody'`,
    'delete from audit',
    'truncate audit',
    `begin; select set_config('vaxel.audit', 'retention', true); delete from audit; commit`,
    `begin; select set_config('vaxel.audit', 'erasure', true); update audit set action = 'link.added'; commit`,
  ])
    await expect(database.pool.query(statement)).rejects.toMatchObject({ message: 'rows of audit stay as they are' });
  expect(await told()).toEqual(['person.changed Björn Åkesson']);
});

test('found by names of who and what, by person, thing and time; never another organisation’s', async () => {
  await record(changed());
  await record(changed({ action: 'number.added', object: { kind: 'number', id: '+4685192', name: '+46 8 519 2' } }));
  await record(changed({ action: 'activity.set', actor: { userId: bjorn, roles: ['user'] }, actingFor: eva }));
  await record(changed({ actor: null, source: 'system' }), sjobris);
  expect(await told({ q: 'akesson' })).toEqual(['activity.set Björn Åkesson', 'person.changed Björn Åkesson']);
  expect(await told({ q: 'nystrom bjo', action: 'person.changed' })).toEqual(['person.changed Björn Åkesson']);
  expect(await told({ q: '%' })).toHaveLength(3);
  expect(await told({ person: eva })).toHaveLength(3);
  expect(await told({ person: bjorn })).toHaveLength(2);
  expect(await told({ objectId: '+4685192' })).toEqual(['number.added +46 8 519 2']);
  const now = (await page()).rows[0]?.atMs ?? 0;
  expect(await told({ fromMs: now + 60_000 })).toEqual([]);
  expect(await told({ toMs: now + 60_000, fromMs: now - 60_000 })).toHaveLength(3);
  expect((await page({}, sjobris)).rows).toMatchObject([{ actor: null, source: 'system' }]);
});

test('page by page, newest first, and everything for an export', async () => {
  for (let n = 0; n < 5; n += 1) await record(changed({ reason: String(n) }));
  const first = await page({ limit: 3 });
  const second = await page({ limit: 3, before: first.next });
  expect([...first.rows, ...second.rows].map(({ reason }) => reason)).toEqual(['4', '3', '2', '1', '0']);
  expect(second.next).toBeNull();
  const exported: unknown[] = [];
  for await (const rows of createAuditStore(database.db, fjallbo.id).all({}, 4)) exported.push(...rows);
  expect(exported).toHaveLength(4);
});

test('the name of who is erased leaves every row; what was done stays', async () => {
  await record(changed({ before: { name: 'Björn' }, after: { name: 'Björne' } }));
  await record(
    changed({ actor: { userId: bjorn, roles: ['user'] }, object: { kind: 'contact', id: 'x', name: 'Kund' } }),
  );
  await database.db.transaction().execute((transaction) => auditLog.forget(transaction, fjallbo.id, bjorn));
  const { rows } = await page();
  expect(JSON.stringify(rows)).not.toMatch(/Björn/);
  expect(rows.map(({ action, actor }) => [action, actor?.userId])).toEqual([
    ['person.changed', bjorn],
    ['person.changed', eva],
  ]);
});

test('what was kept long enough leaves, and only that', async () => {
  await record(changed({ reason: 'old' }));
  await age(731);
  await record(changed({ reason: 'new' }));
  await purgeAudit(database.db, 730);
  expect((await page()).rows.map(({ reason }) => reason)).toEqual(['new']);
});
