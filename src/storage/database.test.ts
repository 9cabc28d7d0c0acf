import type { Client } from 'pg';
import { createTestDatabase, migrationsFolder } from '../../tests/fakes/database';
import type { TestDatabase } from '../../tests/fakes/database';
import { openDatabase } from './database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** A second set of connections, one of which is at hand to be broken. */
async function opened() {
  const troubles: string[] = [];
  const { pool, close } = await openDatabase({
    where: { url: database.url },
    migrationsFolder,
    onTrouble: ({ message }) => troubles.push(message),
  });
  const connected = new Promise<Client>((resolve) => pool.once('connect', resolve));
  await pool.query('select 1');
  return { troubles, close, connection: await connected };
}

test('a connection that breaks is trouble, told once', async () => {
  const { troubles, close, connection } = await opened();
  connection.emit('error', new Error('broken'));
  expect(troubles).toEqual(['broken']);
  await close();
});

test('while it is closed it is none: the server that ends says so to whoever is still connected', async () => {
  const { troubles, close, connection } = await opened();
  const closed = close();
  connection.emit('error', new Error('terminating connection due to administrator command'));
  await closed;
  expect(troubles).toEqual([]);
});
