import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestDatabase } from '../../tests/fakes/database';
import { createTestDatabase, migrationsFolder } from '../../tests/fakes/database';
import { migrate, readMigrations } from './migrate';

let database: TestDatabase;
let folder: string;
let clients: Client[];

beforeEach(async () => {
  database = await createTestDatabase();
  await database.pool.query('drop schema public cascade; create schema public');
  folder = mkdtempSync(join(tmpdir(), 'vaxel-migrations-'));
  clients = [];
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.end()));
  rmSync(folder, { recursive: true });
  await database.close();
});

async function client(): Promise<Client> {
  const made = new Client({ connectionString: database.url });
  clients.push(made);
  await made.connect();
  return made;
}

const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql);
const tables = async () =>
  (
    await database.pool.query(
      `select table_name from information_schema.tables where table_schema = 'public' order by 1`,
    )
  ).rows.map((row: { table_name: string }) => row.table_name);

test('the product’s migrations run from empty, and a second time do nothing', async () => {
  const all = (await readMigrations(migrationsFolder)).map(({ version }) => version);
  expect(all.length).toBeGreaterThan(0);
  expect(await migrate(await client(), migrationsFolder)).toEqual(all);
  expect(await migrate(await client(), migrationsFolder)).toEqual([]);
  expect(await tables()).toContain('app_user');
});

test('a new file is applied, and only it', async () => {
  write('0001_a.sql', 'create table a (id int)');
  await migrate(await client(), folder);
  write('0002_b.sql', 'create table b (id int)');
  expect(await migrate(await client(), folder)).toEqual([2]);
  expect(await tables()).toEqual(['a', 'b', 'schema_migration']);
});

test('servers that start at once migrate once', async () => {
  write('0001_a.sql', 'create table a (id int); select pg_sleep(0.05)');
  const results = await Promise.all([1, 2, 3, 4].map(async () => migrate(await client(), folder)));
  expect(results.flat()).toEqual([1]);
});

test('a file that fails leaves nothing of itself, keeps those before it, and names itself', async () => {
  write('0001_a.sql', 'create table a (id int)');
  write('0002_b.sql', 'create table b (id int); create table a (id int)');
  await expect(migrate(await client(), folder)).rejects.toMatchObject({
    code: 'server.error',
    message: expect.stringContaining('0002_b.sql'),
  });
  expect(await tables()).toEqual(['a', 'schema_migration']);
  write('0002_b.sql', 'create table b (id int)');
  expect(await migrate(await client(), folder)).toEqual([2]);
});

test('a file that was changed after it had been applied is refused; other line ends are no change', async () => {
  write('0001_a.sql', 'create table a (id int);\n-- end\n');
  await migrate(await client(), folder);
  write('0001_a.sql', 'create table a (id int);\r\n-- end\r\n');
  expect(await migrate(await client(), folder)).toEqual([]);
  write('0001_a.sql', 'create table a (id bigint)');
  await expect(migrate(await client(), folder)).rejects.toMatchObject({
    message: 'Migration 0001_a.sql was changed after it had been applied.',
  });
});

test('a database that is newer than the server is refused', async () => {
  write('0001_a.sql', 'create table a (id int)');
  write('0002_b.sql', 'create table b (id int)');
  await migrate(await client(), folder);
  rmSync(join(folder, '0002_b.sql'));
  await expect(migrate(await client(), folder)).rejects.toMatchObject({
    message: expect.stringContaining('newer than this server'),
  });
});

test('files out of order, or none, are refused', async () => {
  await expect(readMigrations(folder)).rejects.toMatchObject({ code: 'server.error' });
  write('0002_b.sql', 'select 1');
  await expect(readMigrations(folder)).rejects.toMatchObject({ message: expect.stringContaining('out of order') });
});
