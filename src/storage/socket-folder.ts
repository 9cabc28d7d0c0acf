import { createHash } from 'node:crypto';
import { chown, lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VaxelError } from '../contract/errors';
import type { PostgresUser } from './postgres-user';

/** Longest path of a Unix socket: 103 bytes on macOS, 107 on Linux; PostgreSQL adds a file name to the folder. */
const longestFolder = 103 - '/.s.PGSQL.5432'.length;

/**
 * Where the embedded server's socket lives: in the cluster's own folder, which nobody else may enter, or, when that
 * path is too long for a socket, in a private folder of the temporary files, the same at each start.
 * @throws VaxelError server.error when someone else owns that folder
 */
export async function socketFolder(cluster: string, { uid, gid }: PostgresUser): Promise<string> {
  if (Buffer.byteLength(cluster) <= longestFolder) return cluster;
  const folder = join(tmpdir(), `vaxel-${createHash('sha256').update(cluster).digest('hex').slice(0, 16)}`);
  await mkdir(folder, { mode: 0o700 }).then(
    () => (uid === undefined || gid === undefined ? undefined : chown(folder, uid, gid)),
    ignoreExisting,
  );
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== (uid ?? process.getuid?.()) || (found.mode & 0o077) !== 0) {
    throw new VaxelError('server.error', `${folder} belongs to someone else: remove it or use a shorter data folder.`);
  }
  return folder;
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
