import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { launchAs, postgresUser, withAccess } from '../../src/storage/postgres-user';
import { freePort, temporaryFolder } from '../e2e/server';
import { environmentOf, findTools } from './tools';

const run = promisify(execFile);

export interface OwnPostgres {
  /** E.g. `15`. */
  readonly version: string;
  urlOf(database: string): string;
  /** Runs lines of the documentation, as an operator's shell does. */
  shell(script: string, environment: NodeJS.ProcessEnv): Promise<string>;
  stop(): Promise<void>;
}

/** A PostgreSQL as a company has one: installed by itself, with its own programs, not ours. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const { postgres } = findTools();
  const env = environmentOf(postgres);
  const folder = temporaryFolder();
  const cluster = join(folder, 'cluster');
  mkdirSync(cluster, { mode: 0o700 });
  chmodSync(folder, 0o755);
  const user = await withAccess(await postgresUser(), [cluster, join(postgres.bin, 'postgres')]);
  if (user.uid !== undefined && user.gid !== undefined) chownSync(cluster, user.uid, user.gid);
  const initdb = ['-D', cluster, '-U', 'vaxel', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  const making = launchAs(user, join(postgres.bin, 'initdb'), initdb);
  await run(making.file, [...making.args], { ...making.identity, env, cwd: cluster });
  const port = await freePort();
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
  const launch = launchAs(user, join(postgres.bin, 'postgres'), [
    '-D',
    cluster,
    ...settings.flatMap((each) => ['-c', each]),
  ]);
  const server = spawn(launch.file, [...launch.args], { ...launch.identity, env, cwd: cluster, stdio: 'ignore' });
  const ended = once(server, 'exit');
  const urlOf = (database: string) => `postgresql://vaxel@127.0.0.1:${port}/${database}`;
  return {
    version: await untilReady(urlOf('postgres')),
    urlOf,
    shell: async (script, environment) =>
      (await run('/bin/sh', ['-euc', script], { env: { ...process.env, ...env, ...environment } })).stdout,
    async stop() {
      server.kill('SIGINT');
      await ended;
      await run('rm', ['-rf', folder]);
    },
  };
}

async function untilReady(url: string): Promise<string> {
  for (let waitedMs = 0; ; waitedMs += 100) {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ server_version: string }>('show server_version');
      return rows[0]?.server_version.split('.')[0] ?? '';
    } catch (error) {
      if (waitedMs > 60_000) throw error;
      await delay(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
