import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { socketFolder } from '../../src/storage/socket-folder';

/** Where the database is that a server runs in its data folder. */
export async function serverDatabaseUrl(dataFolder: string): Promise<string> {
  const sockets = await socketFolder(join(dataFolder, 'pg'), {});
  const password = readFileSync(join(dataFolder, 'pg-password'), 'utf8').trim();
  return `postgresql://vaxel:${password}@localhost/vaxel?host=${encodeURIComponent(sockets)}`;
}

/** A connection to that database; the caller ends it. */
export async function connectToServerDatabase(dataFolder: string): Promise<Client> {
  const client = new Client({ connectionString: await serverDatabaseUrl(dataFolder) });
  await client.connect();
  return client;
}
