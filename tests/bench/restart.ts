import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { UserId } from '../../src/contract/ids';
import type { LineState } from '../../src/contract/lines/line-state';
import { systemClock } from '../../src/time/system-clock';
import { demoAccounts } from '../../src/local/demo/accounts';
import { loadSigningKey } from '../../src/local/issuer/signing-key';
import { createTokenIssuer } from '../../src/local/issuer/tokens';
import { createRealtimeClient } from '../../tabs/realtime/client';
import type { RealtimeSocket, RealtimeSocketEvents } from '../../tabs/realtime/ports';
import { freePort, removeFolder, startServer, temporaryFolder } from '../e2e/server';
import { enterPeople } from '../fakes/many-people';
import { connectToServerDatabase } from '../fakes/server-database';
import { atMost, quantile, report } from './figure';
import { memoryOf } from './process-use';

/**
 * B5: the server is restarted while 5,000 people of an organisation of 100,000 have a window open, all behind one
 * address and each with 50 colleagues on screen. From SIGTERM until every window stands again and shows the lines on
 * its screen.
 */
const [people, windowCount, onScreen] = [100_000, 5_000, 50];
const anna = demoAccounts.get('anna');
if (anna === undefined) throw new Error('the demo has no Anna');

const port = await freePort();
const dataFolder = temporaryFolder();
let server = await startServer({ port, dataFolder });
const me = (await (
  await fetch(`${server.url}/api/me`, {
    headers: { authorization: `Bearer ${await (await fetch(`${server.url}/local/token?as=anna`)).text()}` },
  })
).json()) as { organisation: { id: string } };
const database = await connectToServerDatabase(dataFolder);
await enterPeople(database, me.organisation.id, people);
const users = (
  await database.query<{ id: UserId; entra_object_id: string }>(
    `select id, entra_object_id from app_user where length(extension) = 6 order by extension limit ${windowCount}`,
  )
).rows;
await database.end();
await server.stop();
server = await startServer({ port, dataFolder });

interface Window {
  /** Resolves once it stands and shows its lines, with when, and what that took since it was last asked. */
  stand(): Promise<{ readonly atMs: number; readonly tries: number; readonly bytes: number }>;
  /** Since it was last asked to stand. */
  isCut(): boolean;
  close(): void;
}

const issuer = createTokenIssuer({ baseUrl: server.url, key: await loadSigningKey(dataFolder), clock: systemClock });

/** The tab's own client, but for the browser's WebSocket. */
async function openWindow(index: number): Promise<Window> {
  const token = await issuer.personToken({ ...anna!, objectId: users[index]?.entra_object_id ?? '' });
  const shown = Array.from({ length: onScreen }, (_, n) => users[(index + n) % users.length]?.id as UserId);
  const lines = new Map<UserId, LineState | null>();
  let [tries, bytes, cuts] = [0, 0, 0];
  let stood = (): void => undefined;
  const client = createRealtimeClient({
    openSocket(events) {
      tries += 1;
      return openSocket({
        ...events,
        onText(text) {
          bytes += Buffer.byteLength(text);
          events.onText(text);
        },
      });
    },
    network: { online: () => true, onChange: () => () => undefined },
    onRenewed: () => undefined,
    clock: systemClock,
    random: Math.random,
    windowId: randomUUID(),
    getToken: () => Promise.resolve(token),
    timeZone: () => 'Europe/Stockholm',
    onClockSkew: () => undefined,
    onSnapshot: () => lines.clear(),
    onEvent: () => undefined,
    onValues({ people = [] }) {
      for (const { userId, line } of people) lines.set(userId, line);
      if (lines.size === onScreen) stood();
    },
    onStatus({ state }) {
      if (state === 'waiting' && lines.size === onScreen) cuts += 1;
    },
    log: () => undefined,
  });
  client.watch(shown);
  return {
    stand() {
      lines.clear();
      [tries, bytes, cuts] = [0, 0, 0];
      client.start();
      return new Promise((resolve) => (stood = () => resolve({ atMs: performance.now(), tries, bytes })));
    },
    isCut: () => cuts > 0,
    close: client.stop,
  };
}

function openSocket({ onOpen, onText, onClose }: RealtimeSocketEvents): RealtimeSocket {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/realtime`, { perMessageDeflate: false });
  socket.on('open', onOpen);
  socket.on('message', (data: Buffer) => onText(data.toString()));
  socket.on('close', onClose);
  socket.on('error', () => undefined);
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => socket.close(),
  };
}

const windows: Window[] = [];
for (let from = 0; from < windowCount; from += 50) {
  const opened = await Promise.all(Array.from({ length: 50 }, (_, n) => openWindow(from + n)));
  await Promise.all(opened.map((window) => window.stand()));
  windows.push(...opened);
}
await delay(2_000);
const beforeMb = memoryOf(server.pid);

const startMs = performance.now();
const standing = Promise.all(windows.map((window) => window.stand()));
await server.stop();
server = await startServer({ port, dataFolder });
const readyMs = performance.now() - startMs;
const ownCpu = process.cpuUsage();
let mostMb = 0;
const watching = setInterval(() => (mostMb = Math.max(mostMb, memoryOf(server.pid))), 250);
const stood = await standing;
const tookMs = Math.max(...stood.map(({ atMs }) => atMs)) - startMs;
const { user, system } = process.cpuUsage(ownCpu);
const ownShare = (user + system) / 1_000 / (tookMs - readyMs);
const bytes = Math.max(...stood.map((each) => each.bytes));
// Longer than a window waits for a sign of life.
await delay(12_000);
const cut = windows.filter((window) => window.isCut()).length;
clearInterval(watching);
const ratio = mostMb / beforeMb;
windows.forEach((window) => window.close());
await server.stop();
removeFolder(dataFolder);

const what = `${windowCount} windows, organisation of ${people}`;
const seconds = (ms: number): number => Math.round(ms / 100) / 10;
report([
  {
    id: 'B5',
    what: `restart, from SIGTERM to the last window that stands: ${what}`,
    value: seconds(tookMs),
    unit: 's',
    goal: atMost(tookMs, 10_000, 'ms'),
  },
  {
    id: 'B5',
    what:
      `half of them stand; the new server is ready after ${seconds(readyMs)} s, ` +
      `and from then on the bench itself takes ${Math.round(100 * ownShare)} % of a core`,
    value: seconds(
      quantile(
        stood.map(({ atMs }) => atMs - startMs),
        0.5,
      ),
    ),
    unit: 's',
  },
  {
    id: 'B5',
    what:
      'windows that were cut once they stood (tries a window: ' +
      `${(stood.reduce((sum, { tries }) => sum + tries, 0) / windowCount).toFixed(2)})`,
    value: cut,
    unit: 'windows',
    goal: atMost(cut, 0),
  },
  {
    id: 'B5',
    what: 'bytes a window gets, the most',
    value: bytes,
    unit: 'bytes',
    goal: atMost(bytes / 1_024, 64, 'kB'),
  },
  {
    id: 'B5',
    what: "server's memory, the most against before",
    value: Math.round(mostMb),
    unit: 'MB',
    peer: { what: 'before', value: Math.round(beforeMb) },
    goal: atMost(ratio, 1.5, '×'),
  },
]);
process.exit(0);
