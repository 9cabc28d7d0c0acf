import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { VaxelError } from '../contract/errors';
import { DataFolderInUse, lockDataFolder } from './lock';
import { processIdentity } from './processes';

let folder: string;
const path = () => join(folder, 'server.lock');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaxel-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A process that lives until it is killed. */
async function bystander(): Promise<{ pid: number; kill(): Promise<void> }> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await new Promise((resolve) => child.once('spawn', resolve));
  return {
    pid: child.pid ?? 0,
    kill: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}

const lockOf = (pid: number, identity: string | null) =>
  JSON.stringify({ pid, identity, sinceMs: 1_795_000_000_000, address: 'http://127.0.0.1:3978' });

test('a second server is refused while the first one lives, and told of it', async () => {
  const first = await bystander();
  writeFileSync(path(), lockOf(first.pid, processIdentity(first.pid)));
  const refused = await lockDataFolder(folder, 'http://127.0.0.1:4000').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(DataFolderInUse);
  expect((refused as VaxelError).message).toBe(
    `Another Växel server uses ${folder}: process ${first.pid}, since 2026-11-18T11:06:40.000Z, at ` +
      'http://127.0.0.1:3978.',
  );
  await first.kill();
});

test('the lock of a killed server is taken over', async () => {
  const first = await bystander();
  writeFileSync(path(), lockOf(first.pid, processIdentity(first.pid)));
  await first.kill();
  const lock = await lockDataFolder(folder, 'a');
  expect(JSON.parse(readFileSync(path(), 'utf8'))).toMatchObject({ pid: process.pid, address: 'a' });
  lock.release();
});

test('a stranger who has inherited the pid of a killed server holds nothing', async () => {
  const stranger = await bystander();
  writeFileSync(path(), lockOf(stranger.pid, 'another boot/123'));
  (await lockDataFolder(folder, 'a')).release();
  await stranger.kill();
});

test.each(['', '{', 'null', '[]', '{"pid":"1"}'])('a lock that says nothing (%j) is taken over', async (text) => {
  writeFileSync(path(), text);
  (await lockDataFolder(folder, 'a')).release();
});

test('releasing frees the folder and leaves nothing behind', async () => {
  const lock = await lockDataFolder(folder, 'a');
  lock.release();
  lock.release();
  expect(readdirSync(folder)).toEqual([]);
});

test('releasing never frees another server’s lock', async () => {
  const lock = await lockDataFolder(folder, 'a');
  writeFileSync(path(), lockOf(1, 'x'));
  lock.release();
  expect(readFileSync(path(), 'utf8')).toBe(lockOf(1, 'x'));
});

test('of many servers that find the same stale lock exactly one gets it', async () => {
  const script = `
    process.once('message', async () => {
      const { lockDataFolder } = require(process.argv[1]);
      await lockDataFolder(process.argv[2], 'a').then(() => process.send('won'), () => process.send('refused'));
    });
    process.once('disconnect', () => process.exit());
    process.send('ready');`;
  const compiled = join(folder, 'lock.cjs');
  buildSync({
    entryPoints: [join(__dirname, 'lock.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: compiled,
  });
  writeFileSync(path(), lockOf(999_999, 'gone'));
  const children = Array.from({ length: 8 }, () =>
    spawn(process.execPath, ['-e', script, compiled, folder], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
  );
  const answer = (child: (typeof children)[number]) => new Promise((resolve) => child.once('message', resolve));
  await Promise.all(children.map(answer));
  const results = Promise.all(children.map(answer));
  children.forEach((child) => child.send('go'));
  const answers = await results;
  expect([
    answers.filter((each) => each === 'won').length,
    answers.filter((each) => each === 'refused').length,
  ]).toEqual([1, 7]);
  await Promise.all(
    children.map((child) => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      return ended;
    }),
  );
});
