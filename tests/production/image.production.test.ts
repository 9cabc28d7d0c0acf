import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Finding } from '../../src/doctor/finding';
import { freePort, removeFolder, temporaryFolder } from '../e2e/server';
import { buildInFolders, type Image } from './dockerfile';
import { startOwnPostgres, type OwnPostgres } from './postgres';

const guid = '11111111-2222-4333-8444-555555555555';
const work = temporaryFolder();
const data = temporaryFolder();
/** As `node` is in the image: nobody in particular, who owns nothing but the data folder. */
const isRoot = process.getuid?.() === 0;
const nobody = isRoot ? { uid: 65_534, gid: 65_534 } : {};

let postgres: OwnPostgres;
let image: Image;
let environment: NodeJS.ProcessEnv;
let server: ChildProcess;
let output = '';

beforeAll(async () => {
  postgres = await startOwnPostgres();
  await postgres.shell(`psql -q "${postgres.urlOf('postgres')}" -c 'create database vaxel'`, {});
  // What is committed, as somebody clones it, with what is changed here on top.
  const clone = join(work, 'clone');
  git('clone', '--quiet', '--local', '--no-hardlinks', process.cwd(), clone);
  const changed = spawnSync('git', ['diff', '--binary', 'HEAD'], { maxBuffer: 100_000_000 }).stdout;
  if (changed.length > 0) spawnSync('git', ['apply', '--whitespace=nowarn'], { cwd: clone, input: changed });
  image = buildInFolders(clone, work);
  for (const name of ['clone', 'build', 'packages']) rmSync(join(work, name), { recursive: true, force: true });
  if (isRoot) {
    chmodSync(work, 0o755);
    chownSync(data, nobody.uid ?? 0, nobody.gid ?? 0);
  }
  environment = {
    PATH: process.env['PATH'],
    ...image.environment,
    VAXEL_DATA: data,
    PORT: String(await freePort()),
    DATABASE_URL: postgres.urlOf('vaxel'),
    PUBLIC_URL: 'https://phone.example.com',
    ENTRA_TENANT_IDS: guid,
    ENTRA_CLIENT_ID: guid,
    TEAMS_APP_ID: guid,
    BOT_ID: guid,
    BOT_PASSWORD: 'x',
    BOT_TENANT_ID: guid,
    MEDIA_PORTS: `${await freePort()}-65000`,
  };
  server = start(image.command);
  server.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  server.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
});

afterAll(async () => {
  server.kill('SIGKILL');
  await postgres.stop();
  removeFolder(work);
  removeFolder(data);
});

function git(...args: string[]): void {
  const { status, stderr } = spawnSync('git', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}:\n${stderr}`);
}

function start([program = '', ...args]: readonly string[], changes: NodeJS.ProcessEnv = {}): ChildProcess {
  const file = program === 'node' ? process.execPath : program;
  const env = { ...environment, ...changes };
  return spawn(file, args, { cwd: image.folder, env, stdio: ['ignore', 'pipe', 'pipe'], ...nobody });
}

async function exitOf(child: ChildProcess): Promise<{ code: number | null; text: string }> {
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text };
}

const url = (path: string) => `http://127.0.0.1:${environment['PORT']}${path}`;

test('the steps of the Dockerfile, from a clean clone, give a server that is ready', async () => {
  let status = 0;
  while (status !== 200) {
    if (server.exitCode !== null) throw new Error(`the server ended:\n${output}`);
    await delay(200);
    status = await fetch(url('/readyz')).then(
      (answer) => answer.status,
      () => 0,
    );
  }
  expect(output).toContain('Växel is ready');
  expect(image.left).toEqual(['install -d -o node -g node /data /etc/asterisk /usr/share/vaxel/sounds']);
  expect((await exitOf(start(image.healthcheck))).code).toBe(0);
  expect((await exitOf(start(image.healthcheck, { PORT: String(await freePort()) }))).code).toBe(1);
  const page = await fetch(url('/tab/'));
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<script')]);
  // Nobody's local workplace, and none of what only the build needs.
  expect(existsSync(join(image.folder, 'dist', 'local'))).toBe(false);
  expect(readdirSync(join(image.folder, 'node_modules'))).not.toContain('esbuild');
});

test('whoever runs it may write nothing but the data folder, and the doctor works beside it', async () => {
  if (isRoot) {
    const write = await exitOf(start(['node', '-e', 'require("fs").writeFileSync("written", "")']));
    expect(write.code).not.toBe(0);
  }
  // Microsoft is out of reach here: that is told as it is, and what can be looked at is.
  const hosts = join(process.cwd(), 'tests', 'fakes', 'other-hosts.cjs');
  const elsewhere = `login.microsoftonline.com=${await freePort()},phone.example.com=${await freePort()}`;
  const doctor = ['node', '--require', hosts, 'dist/server/doctor.js', '--json'];
  const { code, text } = await exitOf(start(doctor, { OTHER_HOSTS: elsewhere }));
  expect(code).toBe(1);
  const { findings } = JSON.parse(text) as { findings: Finding[] };
  const good = findings.filter(({ result }) => result === 'ok').map(({ of }) => of);
  expect(good).toEqual(
    expect.arrayContaining(['Configuration', 'Database', 'Database, migrations', 'Switch, sound', 'Switch, SIP']),
  );
  expect(findings.find(({ of }) => of === 'Database')?.found).toContain(`PostgreSQL ${postgres.version}.`);
});

test('SIGTERM, as a container is stopped, ends it in order', async () => {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});
