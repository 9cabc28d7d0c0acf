import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { socketFolder } from '../../src/storage/socket-folder';

/** A connection to the database that a server runs in its data folder; the caller ends it. */
export async function connectToServerDatabase(dataFolder: string): Promise<Client> {
  const sockets = await socketFolder(join(dataFolder, 'pg'), {});
  const password = readFileSync(join(dataFolder, 'pg-password'), 'utf8').trim();
  const client = new Client({ connectionString: `postgresql://vaxel:${password}@localhost/vaxel?host=${encodeURIComponent(sockets)}` });
  await client.connect();
  return client;
}
