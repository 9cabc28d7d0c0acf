import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { VaxelError } from '../contract/errors';
import { launchAs } from './postgres-user';
import type { PostgresUser } from './postgres-user';

const run = promisify(execFile);

/** Owner of the embedded database. */
export const superuser = 'vaxel';

export interface ClusterOptions {
  readonly folder: string;
  readonly cluster: string;
  readonly initdb: string;
  readonly user: PostgresUser;
  readonly durable: boolean;
}

/**
 * Makes the cluster when there is none, and tells its password. It is built aside and renamed into place, so a start
 * that was killed half-way leaves nothing behind that looks finished.
 * @throws VaxelError server.error
 */
export async function initialiseCluster({ folder, cluster, initdb, user, durable }: ClusterOptions): Promise<string> {
  const passwordFile = join(folder, 'pg-password');
  if (await exists(join(cluster, 'PG_VERSION'))) return (await readFile(passwordFile, 'utf8')).trim();
  const building = `${cluster}.new`;
  await rm(building, { recursive: true, force: true });
  await mkdir(building, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  await writeFile(passwordFile, password, { mode: 0o600 });
  // initdb reads the password as its own user, so that user gets a copy for the moment.
  const copy = `${building}.password`;
  await writeFile(copy, password, { mode: 0o600 });
  try {
    if (user.uid !== undefined && user.gid !== undefined)
      await Promise.all([building, copy].map((path) => chown(path, user.uid ?? 0, user.gid ?? 0)));
    const { file, args, identity } = launchAs(user, initdb, initdbFlags(building, copy, durable));
    await run(file, [...args], { ...identity, cwd: building, env: { LC_ALL: 'C', PATH: process.env['PATH'] } });
    await rename(building, cluster);
  } catch (error) {
    throw new VaxelError(
      'server.error',
      `The embedded database could not be made in ${folder}: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  } finally {
    await rm(copy, { force: true });
  }
  return password;
}

function initdbFlags(folder: string, passwordFile: string, durable: boolean): string[] {
  return [
    `--pgdata=${folder}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same behaviour on every system; names are sorted by an ICU collation named in the query.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(durable ? [] : ['--no-sync']),
  ];
}

/** @throws VaxelError server.error when the cluster was made by another major version */
export async function requireVersion(cluster: string, version: string): Promise<void> {
  const found = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  if (found !== version)
    throw new VaxelError(
      'server.error',
      `The database in ${cluster} was made by PostgreSQL ${found}; this server brings ${version}. Move it with ` +
        'pg_dump, or begin anew.',
    );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
