import { randomUUID } from 'node:crypto';
import { auditLog } from '../audit/record';
import { createEveryRow } from '../../tests/integration/isolation/every-row';
import { rowsOf } from '../../tests/integration/isolation/rows';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { addOrganisation, addUser, type TestOrganisation } from '../../tests/fakes/organisation';
import type { UserId } from '../contract/ids';
import { rowsAbout } from './about-person';
import { erasePerson, findPerson } from './erase';

let database: TestDatabase;
let fjallbo: TestOrganisation;
let eva: UserId;
let bjorn: UserId;
let everyRow: Awaited<ReturnType<typeof createEveryRow>>;

beforeEach(async () => {
  database = await createTestDatabase();
  fjallbo = await addOrganisation(database.db, { language: 'en' });
  everyRow = await createEveryRow(database.pool, rowsOf);
  ({ userId: bjorn } = await addUser(database.db, fjallbo, {
    displayName: 'Björn Åkesson',
    mailAddress: 'bjorn.akesson@fjallbo.example',
    ownNumbers: [{ number: '+46851920012', label: 'Kontor' }],
  }));
  // A row of every table there is, about the one person who is there.
  expect(await everyRow.fill(fjallbo.id)).toEqual([]);
  ({ userId: eva } = await addUser(database.db, fjallbo, { displayName: 'Eva Nyström' }));
});
afterEach(() => database.close());

const actor = () => ({ userId: eva, roles: ['user' as const, 'administrator' as const] });
const erase = (userId: UserId) =>
  erasePerson({ db: database.db, audit: auditLog }, { actor: actor() }, fjallbo.id, userId);

test('all that names a person is given out, whatever table it stands in, without digests', async () => {
  const about = await rowsAbout(database.db, await findPerson(database.db, fjallbo.id, bjorn));
  const tables = everyRow.tables.filter(
    // Those whose rows are the organisation's.
    (table) => !(table in about),
  );
  expect(Object.keys(about)).toEqual(
    expect.arrayContaining(['app_user', 'contact', 'user_number', 'device', 'history', 'user_setting', 'schedule']),
  );
  for (const table of tables)
    expect([table, JSON.stringify(await everyRow.rows(table, fjallbo.id))]).not.toContain(bjorn);
  expect(JSON.stringify(about)).toContain('bjorn.akesson@fjallbo.example');
  expect(JSON.stringify(about)).not.toMatch(/digest/);
});

test('an erased person is in no table by name, number, address or account; that it was done is told', async () => {
  const { contactId } = await findPerson(database.db, fjallbo.id, bjorn);
  const other = { name: 'Björn Åkesson', number: '1002', contactId, userId: bjorn };
  await database.pool.query(
    `update history set user_id = $1, other = $2, search_text = 'bjorn akesson' where organisation_id = $3`,
    [eva, JSON.stringify(other), fjallbo.id],
  );
  await database.pool.query(`update call set data = $1 where organisation_id = $2`, [
    JSON.stringify({ callee: { name: 'Björn Åkesson', userId: bjorn } }),
    fjallbo.id,
  ]);
  await database.pool.query('update forward_right set user_ids = array[$1::uuid]', [bjorn]);
  await erase(bjorn);
  const everything = Object.entries(await everyRow.everything(fjallbo.id)).filter(([table]) => table !== 'audit');
  expect(everything.filter(([, text]) => /Björn|bjorn|920012/.test(text))).toEqual([]);
  const named = everything.filter(
    ([table, text]) => table !== 'call' && (text.includes(bjorn) || text.includes(contactId)),
  );
  expect(named).toEqual([]);
  const [kept] = await everyRow.rows('history', fjallbo.id);
  expect(kept).toMatchObject({ other: { name: 'Deleted person', number: null, userId: null, contactId: null } });
  const told = await everyRow.rows('audit', fjallbo.id);
  expect(told.find(({ object_id }) => object_id === bjorn)).toMatchObject({
    action: 'person.erased',
    object_id: bjorn,
    object_name: '',
    actor_name: 'Eva Nyström',
  });
  await expect(erase(bjorn)).rejects.toMatchObject({ code: 'request.notFound' });
});

test('nobody erases oneself, or somebody of another organisation', async () => {
  const sjobris = await addOrganisation(database.db, { name: 'Sjöbris' });
  const { userId: olga } = await addUser(database.db, sjobris, { displayName: 'Olga Berg' });
  await expect(erase(eva)).rejects.toMatchObject({ code: 'joining.oneself' });
  for (const each of [olga, randomUUID() as UserId])
    await expect(erase(each)).rejects.toMatchObject({ code: 'request.notFound' });
});
