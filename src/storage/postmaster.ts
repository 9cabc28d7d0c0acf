import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commandLine, isAlive, processIdentity } from './processes';

const pidFile = (cluster: string) => join(cluster, 'postmaster.pid');

/** The file's lines: pid, folder, start time, port, socket folder, address, shared memory key, status. */
async function readPidFile(cluster: string): Promise<string[]> {
  return readFile(pidFile(cluster), 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
}

/** True once the server with this pid takes connections; it says so itself in the eighth line, as `pg_ctl` reads it. */
export async function isReady(cluster: string, pid: number): Promise<boolean> {
  const lines = await readPidFile(cluster);
  return lines[0] === String(pid) && lines[7]?.trim() === 'ready';
}

/**
 * The pid of a server that runs on this cluster, or null. When a stranger has inherited the pid of a server that was
 * killed, or nobody has collected the dead one, PostgreSQL would refuse to start; the file then gets our own pid, which
 * PostgreSQL, as our child, knows to be stale, so that its check of leftover shared memory still takes place.
 */
export async function findPostmaster(cluster: string): Promise<number | null> {
  const lines = await readPidFile(cluster);
  const pid = Number.parseInt(lines[0] ?? '', 10);
  if (!(pid > 0) || !isAlive(pid)) return null;
  if (processIdentity(pid) !== null && commandLine(pid)?.includes(`-D ${cluster} `) === true) return pid;
  await writeFile(pidFile(cluster), [String(process.pid), ...lines.slice(1)].join('\n'));
  return null;
}

/**
 * Ends a server: fast (open work is rolled back), after 5 s at once (recovered at the next start). Harmless when it is
 * gone.
 */
export async function endPostmaster(pid: number): Promise<void> {
  const steps = [
    ['SIGINT', 5_000],
    ['SIGQUIT', 3_000],
    ['SIGKILL', 1_000],
  ] as const;
  for (const [signal, patienceMs] of steps) {
    if (!send(pid, signal)) return;
    if (await gone(pid, patienceMs)) return;
  }
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

async function gone(pid: number, patienceMs: number): Promise<boolean> {
  for (let waited = 0; waited < patienceMs; waited += 10) {
    if (processIdentity(pid) === null) return true;
    await delay(10);
  }
  return false;
}
