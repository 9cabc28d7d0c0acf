import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { UserId } from '../../src/contract/ids';
import { systemClock } from '../../src/time/system-clock';
import { demoAccounts } from '../../src/local/demo/accounts';
import { loadSigningKey } from '../../src/local/issuer/signing-key';
import { createTokenIssuer } from '../../src/local/issuer/tokens';
import { backoffMs } from '../../tabs/backoff';
import { freePort, removeFolder, startServer, temporaryFolder } from '../e2e/server';
import { enterPeople } from '../fakes/many-people';
import { createRealtimeClient } from '../fakes/realtime-client';
import type { RealtimeClient } from '../fakes/realtime-client';
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
  readonly client: RealtimeClient;
  /** Resolves once it stands and shows its lines, and says how many tries and bytes that took. */
  stand(): Promise<{ readonly tries: number; readonly bytes: number }>;
}

const issuer = createTokenIssuer({ baseUrl: server.url, key: await loadSigningKey(dataFolder), clock: systemClock });

async function openWindow(index: number): Promise<Window> {
  const token = await issuer.personToken({ ...anna!, objectId: users[index]?.entra_object_id ?? '' });
  let bytes = 0;
  const client = createRealtimeClient({
    url: `ws://127.0.0.1:${port}/realtime`,
    token,
    windowId: randomUUID(),
    onMessage: (message) => void (bytes += Buffer.byteLength(JSON.stringify(message))),
  });
  client.watch(...Array.from({ length: onScreen }, (_, n) => users[(index + n) % users.length]?.id as UserId));
  return {
    client,
    async stand() {
      bytes = 0;
      client.state.lines.clear();
      for (let tries = 1; ; tries += 1) {
        if (
          await client.connect().then(
            () => true,
            () => false,
          )
        ) {
          while (client.state.lines.size < onScreen && client.socket?.readyState === 1) await delay(5);
          if (client.state.lines.size === onScreen) return { tries, bytes };
        }
        await delay(backoffMs(tries - 1, Math.random()));
      }
    },
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
const standing = Promise.all(
  windows.map(async ({ client, stand }) => {
    await client.closed;
    // As the tab does, not all in the same moment.
    await delay(backoffMs(0, Math.random()));
    const stood = await stand();
    return { ...stood, tookMs: performance.now() - startMs };
  }),
);
await server.stop();
server = await startServer({ port, dataFolder });
const readyMs = performance.now() - startMs;
let mostMb = 0;
const watching = setInterval(() => (mostMb = Math.max(mostMb, memoryOf(server.pid))), 250);
const stood = await standing;
const tookMs = Math.max(...stood.map((each) => each.tookMs));
const bytes = Math.max(...stood.map((each) => each.bytes));
// A window that was cut after it stood has to come back once more.
const cut = windows.filter(({ client }) => client.socket?.readyState !== 1).length;
await delay(2_000);
clearInterval(watching);
const ratio = mostMb / beforeMb;
windows.forEach(({ client }) => client.drop());
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
    what: `half of them stand; the new server is ready after ${seconds(readyMs)} s`,
    value: seconds(
      quantile(
        stood.map((each) => each.tookMs),
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
