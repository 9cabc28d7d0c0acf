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
  /** It may pass folders that keep it out: below /root, say, or in a temporary folder that only root may enter. */
  readonly passesFolders?: boolean;
}

/** How to start a program as that user: the arguments of `spawn` and `execFile`. */
export interface Launch {
  readonly file: string;
  readonly args: readonly string[];
  readonly identity: { readonly uid?: number; readonly gid?: number };
}

export function launchAs(
  { uid, gid, passesFolders = false }: PostgresUser,
  file: string,
  args: readonly string[],
): Launch {
  if (uid === undefined || gid === undefined) return { file, args, identity: {} };
  if (!passesFolders) return { file, args, identity: { uid, gid } };
  // The secure bit keeps the capability in access(2) as well, by which initdb looks for its programs.
  return {
    file: 'setpriv',
    args: [
      `--reuid=${uid}`,
      `--regid=${gid}`,
      '--clear-groups',
      '--securebits=+no_setuid_fixup',
      '--inh-caps=+dac_override',
      '--ambient-caps=+dac_override',
      file,
      ...args,
    ],
    identity: {},
  };
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
    await run('useradd', [
      '--system',
      '--gid',
      'postgres',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ]);
    return await idsOf('postgres');
  } catch (error) {
    throw new VaxelError(
      'server.error',
      'PostgreSQL does not run as root, and the user "postgres" could not be made: run as another user or set ' +
        'DATABASE_URL.',
      { cause: error },
    );
  }
}

async function idsOf(name: string): Promise<PostgresUser> {
  const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
  return { uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) };
}

/**
 * Makes sure that the user can reach the paths. Where a folder keeps it out, it is given the right to pass (Linux:
 * setpriv of util-linux, capability dac_override), since PostgreSQL itself must not be root.
 * @throws VaxelError server.error that names the folder, where that right cannot be given
 */
export async function withAccess(user: PostgresUser, paths: readonly string[]): Promise<PostgresUser> {
  if (user.uid === undefined) return user;
  const [closed] = (await Promise.all(paths.map((path) => closedFolder(path, user)))).filter(
    (folder) => folder !== null,
  );
  if (closed === undefined) return user;
  const passing = { ...user, passesFolders: true };
  // Looking at something below is the test: access(2) itself leaves capabilities out of account.
  const looks = paths
    .map((path) => launchAs(passing, 'test', ['-d', dirname(path)]))
    .map(({ file, args }) => run(file, [...args]));
  const passes = await Promise.all(looks).then(
    () => true,
    () => false,
  );
  if (passes) return passing;
  throw new VaxelError(
    'server.error',
    `PostgreSQL runs as the user "postgres", which may not enter ${closed}: move the project, allow it (chmod ` +
      'o+x), or set DATABASE_URL.',
  );
}

/** The lowest folder above `path` that the user may not enter, or null. */
async function closedFolder(path: string, { uid, gid }: PostgresUser): Promise<string | null> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid: owner, gid: group } = await stat(folder);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return folder;
    if (folder === dirname(folder)) return null;
  }
}
