import { setTimeout as delay } from 'node:timers/promises';
import { createRealtimeClient } from '../fakes/realtime-client';
import { median, report } from './figure';
import { startRealtimeServer } from './realtime.part';

/** Idle memory of the realtime server, and what each connected tab adds to it (1,000 people, one window each). */
const tabs = 1_000;
const rounds = 3;

async function measure(): Promise<{ idleKb: number; perTabKb: number }> {
  const server = await startRealtimeServer(0, '');
  const memory = async () =>
    ((await (await fetch(`http://127.0.0.1:${server.port}/memory`)).json()) as { kb: number; connections: number }).kb;
  await memory();
  const idleKb = await memory();
  const clients = Array.from({ length: tabs }, (_, index) =>
    createRealtimeClient({ url: `ws://127.0.0.1:${server.port}/realtime`, token: String(index) }),
  );
  for (let from = 0; from < tabs; from += 50)
    await Promise.all(clients.slice(from, from + 50).map((client) => client.connect()));
  // Everyone gets something, so that no buffer is still to be made.
  await fetch(`http://127.0.0.1:${server.port}/event?n=1&users=${tabs}`, { method: 'POST' });
  await delay(1_000);
  const connectedKb = await memory();
  clients.forEach((client) => client.drop());
  await server.kill();
  return { idleKb, perTabKb: (connectedKb - idleKb) / tabs };
}

const results = [];
for (let round = 0; round < rounds; round += 1) results.push(await measure());
report([
  {
    id: null,
    what: 'idle memory of the realtime part (PSS, with the TypeScript loader)',
    value: Math.round(median(results.map(({ idleKb }) => idleKb)) / 1024),
    unit: 'MB',
  },
  {
    id: null,
    what: `memory for each connected tab (${tabs} tabs)`,
    value: Math.round(median(results.map(({ perTabKb }) => perTabKb)) * 10) / 10,
    unit: 'kB',
  },
]);
