import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { VaxelError } from '../contract/errors';
import { processIdentity } from './processes';

/** Who holds a data folder. */
export interface LockHolder {
  readonly pid: number;
  /** Tells this process from a later one with the same pid. */
  readonly identity: string;
  readonly sinceMs: number;
  readonly address: string;
}

export interface DataFolderLock {
  /** Frees the folder. Harmless when called twice. */
  release(): void;
}

/** Another server runs on the same data folder. */
export class DataFolderInUse extends VaxelError {
  constructor(
    readonly folder: string,
    readonly holder: LockHolder,
  ) {
    super(
      'server.unavailable',
      `Another Växel server uses ${folder}: process ${holder.pid}, since ` +
        `${new Date(holder.sinceMs).toISOString()}, at ${holder.address}.`,
    );
    this.name = 'DataFolderInUse';
  }
}

/**
 * Makes this process the only server on a data folder. The lock of a process that no longer exists (kill -9, power cut)
 * is taken over. `address` is what a refused server tells its user, e.g. `http://127.0.0.1:3978`.
 * @throws DataFolderInUse within a second when another server runs there
 */
export async function lockDataFolder(folder: string, address: string): Promise<DataFolderLock> {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const path = join(folder, 'server.lock');
  const holder: LockHolder = {
    pid: process.pid,
    identity: processIdentity(process.pid) ?? '',
    sinceMs: Date.now(),
    address,
  };
  // Written aside and linked into place: the lock appears whole or not at all.
  const own = join(folder, `.server.lock.${randomUUID()}`);
  const text = JSON.stringify(holder);
  writeFileSync(own, text, { mode: 0o644 });
  try {
    await acquire(folder, path, own, text);
  } finally {
    rmSync(own, { force: true });
  }
  return {
    release() {
      if (readLock(path) === text) rmSync(path, { force: true });
    },
  };
}

async function acquire(folder: string, path: string, own: string, text: string): Promise<void> {
  for (;;) {
    if (tryLink(own, path)) return;
    const found = readLock(path);
    if (found === null) continue; // Released between the two looks.
    const holder = parseHolder(found);
    if (holder !== null && processIdentity(holder.pid) === holder.identity) throw new DataFolderInUse(folder, holder);
    removeStale(path, found);
    if (!tryLink(own, path)) continue;
    // Another server may have judged the old lock stale at the same moment; whoever's lock is left after both moved has
    // it.
    await delay(50);
    if (readLock(path) === text) return;
  }
}

/** Takes the stale lock away, and puts it back when it was a new one after all. */
function removeStale(path: string, stale: string): void {
  const aside = `${path}.stale.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch {
    return; // Someone else took it away.
  }
  if (readLock(aside) !== stale) tryLink(aside, path);
  rmSync(aside, { force: true });
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readLock(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function parseHolder(text: string): LockHolder | null {
  try {
    const value = JSON.parse(text) as Partial<LockHolder>;
    const whole =
      typeof value.pid === 'number' &&
      typeof value.identity === 'string' &&
      typeof value.sinceMs === 'number' &&
      typeof value.address === 'string';
    return whole ? (value as LockHolder) : null;
  } catch {
    return null;
  }
}
