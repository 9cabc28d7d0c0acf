import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { UserId } from '../../src/contract/ids';
import type { ServerMessage } from '../../src/contract/realtime';
import { median, quantile, ratioAtMost, report } from './figure';
import { cpuMsOf } from './process-use';
import { startPart, startRealtimeServer } from './realtime.part';
import type { RealtimeServer } from './realtime.part';

/**
 * B4: 1,000 windows, each with 50 of an organisation of 100,000 on screen; 100 changes of a line a second. From the
 * change to the window that shows it, and the server's CPU; against Socket.IO that tells every change to everybody, in
 * the same run.
 */
const [windows, onScreen, changesPerSecond, seconds, rounds] = [1_000, 50, 100, 5, 3];

interface Result {
  readonly p99Ms: number;
  readonly cpuMs: number;
}

interface Peer {
  start(): Promise<RealtimeServer>;
  /** Opens window n, which shows people n to n + 50; `told` hears of each change that comes. */
  open(port: number, n: number, told: (user: number, line: string | null) => void): Promise<WebSocket>;
}

const shownIn = (n: number): number[] => Array.from({ length: onScreen }, (_, index) => (n + index) % windows);
const userId = (user: number) => `10000000-0000-4000-8000-${String(user).padStart(12, '0')}` as UserId;

const ours: Peer = {
  start: () => startRealtimeServer(0, ''),
  open: (port, n, told) =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/realtime`, { perMessageDeflate: false });
      socket.once('error', reject);
      socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', token: String(n), windowId: randomUUID() })));
      socket.on('message', (data: Buffer) => {
        const message = JSON.parse(data.toString()) as ServerMessage;
        if (message.type === 'welcome')
          socket.send(JSON.stringify({ type: 'watch', watched: { people: shownIn(n).map(userId) } }));
        if (message.type !== 'values') return;
        resolve(socket);
        for (const person of message.people ?? []) told(Number(person.userId.slice(-12)), person.line);
      });
    }),
};

const socketIo: Peer = {
  start: () => startPart('socket-io.part.ts'),
  open: (port, n, told) =>
    new Promise((resolve, reject) => {
      const shown = new Set(shownIn(n));
      const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, {
        perMessageDeflate: false,
      });
      socket.once('error', reject);
      socket.on('message', (data: Buffer) => {
        const text = data.toString();
        if (text.startsWith('0')) socket.send('40');
        else if (text === '2') socket.send('3');
        else if (text.startsWith('40')) resolve(socket);
        else if (text.startsWith('42')) {
          const [, { user, line }] = JSON.parse(text.slice(2)) as [string, { user: number; line: string }];
          if (shown.has(user)) told(user, line);
        }
      });
    }),
};

async function measure(peer: Peer): Promise<Result> {
  const server = await peer.start();
  const changedAtMs = new Map<string, number>();
  const tookMs: number[] = [];
  const told = (user: number, line: string | null): void => {
    const sinceMs = changedAtMs.get(`${user} ${line}`);
    if (sinceMs !== undefined) tookMs.push(performance.now() - sinceMs);
  };
  const sockets: WebSocket[] = [];
  for (let n = 0; n < windows; n += 50)
    sockets.push(
      ...(await Promise.all(Array.from({ length: 50 }, (_, index) => peer.open(server.port, n + index, told)))),
    );
  const beforeMs = cpuMsOf(server.child.pid ?? 0);
  const changes = changesPerSecond * seconds;
  const startMs = performance.now();
  for (let change = 0; change < changes; change += 1) {
    // At its time, however late the server is with those before it.
    const dueMs = startMs + (1_000 / changesPerSecond) * change;
    await delay(Math.max(0, dueMs - performance.now()));
    // Each person changes once, so that a change is told apart from every other.
    const user = (change * 7) % windows;
    changedAtMs.set(`${user} inCall`, dueMs);
    server.changeLine(user, 'inCall');
  }
  const endMs = performance.now() + 30_000;
  while (tookMs.length < changes * onScreen && performance.now() < endMs) await delay(20);
  const cpuMs = cpuMsOf(server.child.pid ?? 0) - beforeMs;
  if (tookMs.length < changes * onScreen)
    throw new Error(`${changes * onScreen - tookMs.length} of ${changes * onScreen} changes never came`);
  for (const socket of sockets) socket.terminate();
  await server.kill();
  return { p99Ms: quantile(tookMs, 0.99), cpuMs };
}

const results: { readonly our: Result; readonly their: Result }[] = [];
for (let round = 0; round < rounds; round += 1)
  results.push({ our: await measure(ours), their: await measure(socketIo) });

const middle = (of: (result: (typeof results)[number]) => number): number => Math.round(median(results.map(of)));
const [p99, theirP99] = [middle(({ our }) => our.p99Ms), middle(({ their }) => their.p99Ms)];
const [cpu, theirCpu] = [middle(({ our }) => our.cpuMs), middle(({ their }) => their.cpuMs)];
const what = `${windows} windows of ${onScreen} people, ${changesPerSecond} changes/s for ${seconds} s`;
const peer = 'Socket.IO, to everybody';
report([
  {
    id: 'B4',
    what: `from a change to the screen, p99: ${what}`,
    value: p99,
    unit: 'ms',
    peer: { what: peer, value: theirP99 },
    goal: ratioAtMost(p99, theirP99, 0.1),
  },
  {
    id: 'B4',
    what: `server's CPU: ${what}`,
    value: cpu,
    unit: 'ms',
    peer: { what: peer, value: theirCpu },
    goal: ratioAtMost(cpu, theirCpu, 0.1),
  },
]);
process.exit(0);
