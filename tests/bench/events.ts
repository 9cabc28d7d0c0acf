import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres';
import type { RealtimeClient } from '../fakes/realtime-client';
import { createRealtimeClient } from '../fakes/realtime-client';
import { atMost, quantile, report } from './figure';
import { startRealtimeServer } from './realtime.part';

/**
 * B6: 40 clients, 600 events, 118 connections broken at random moments, and one kill -9 of the server in the middle.
 * Counts what the clients show in the end. An event counts once the server has acknowledged it; one that was not is
 * sent again.
 */
const [clientCount, eventCount, dropCount] = [40, 600, 118];
const folder = mkdtempSync(join(tmpdir(), 'vaxel-bench-'));
chmodSync(folder, 0o755);
const postgres = await startEmbeddedPostgres({ folder });
const database = new Client({ connectionString: postgres.url });
await database.connect();
await database.query('create table bench_event (n integer primary key)');

let server = await startRealtimeServer(0, postgres.url);
const { port } = server;
let acknowledged = 0;
const catchUpMs: number[] = [];
const repeated: string[] = [];
const run = new AbortController();

/** Keeps one client connected until the end, as the tab does. */
async function keepConnected(client: RealtimeClient): Promise<void> {
  while (!run.signal.aborted) {
    const wanted = acknowledged;
    const startedMs = performance.now();
    const connected = await client.connect().then(
      () => true,
      () => false,
    );
    if (connected) {
      await caughtUp(client, wanted);
      catchUpMs.push(performance.now() - startedMs);
      await client.closed;
    } else await delay(20);
  }
}

async function caughtUp(client: RealtimeClient, wanted: number): Promise<void> {
  const closed = client.closed.then(() => true);
  while (client.state.history.size < wanted && !(await Promise.race([closed, delay(1, false)])));
}

const clients = Array.from({ length: clientCount }, (_, index) =>
  createRealtimeClient({ url: `ws://127.0.0.1:${port}/realtime`, token: String(index), checked: false }),
);
const running = clients.map(keepConnected);
while (catchUpMs.length < clientCount) await delay(5);
catchUpMs.length = 0;

async function sendEvent(n: number): Promise<void> {
  for (;;) {
    const sent = await fetch(`http://127.0.0.1:${port}/event?n=${n}&users=${clientCount}`, { method: 'POST' }).then(
      (response) => response.ok,
      () => false,
    );
    if (sent) break;
    await delay(10);
  }
  acknowledged = n;
}

const dropAt = new Set<number>();
while (dropAt.size < dropCount) dropAt.add(1 + Math.floor(Math.random() * eventCount));
let drops = 0;
for (let n = 1; n <= eventCount; n += 1) {
  const sent = sendEvent(n);
  if (n === eventCount / 2) {
    await server.kill();
    server = await startRealtimeServer(port, postgres.url);
  }
  if (dropAt.has(n)) {
    const victim = clients[Math.floor(Math.random() * clientCount)];
    // A connection that is just being made breaks as well as one that stands.
    victim?.socket?.terminate();
    drops += 1;
  }
  await sent;
  await delay(5);
}
const deadlineMs = performance.now() + 10_000;
while (clients.some(({ state }) => state.history.size < eventCount) && performance.now() < deadlineMs) await delay(5);

const missing = clients.reduce((sum, { state }) => sum + eventCount - state.history.size, 0);
for (const { faults } of clients) repeated.push(...faults);
run.abort();
clients.forEach((client) => client.drop());
await server.kill();
await Promise.all(running);
await database.end();
await postgres.stop();
rmSync(folder, { recursive: true, force: true });

const p99 = Math.round(quantile(catchUpMs, 0.99));
const what = `${clientCount} clients, ${eventCount} events, ${drops} drops, 1 kill -9`;
report([
  {
    id: 'B6',
    what: `events missing: ${what}`,
    value: missing,
    unit: 'events',
    goal: atMost(missing, 0),
  },
  {
    id: 'B6',
    what: 'events delivered twice or out of order',
    value: repeated.length,
    unit: 'events',
    goal: atMost(repeated.length, 0),
  },
  {
    id: 'B6',
    what: `catch-up after a break, p99 of ${catchUpMs.length} (median ${quantile(catchUpMs, 0.5).toFixed(1)} ms)`,
    value: p99,
    unit: 'ms',
    goal: atMost(p99, 250, 'ms'),
  },
]);
