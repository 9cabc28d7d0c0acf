import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { superuser } from './postgres-cluster';
import { isAlive } from './processes';

/**
 * Where the database is that a server runs in its data folder; null when none runs. Only read, for programs beside the
 * server; holds the password.
 */
export async function runningEmbeddedUrl(dataFolder: string): Promise<string | null> {
  try {
    const [pid, , , port, sockets] = (await readFile(join(dataFolder, 'pg', 'postmaster.pid'), 'utf8')).split('\n');
    if (sockets === undefined || !isAlive(Number(pid))) return null;
    const password = (await readFile(join(dataFolder, 'pg-password'), 'utf8')).trim();
    const at = `host=${encodeURIComponent(sockets)}&port=${port}`;
    return `postgresql://${superuser}:${password}@localhost/vaxel?${at}`;
  } catch {
    return null;
  }
}
