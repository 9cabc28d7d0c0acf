import { randomUUID } from 'node:crypto';
import { auditLog } from '../audit/record';
import { createEveryRow } from '../../tests/integration/isolation/every-row';
import { rowsOf } from '../../tests/integration/isolation/rows';
import { listenBetween } from '../../tests/fakes/between-database';
import { createTestDatabase, migrationsFolder, type TestDatabase } from '../../tests/fakes/database';
import { addToHistory } from '../../tests/fakes/history-row';
import { addOrganisation, addUser, type TestOrganisation } from '../../tests/fakes/organisation';
import type { UserId } from '../contract/ids';
import type { AuditObject } from '../ports/audit';
import { openDatabase } from '../storage/database';
import type { ForgottenMessage } from '../voicemail/forget-person';
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
let forgotten: readonly ForgottenMessage[] = [];
const recordingsForgotten = async (): Promise<void> => undefined;
const messagesForgotten = async (_organisation: unknown, messages: readonly ForgottenMessage[]) =>
  void (forgotten = messages);
const erase = (userId: UserId) =>
  erasePerson(
    { db: database.db, audit: auditLog, messagesForgotten, recordingsForgotten },
    { actor: actor() },
    fjallbo.id,
    userId,
  );

test('all that names a person is given out, whatever table it stands in, without digests', async () => {
  const about: Record<string, unknown[]> = {};
  for await (const { table, rows } of rowsAbout(database.db, await findPerson(database.db, fjallbo.id, bjorn)))
    about[table] = [...(about[table] ?? []), ...rows];
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

/** Columns of texts and JSON that say nothing of people, whatever row they are in. */
const ofNobody = [
  'activity.default_end',
  'activity_defaults.shortcuts',
  // Rows of the organisation; of a person's they go with the person.
  'number_range.first_number',
  'number_range.last_number',
  // Keys: nothing can stand there but what the schema says.
  'import.state',
  'import.format',
  'import.refusal',
  'import.counts',
  'import.chosen',
  'import_line.outcome',
  'import_line.reason',
];
const mail = 'bjorn.akesson@fjallbo.example';
const number = '+46851920012';

/**
 * Makes every row be about the person wherever it has room for an id of somebody, and puts name, address and number
 * into each text and each JSON beside it: a table that is new is asked because it is there.
 */
async function sayEverywhere(contactId: string): Promise<string[]> {
  const { rows: columns } = await database.pool.query<{ table: string; column: string; type: string }>(
    `select table_name as table, column_name as column, data_type as type
     from information_schema.columns where table_schema = 'public' and is_generated = 'NEVER' order by 1, 2`,
  );
  // The people themselves, of whom Eva stays.
  const whole = ['organisation', 'audit', 'contact', 'app_user', 'user_number'];
  const own = columns.filter(
    ({ table, column }) => everyRow.tables.includes(table) && !whole.includes(table) && column !== 'id',
  );
  const said: string[] = [];
  const put = async ({ table, column }: { table: string; column: string }, value: unknown): Promise<boolean> => {
    const sql = `update "${table}" set "${column}" = $1 where organisation_id = $2`;
    return database.pool.query(sql, [value, fjallbo.id]).then(
      () => true,
      () => false,
    );
  };
  for (const each of own.filter(({ type }) => type === 'uuid')) {
    if (/contact_id$/.test(each.column)) await put(each, contactId);
    else if (/user_id$|_by$|delegate_id$/.test(each.column)) await put(each, bjorn);
  }
  const names = JSON.stringify({ userId: bjorn, contactId, name: 'Björn Åkesson', number, mail, all: [number, mail] });
  for (const each of own) {
    const { table, column, type } = each;
    if (ofNobody.includes(`${table}.${column}`) || !['text', 'jsonb'].includes(type)) continue;
    const rows = (await everyRow.everything(fjallbo.id))[table] ?? '';
    if (type === 'text' && !rows.includes(bjorn) && !rows.includes(contactId)) continue;
    for (const text of type === 'jsonb' ? [names] : [`Björn Åkesson ${mail} ${number}`, 'Björn Åkesson', number])
      if (await put(each, text)) {
        said.push(`${table}.${column}`);
        break;
      }
  }
  return said;
}

test('an erased person is in no table by name, number, address or account; that it was done is told', async () => {
  const { contactId } = await findPerson(database.db, fjallbo.id, bjorn);
  await database.pool.query('update forward_right set user_ids = array[$1::uuid]', [bjorn]);
  await database.pool.query(`update import set state = 'applied'`);
  // Others keep rows, too: who spoke with the person, who was set something by the person.
  const said = await sayEverywhere(contactId);
  expect(said).toEqual(
    expect.arrayContaining(['call.data', 'call_routing.facts', 'history.other', 'import_line.after', 'import.found']),
  );
  await database.pool.query('update history set user_id = $1, deleted_at = null where organisation_id = $2', [
    eva,
    fjallbo.id,
  ]);
  await database.pool.query(`update call set state = 'ended', ended_at = now()`);
  await erase(bjorn);
  const everything = Object.entries(await everyRow.everything(fjallbo.id)).filter(([table]) => table !== 'audit');
  expect(everything.filter(([, text]) => /Björn|bjorn|920012/.test(text))).toEqual([]);
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

test('what is told of other things names an erased person no more, and others of the same name as before', async () => {
  const { userId: namesake } = await addUser(database.db, fjallbo, { displayName: 'Björn Åkesson' });
  const record = (object: AuditObject, after: Record<string, string | string[]>) =>
    database.db.transaction().execute((transaction) =>
      auditLog.record(transaction, fjallbo.id, {
        actor: actor(),
        action: 'group.changed',
        object,
        after,
        source: 'tab',
      }),
    );
  await record({ kind: 'group', id: randomUUID(), name: 'Jour' }, { added: ['Björn Åkesson', 'Anna Lind'] });
  await record({ kind: 'call', id: randomUUID(), name: 'Björn Åkesson' }, {});
  await record({ kind: 'person', id: bjorn, name: 'Björn Åkesson' }, { mailAddress: mail });
  await record({ kind: 'person', id: namesake, name: 'Björn Åkesson' }, { role: 'Säljare' });
  await erase(bjorn);
  const told = (await everyRow.rows('audit', fjallbo.id))
    .filter(({ action }) => action === 'group.changed')
    .toSorted((a, b) => Number(a['id']) - Number(b['id']));
  expect(told.map(({ object_name, after }) => [object_name, after])).toEqual([
    ['Jour', { added: ['', 'Anna Lind'] }],
    ['', {}],
    ['', null],
    ['Björn Åkesson', { role: 'Säljare' }],
  ]);
});

test('what was left for an erased person is gone, and so is what the person has left for others', async () => {
  const { contactId } = await findPerson(database.db, fjallbo.id, bjorn);
  const leave = async (userId: UserId, from: object): Promise<string> => {
    const { rows } = await database.pool.query<{ id: string }>(
      `insert into voicemail_message
         (id, organisation_id, user_id, call_id, other, left_at, ms, speech_ms, peaks, cut_short)
       select gen_random_uuid(), organisation_id, $1, call_id, $2, left_at, ms, speech_ms, peaks, false
       from voicemail_message limit 1 returning id`,
      [userId, JSON.stringify({ name: 'Sofia Berg', number: null, contactId: null, userId: null, ...from })],
    );
    return rows[0]?.id ?? '';
  };
  const [stays, byUser, byContact, theirs] = [
    await leave(eva, {}),
    await leave(eva, { userId: bjorn }),
    await leave(eva, { contactId }),
    await leave(bjorn, {}),
  ];
  const ofNobodyElse = (await everyRow.rows('voicemail_message', fjallbo.id)).filter(({ user_id }) => user_id !== eva);
  await erase(bjorn);
  expect((await everyRow.rows('voicemail_message', fjallbo.id)).map(({ id }) => id)).toEqual([stays]);
  expect(forgotten.map(({ id }) => id)).toEqual(expect.arrayContaining([byUser, byContact, theirs]));
  expect(forgotten).toHaveLength(2 + ofNobodyElse.length);
});

test('an import that would bring an erased person back is gone at once; one that works is waited for', async () => {
  const { contactId } = await findPerson(database.db, fjallbo.id, bjorn);
  const imports = async () => (await database.pool.query('select state from import')).rows;
  await database.pool.query(`delete from import_line; update import set state = 'applying'`);
  await expect(erase(bjorn)).rejects.toMatchObject({ code: 'administration.busy' });
  await database.pool.query(`update import set state = 'ready'`);
  await database.pool.query(
    `insert into import_line (organisation_id, import_id, line, name, contact_id)
     select organisation_id, id, 2, 'Karin', gen_random_uuid() from import
     union all select organisation_id, id, 3, 'B. Åkesson', $1::uuid from import`,
    [contactId],
  );
  await erase(bjorn);
  expect(await imports()).toEqual([]);
});

test('nobody is erased in the middle of a call, whose end would tell the name once more', async () => {
  await database.pool.query(`update call set state = 'active', ended_at = null, data = $1`, [
    JSON.stringify({ callee: { userId: bjorn } }),
  ]);
  await expect(erase(bjorn)).rejects.toMatchObject({ code: 'administration.notNow' });
});

test('all of it, however much that is, some at a time', async () => {
  await database.pool.query(
    `insert into activity_history (organisation_id, user_id, activity_id, since, ended_at, how)
     select organisation_id, user_id, activity_id, since + each * interval '1 minute', ended_at, how
     from activity_history, generate_series(1, 1200) as each where user_id = $1`,
    [bjorn],
  );
  const parts: number[] = [];
  const times = new Set<unknown>();
  for await (const { table, rows } of rowsAbout(database.db, await findPerson(database.db, fjallbo.id, bjorn)))
    if (table === 'activity_history') {
      parts.push(rows.length);
      for (const { since } of rows) times.add(String(since));
    }
  expect([parts, times.size]).toEqual([[500, 500, 201], 1201]);
});

test('while somebody is erased others call and are called: nothing that calls write waits for it', async () => {
  const { pool } = database;
  const { userId: anna, contactId } = await addUser(database.db, fjallbo, { displayName: 'Anna Lind' });
  const done: string[] = [];
  const between = await listenBetween(database.url, 'update history set other', async () => {
    // At its end: all that it holds it holds now.
    const { rows } = await pool.query<{ mode: string }>(
      `select distinct mode from pg_locks join pg_class on pg_class.oid = relation
       where granted and relname in ('call', 'history', 'contact', 'app_user', 'organisation', 'call_routing', 'device')
         and pg_locks.database = (select oid from pg_database where datname = current_database())`,
    );
    done.push(
      ...rows.map(({ mode }) => mode).filter((mode) => !/^(?:AccessShare|RowShare|RowExclusive)Lock$/.test(mode)),
    );
    const client = await pool.connect();
    try {
      await client.query(`set lock_timeout = '20s'`);
      await client.query(
        `with made as (insert into call (id, organisation_id, state, revision, data, started_at)
           values (gen_random_uuid(), $1, 'ringing', 1, '{}', now()) returning id)
         update call set revision = 2 where id in (select id from made)`,
        [fjallbo.id],
      );
      await addToHistory(database.db, fjallbo, { userId: anna, startedAt: 1, endedAt: 2 });
      await client.query(`update contact set status_message = 'Hej' where id = $1`, [contactId]);
      await client.query(`update app_user set mail_address = null where id = $1`, [anna]);
      done.push('called');
    } finally {
      client.release(true);
    }
  });
  const away = await openDatabase({ where: { url: between.url }, migrationsFolder, connections: 2 });
  try {
    await erasePerson(
      { db: away.db, audit: auditLog, messagesForgotten, recordingsForgotten },
      { actor: actor() },
      fjallbo.id,
      bjorn,
    );
    // Before its transaction was over.
    expect(done).toEqual(['called', 'called'].slice(0, done.length));
    expect(done.length).toBeGreaterThan(0);
  } finally {
    await away.close();
    between.close();
  }
});

test('nobody erases oneself, or somebody of another organisation', async () => {
  const sjobris = await addOrganisation(database.db, { name: 'Sjöbris' });
  const { userId: olga } = await addUser(database.db, sjobris, { displayName: 'Olga Berg' });
  await expect(erase(eva)).rejects.toMatchObject({ code: 'joining.oneself' });
  for (const each of [olga, randomUUID() as UserId])
    await expect(erase(each)).rejects.toMatchObject({ code: 'request.notFound' });
});
