import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { ActivityChoices } from '../../src/contract/activities/activity';
import type { UserId } from '../../src/contract/ids';
import type { Me } from '../../src/contract/people/people';
import type { ServerMessage } from '../../src/contract/realtime';
import { demoAccounts } from '../../src/local/demo/accounts';
import { loadSigningKey } from '../../src/local/issuer/signing-key';
import { createTokenIssuer } from '../../src/local/issuer/tokens';
import { systemClock } from '../../src/time/system-clock';
import { freePort, removeFolder, startServer } from '../e2e/server';
import { enterPeople } from '../fakes/many-people';
import { connectToServerDatabase } from '../fakes/server-database';
import { atMost, median, quantile, report } from './figure';

/**
 * B17, first half: Anna sets an activity, and 1,000 windows of her colleagues show it. The whole product: from the
 * command that leaves her window, through the database, to each of the other windows.
 */
const [watchers, people, sets] = [1_000, 100, 150];

const warmUp = 10;

const dataFolder = mkdtempSync(join(tmpdir(), 'vaxel-bench-'));
const server = await startServer({ port: await freePort(), dataFolder });
const get = async (path: string, token?: string): Promise<Response> =>
  fetch(server.url + path, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
const annasToken = await (await get('/local/token?as=anna')).text();
const anna = (await (await get('/api/me', annasToken)).json()) as Me;
const choices = (await (await get('/api/activities', annasToken)).json()) as ActivityChoices;
const kinds = choices.activities.filter(({ listed, key }) => listed && key !== 'available').map(({ id }) => id);

// Twenty windows at most are one person's.
const database = await connectToServerDatabase(dataFolder);
await enterPeople(database, anna.organisation.id, people);
const { rows } = await database.query<{ entra_object_id: string }>(
  'select entra_object_id from app_user where length(extension) = 6',
);
await database.end();
const account = demoAccounts.get('anna');
if (account === undefined) throw new Error('the demo has no Anna');
const issuer = createTokenIssuer({ baseUrl: server.url, key: await loadSigningKey(dataFolder), clock: systemClock });
const tokens = await Promise.all(
  rows.map(({ entra_object_id: objectId }) => issuer.personToken({ ...account, objectId })),
);

let sinceMs = 0;
let wanted = 0;
let tookMs: number[] = [];
let onAll = (): void => undefined;

function seen(rev: number): void {
  if (rev !== wanted) return;
  tookMs.push(performance.now() - sinceMs);
  if (tookMs.length === watchers) onAll();
}

/** A window that shows Anna; resolves once it does. */
function open(token: string, watched: readonly UserId[]): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/realtime`, { perMessageDeflate: false });
    socket.once('error', reject);
    socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', token, windowId: randomUUID() })));
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as ServerMessage;
      if (message.type === 'bye') reject(new Error(`sent away: ${message.reason}`));
      if (message.type === 'welcome' && watched.length === 0) resolve(socket);
      else if (message.type === 'welcome')
        socket.send(JSON.stringify({ type: 'watch', watched: { people: watched, activities: watched } }));
      if (message.type !== 'values') return;
      resolve(socket);
      for (const { userId, rev } of message.activities ?? []) if (userId === anna.user.id) seen(rev);
    });
  });
}

const sockets: WebSocket[] = [];
for (let n = 0; n < watchers; n += 25)
  sockets.push(
    ...(await Promise.all(
      Array.from({ length: 25 }, (_, index) => open(tokens[(n + index) % tokens.length] ?? '', [anna.user.id])),
    )),
  );
const hers = await open(annasToken, []);

const all: number[] = [];
for (let set = 1; set <= sets; set += 1) {
  tookMs = [];
  wanted = set;
  const shown = new Promise<void>((resolve) => (onAll = resolve));
  const command = {
    name: 'activity.set',
    activityId: kinds[set % kinds.length],
    end: { minutes: 30 + set },
    message: null,
  };
  sinceMs = performance.now();
  hers.send(JSON.stringify({ type: 'command', id: set, command }));
  await shown;
  // The first ones warm everything up.
  if (set > warmUp) all.push(...tookMs);
}
for (const socket of [...sockets, hers]) socket.terminate();
await server.stop();
removeFolder(dataFolder);

const p99 = Math.round(quantile(all, 0.99));
report([
  {
    id: 'B17',
    what: `activity set → colleagues' windows, ${watchers} watchers, p99`,
    value: p99,
    unit: 'ms',
    goal: atMost(p99, 150, 'ms'),
  },
  { id: null, what: 'the same, median', value: Math.round(median(all)), unit: 'ms' },
]);
process.exit(0);
