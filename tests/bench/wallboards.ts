import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { ServerMessage } from '../../src/contract/realtime';
import { atMost, quantile, report } from './figure';
import { cpuMsOf } from './process-use';
import { startPart } from './realtime.part';

/**
 * 200 screens on walls, each with the same two groups of 40 agents, ten changes a second: from the change to every
 * screen, and the server's CPU.
 */
const [watchers, changesPerSecond, seconds] = [200, 10, 20];
const groupIds = [1, 2].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
const server = await startPart('wallboard-server.part.ts');
const changedAtMs = new Map<number, number>();
const tookMs: number[] = [];
const bytes: number[] = [];

function open(): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/realtime`, { perMessageDeflate: false });
    socket.once('error', reject);
    socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', token: '1', windowId: randomUUID() })));
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as ServerMessage;
      if (message.type === 'welcome') socket.send(JSON.stringify({ type: 'watch', watched: { wallboards: groupIds } }));
      if (message.type !== 'values') return;
      resolve(socket);
      bytes.push(data.length);
      for (const { waiting } of message.wallboards ?? []) {
        const sinceMs = changedAtMs.get(waiting);
        if (sinceMs !== undefined) tookMs.push(performance.now() - sinceMs);
      }
    });
  });
}

const sockets: WebSocket[] = [];
for (let n = 0; n < watchers; n += 50) sockets.push(...(await Promise.all(Array.from({ length: 50 }, open))));
const beforeMs = cpuMsOf(server.child.pid ?? 0);
const changes = changesPerSecond * seconds;
const startMs = performance.now();
for (let change = 1; change <= changes; change += 1) {
  const dueMs = startMs + (1_000 / changesPerSecond) * change;
  await delay(Math.max(0, dueMs - performance.now()));
  changedAtMs.set(change, dueMs);
  server.changeLine(0, String(change));
}
const endMs = performance.now() + 30_000;
// When the machine is busy two changes become one frame: the last one comes to everybody.
while (tookMs.length < changes * watchers && performance.now() < endMs) await delay(20);
const cpuMs = cpuMsOf(server.child.pid ?? 0) - beforeMs;
for (const socket of sockets) socket.terminate();
await server.kill();
const p99 = quantile(tookMs, 0.99);
const what = `${watchers} wallboards, ${changesPerSecond} changes/s`;
report([
  {
    id: null,
    what: `${what}: from a change to every screen, p99`,
    value: Math.round(p99),
    unit: 'ms',
    goal: atMost(p99, 1_000, 'ms'),
  },
  { id: null, what: `${what}: changes that came`, value: tookMs.length, unit: `of ${changes * watchers}` },
  {
    id: null,
    what: `${what}: CPU of the server`,
    value: Number((cpuMs / seconds / 10).toFixed(1)),
    unit: '% of a core',
  },
  { id: null, what: `${what}: a frame, the middle one`, value: quantile(bytes, 0.5), unit: 'bytes' },
]);
