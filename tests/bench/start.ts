import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres';
import { freePort, spawnServer } from '../e2e/server';
import { atMost, median, ratioAtMost, report } from './figure';
import { memoryOf } from './process-use';
import { untilReady } from './ready.part';

/** B9: from `npm start` on a prepared machine to the first 200 of /readyz, against the embedded PostgreSQL alone. */
const rounds = 5;
const folder = mkdtempSync(join(tmpdir(), 'vaxel-bench-'));

async function startOnce(): Promise<{ ms: number; mb: number; stopMs: number }> {
  const port = await freePort();
  const startMs = performance.now();
  const { child } = spawnServer({ port, dataFolder: join(folder, 'product') });
  await untilReady(port);
  const ms = performance.now() - startMs;
  const mb = memoryOf(child.pid ?? 0);
  const stoppedMs = performance.now();
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  return { ms, mb, stopMs: performance.now() - stoppedMs };
}

async function postgresOnce(): Promise<number> {
  const startMs = performance.now();
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'bare'), onTrouble: () => undefined });
  const ms = performance.now() - startMs;
  await postgres.stop();
  return ms;
}

spawn('true'); // Loads what spawning itself needs.
await startOnce();
await postgresOnce();
const product: Awaited<ReturnType<typeof startOnce>>[] = [];
const bare: number[] = [];
for (let round = 0; round < rounds; round++) {
  bare.push(await postgresOnce());
  product.push(await startOnce());
}
rmSync(folder, { recursive: true, force: true });

const ms = median(product.map((each) => each.ms));
const mb = median(product.map((each) => each.mb));
const stopMs = median(product.map((each) => each.stopMs));
report([
  {
    id: 'B9',
    what: 'npm start to /readyz, prepared',
    value: Math.round(ms),
    unit: 'ms',
    peer: { what: 'embedded PostgreSQL alone', value: Math.round(median(bare)) },
    goal: ratioAtMost(ms, median(bare), 12),
  },
  {
    id: 'B9',
    what: 'memory with everything in it (PSS)',
    value: Math.round(mb),
    unit: 'MB',
    goal: atMost(mb, 250, 'MB'),
  },
  {
    id: 'B9',
    what: 'SIGTERM to the end of the process',
    value: Math.round(stopMs),
    unit: 'ms',
    goal: atMost(stopMs, 3_000, 'ms'),
  },
]);
