import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { asteriskConf } from '../../switch/asterisk/configuration';

/** How to start the Asterisk that `scripts/lib/asterisk.mjs` has brought. */
export interface AsteriskInstall {
  readonly version: string;
  readonly program: string;
  readonly arguments: readonly string[];
  readonly modules: string;
  /** Its own texts and sounds. */
  readonly data: string;
}

/** What one Asterisk has for itself; short, as the path of its socket must be. */
export interface AsteriskFolders {
  readonly root: string;
  readonly etc: string;
  readonly log: string;
  /** For sounds of ours, by path. */
  readonly sounds: string;
}

export interface AsteriskOptions {
  readonly install: AsteriskInstall;
  /** Its configuration by name of file, all but `asterisk.conf`. */
  readonly files: (folders: AsteriskFolders) => Readonly<Record<string, string>>;
  /** Makes what is no text, before it starts. */
  readonly prepare?: (folders: AsteriskFolders) => void;
}

export interface RunningAsterisk {
  readonly pid: number;
  readonly folders: AsteriskFolders;
  /** Its end, however it comes. */
  readonly exited: Promise<void>;
  /** Carries out a command of its command line and resolves with what it says. */
  cli(command: string): Promise<string>;
  /** What it has logged. */
  log(): string;
  /** Calls end at once, but in order. */
  stop(): Promise<void>;
  /** As when the machine loses its power; its folder stays until `stop`. */
  kill(): Promise<void>;
}

/** Where `scripts/lib/asterisk.mjs` has put it. */
export const readInstall = (folder: string): AsteriskInstall =>
  JSON.parse(readFileSync(join(folder, 'asterisk.json'), 'utf8')) as AsteriskInstall;

/** How long it may take to end by itself. */
const patienceMs = 5_000;
/** Between two questions whether it listens to its command line yet. */
const pauseMs = 50;
/** Folders that it does not make by itself. */
const own = ['etc', 'log', 'run', 'cache', 'agi', 'lib/keys', 'lib/sounds', 'spool/recording', 'spool/monitor'];

/**
 * Starts an Asterisk in a folder of its own and resolves when it takes calls. It ends with this process, also when that
 * is killed. @throws Error with the end of its log when it does not come up
 */
export async function startAsterisk({ install, files, prepare }: AsteriskOptions): Promise<RunningAsterisk> {
  const root = mkdtempSync(join(tmpdir(), 'vaxel-ast-'));
  const folders = { root, etc: join(root, 'etc'), log: join(root, 'log'), sounds: join(root, 'lib/sounds') };
  try {
    for (const name of own) mkdirSync(join(root, name), { recursive: true });
    const all = { 'asterisk.conf': asteriskConf(foldersOf(root, install)), ...files(folders) };
    for (const [name, text] of Object.entries(all)) writeFileSync(join(folders.etc, name), text);
    prepare?.(folders);
  } catch (error) {
    rmSync(root, { recursive: true, force: true });
    throw error;
  }
  const child = launch(install, root);
  const watcher = watch(child, root);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()));
  const cli = commandLine(install, root);
  const log = () => ['messages', 'console'].map((name) => read(join(folders.log, name))).join('\n');
  const stop = async (signal: NodeJS.Signals) => {
    await end(child, exited, signal);
    watcher.kill('SIGKILL');
  };
  const running = {
    pid: child.pid ?? 0,
    folders,
    exited,
    cli,
    log,
    kill: () => stop('SIGKILL'),
    async stop() {
      await stop('SIGTERM');
      rmSync(root, { recursive: true, force: true });
    },
  };
  if (await booted(child, cli)) return running;
  const said = log().slice(-4_000);
  await running.stop();
  throw new Error(`Asterisk did not start:\n${said}`);
}

const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

const configOf = (root: string): string => join(root, 'etc', 'asterisk.conf');

const foldersOf = (root: string, { modules, data }: AsteriskInstall): Readonly<Record<string, string>> => ({
  astetcdir: join(root, 'etc'),
  astmoddir: modules,
  astvarlibdir: join(root, 'lib'),
  astdbdir: join(root, 'lib'),
  astkeydir: join(root, 'lib'),
  astdatadir: data,
  astagidir: join(root, 'agi'),
  astspooldir: join(root, 'spool'),
  astrundir: join(root, 'run'),
  astlogdir: join(root, 'log'),
  astcachedir: join(root, 'cache'),
});

/** No secrets of ours, and no history of commands in anybody's home. */
const environment = (root: string): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'] ?? '', HOME: root });

function launch({ program, arguments: args }: AsteriskInstall, root: string): ChildProcess {
  const console = openSync(join(root, 'log', 'console'), 'w');
  const child = spawn(program, [...args, '-C', configOf(root), '-f'], {
    cwd: root,
    env: environment(root),
    // In a session of its own: Ctrl-C is for the server, which then ends it in order.
    detached: true,
    stdio: ['ignore', console, console],
  });
  closeSync(console);
  child.unref();
  return child;
}

const watching = `
cat >/dev/null
kill -TERM "$1" 2>/dev/null
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  kill -0 "$1" 2>/dev/null || break
  sleep 0.1
done
kill -KILL "$1" 2>/dev/null
rm -rf "$2"
`;

/** Waits for the end of this process, which closes its pipe whatever happens, and ends the child then. */
function watch(child: ChildProcess, root: string): ChildProcess {
  const watcher = spawn('sh', ['-c', watching, 'watch', String(child.pid), root], {
    cwd: tmpdir(),
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.on('error', () => undefined);
  watcher.unref();
  // A pipe of Node's is a socket, and must not keep this process going.
  (watcher.stdin as Socket | null)?.unref();
  return watcher;
}

const isGone = (child: ChildProcess): boolean =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

async function end(child: ChildProcess, exited: Promise<void>, signal: NodeJS.Signals): Promise<void> {
  if (isGone(child)) return;
  child.ref();
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await exited;
  clearTimeout(late);
}

const runFile = promisify(execFile);

function commandLine({ program, arguments: args }: AsteriskInstall, root: string): RunningAsterisk['cli'] {
  return async (command) => {
    const options = { env: environment(root), cwd: root, maxBuffer: 64 * 1024 * 1024 };
    const { stdout } = await runFile(program, [...args, '-C', configOf(root), '-rx', command], options);
    return stdout;
  };
}

/** It says itself when it is up, once it listens to its command line. */
async function booted(child: ChildProcess, cli: RunningAsterisk['cli']): Promise<boolean> {
  while (!isGone(child)) {
    const said = await cli('core waitfullybooted').catch(() => '');
    if (said.includes('fully booted')) return true;
    await wait(pauseMs);
  }
  return false;
}
