import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Pool } from 'pg';
import { systemClock as clock } from '../../src/time/system-clock';
import type { HistoryEntry } from '../../src/contract/history/history';
import type { CallId, OrganisationId, UserId } from '../../src/contract/ids';
import type { LineState } from '../../src/contract/lines/line-state';
import { VaxelError } from '../../src/contract/errors';
import { createHttpServer } from '../../src/http/server';
import type { Authenticate } from '../../src/ports/principal';
import { createGateway } from '../../src/realtime/gateway';
import { createLogPublisher } from '../../src/realtime/log-publisher';
import { createMemoryEventLog } from '../../src/realtime/memory-event-log';
import { createTopics } from '../../src/realtime/topics';
import { makeHistoryEntry, makeSnapshot } from '../fakes/snapshot';
import { createTurns } from '../../src/limits/turns';
import { obeyLineOrders } from './line-orders';

/**
 * The realtime side of the server in a process of its own, which the benches measure and kill. Arguments: port,
 * database.
 * `POST /event?n=` stores event n, then publishes it to everyone; its answer is the acknowledgement. Orders
 * change the line of one of 100,000 people. `GET /memory` tells the process' memory.
 */
const [port = '0', databaseUrl = ''] = process.argv.slice(2);
const organisationId = '00000000-0000-4000-8000-000000000000' as OrganisationId;
const userOf = (index: number) => `10000000-0000-4000-8000-${String(index).padStart(12, '0')}` as UserId;
// The samples check what they make; the bench measures the server, so each is checked once and copied.
const [entry, blank] = [makeHistoryEntry(), makeSnapshot()];
const entryOf = (n: number): HistoryEntry => ({
  ...entry,
  callId: `20000000-0000-4000-8000-${String(n).padStart(12, '0')}` as CallId,
  startedAtMs: n,
});

const pool = databaseUrl === '' ? null : new Pool({ connectionString: databaseUrl, max: 4 });
const log = createMemoryEventLog();
const lines = new Map(Array.from({ length: 100_000 }, (_, index): [UserId, LineState] => [userOf(index), 'offline']));
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const topics = createTopics({
  clock,
  readers: () => ({ people: (_organisation, userId) => ({ userId, line: lines.get(userId) ?? 'offline' }) }),
});
const publisher = createLogPublisher({ log, topics, logger: silent });
const authenticate: Authenticate = async (token) => {
  if (!/^\d+$/.test(token)) throw new VaxelError('auth.invalid');
  return { organisationId, userId: userOf(Number(token)), roles: ['user'], expiresAtMs: Date.now() + 3_600_000 };
};
const gateway = createGateway({
  log,
  topics,
  subjectsOf: () => [],
  clock,
  logger: silent,
  authenticate,
  authenticateFrom: authenticate,
  turns: createTurns(),
  async snapshot() {
    const rows = pool === null ? [] : (await pool.query<{ n: number }>('select n from bench_event order by n')).rows;
    return { ...blank, history: rows.map(({ n }) => entryOf(n)) };
  },
  execute: async () => undefined,
});

async function storeAndPublish(n: number, users: number): Promise<void> {
  await pool?.query('insert into bench_event (n) values ($1) on conflict do nothing', [n]);
  for (let index = 0; index < users; index += 1)
    publisher.toUser(organisationId, userOf(index), { type: 'history.added', entry: entryOf(n) });
  changeLine(userOf(n % users), n % 2 === 0 ? 'idle' : 'inCall');
}

function changeLine(userId: UserId, line: LineState): void {
  lines.set(userId, line);
  publisher.changed('people', organisationId, userId);
}

function memoryKb(): number {
  globalThis.gc?.();
  return Number(/^Pss:\s+(\d+)/m.exec(readFileSync('/proc/self/smaps_rollup', 'utf8'))?.[1] ?? 0);
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/event') await storeAndPublish(Number(searchParams.get('n')), Number(searchParams.get('users')));
  response.end(JSON.stringify(pathname === '/memory' ? { kb: memoryKb(), connections: gateway.count() } : {}));
}

const server = createHttpServer(
  (request, response) => void answer(request, response).catch(() => response.writeHead(503).end()),
  { '/realtime': gateway.upgrade },
);
process.stdout.write(`${await server.listen('127.0.0.1', Number(port))}\n`);
obeyLineOrders((user, line) => changeLine(userOf(user), line as LineState));
