import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { VaxelError } from '../contract/errors';

const run = promisify(execFile);

/** The system user that PostgreSQL runs as; empty = the one that runs this server. */
export interface PostgresUser {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * PostgreSQL refuses to run as root, so under root it runs as the user `postgres`, which is made when missing.
 * @throws VaxelError server.error when there is no such user and none can be made
 */
export async function postgresUser(): Promise<PostgresUser> {
  if (process.getuid?.() !== 0) return {};
  try {
    return await idsOf('postgres');
  } catch {
    return makeUser();
  }
}

async function makeUser(): Promise<PostgresUser> {
  try {
    await run('groupadd', ['--force', '--system', 'postgres']);
    await run('useradd', ['--system', '--gid', 'postgres', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
    return await idsOf('postgres');
  } catch (error) {
    throw new VaxelError('server.error', 'PostgreSQL does not run as root, and the user "postgres" could not be made: run as another user or set DATABASE_URL.', { cause: error });
  }
}

async function idsOf(name: string): Promise<PostgresUser> {
  const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
  return { uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) };
}

/**
 * Says which folder above `path` keeps the user out, since PostgreSQL's own message would not.
 * @throws VaxelError server.error
 */
export async function requireAccess(path: string, { uid, gid }: PostgresUser): Promise<void> {
  if (uid === undefined) return;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid: owner, gid: group } = await stat(folder);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) {
      throw new VaxelError('server.error', `PostgreSQL runs as the user "postgres", which may not enter ${folder}: move the project, allow it (chmod o+x), or set DATABASE_URL.`);
    }
    if (folder === dirname(folder)) return;
  }
}
