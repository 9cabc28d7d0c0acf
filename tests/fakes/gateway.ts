import { randomUUID } from 'node:crypto';
import type { Command, ServerMessage, Snapshot } from '../../src/contract/realtime';
import { VaxelError } from '../../src/contract/errors';
import type { CallView } from '../../src/contract/calls/call-view';
import type { CallId, OrganisationId, UserId } from '../../src/contract/ids';
import type { HttpServer } from '../../src/http/server';
import { createHttpServer } from '../../src/http/server';
import type { Principal } from '../../src/ports/principal';
import type { Gateway, GatewayDeps } from '../../src/realtime/gateway';
import { createGateway } from '../../src/realtime/gateway';
import type { Publisher } from '../../src/ports/publisher';
import { createLogPublisher } from '../../src/realtime/log-publisher';
import { createMemoryEventLog } from '../../src/realtime/memory-event-log';
import { createTopics } from '../../src/realtime/topics';
import type { Topics } from '../../src/realtime/topics';
import { callsOfCommand } from '../../src/calls/commands';
import type { LineState } from '../../src/contract/lines/line-state';
import type { FakeClock } from './clock';
import { createFakeClock } from './clock';
import type { RealtimeClient, RealtimeClientOptions } from './realtime-client';
import { createRealtimeClient } from './realtime-client';
import { makeCall, makeSnapshot } from './snapshot';
import { createTurns } from '../../src/limits/turns';

export type Message<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>;

/** A test for `RealtimeClient.next` and `Array.find`. */
export const is =
  <T extends ServerMessage['type']>(type: T, test: (message: Message<T>) => boolean = () => true) =>
  (message: ServerMessage): message is Message<T> =>
    message.type === type && test(message as Message<T>);

export const fjallbo = randomUUID() as OrganisationId;
export const other = randomUUID() as OrganisationId;
export const hangUp = (callId = randomUUID() as CallId): Command => ({ name: 'call.hangUp', callId });

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const hourMs = 3_600_000;

/**
 * A gateway over a real HTTP server on virtual time, new for each test, with three people: anna and bjorn of one
 * organisation, olga of another.
 */
export interface GatewayHarness {
  clock: FakeClock;
  people: Record<string, Principal>;
  gateway: Gateway;
  server: HttpServer;
  publisher: Publisher;
  topics: Topics;
  url: string;
  /** Publishes what colleagues see of a person. */
  setLine(name: string, line: LineState): void;
  /** What onWindowOpened and onWindowClosed were told. */
  windows: string[];
  /** What onWindowUsed was told. */
  used: string[];
  /** Zones that windows have told of. */
  zones: string[];
  authenticate: jest.Mock<Promise<Principal>, [string]>;
  execute: jest.Mock<Promise<void>, [Principal, Command]>;
  snapshot: jest.Mock<Promise<Snapshot>, [Principal]>;
  start(changes: Partial<GatewayDeps>): Promise<void>;
  stop(): Promise<void>;
  userId(name: string): UserId;
  /** A client that is not connected yet. Tokens are `anna`, or `anna+600` for one that lives 600 s. */
  client(token: string, changes?: Partial<RealtimeClientOptions>): RealtimeClient;
  connected(token: string, changes?: Partial<RealtimeClientOptions>): Promise<RealtimeClient>;
  /** A round trip for each: everything the server had sent before has arrived. */
  settle(...which: RealtimeClient[]): Promise<void>;
  /** Lets time pass while the client answers the heartbeats. */
  pass(ms: number, client: RealtimeClient): Promise<void>;
  /** Publishes a call of a person. */
  callOf(name: string, changes?: Partial<CallView>): CallView;
}

/** Registers the set-up and the end with jest. */
export function useGateway(): GatewayHarness {
  let clients: RealtimeClient[] = [];
  let pings = 0;
  const lines = new Map<UserId, LineState>();
  const nameOf = ({ userId }: Principal) => Object.keys(g.people).find((name) => g.people[name]?.userId === userId);

  const isOf = (organisationId: OrganisationId, userId: UserId) =>
    Object.values(g.people).some((each) => each.organisationId === organisationId && each.userId === userId);

  const g = {
    async start(changes) {
      const log = createMemoryEventLog({ entriesPerStream: 100 });
      g.topics = createTopics({
        clock: g.clock,
        readers: () => ({
          people: (organisationId, userId) =>
            isOf(organisationId, userId) ? { userId, line: lines.get(userId) ?? 'offline' } : null,
        }),
      });
      g.publisher = createLogPublisher({ log, topics: g.topics, logger: silent });
      g.gateway = createGateway({
        log,
        topics: g.topics,
        subjectsOf: callsOfCommand,
        clock: g.clock,
        logger: silent,
        authenticate: g.authenticate,
        authenticateFrom: g.authenticate,
        turns: createTurns(),
        snapshot: g.snapshot,
        execute: g.execute,
        onWindowOpened: (principal, windowId) => g.windows.push(`open ${nameOf(principal)} ${windowId}`),
        onWindowClosed: (principal, windowId) => g.windows.push(`close ${nameOf(principal)} ${windowId}`),
        onWindowUsed: (principal, windowId) => g.used.push(`${nameOf(principal)} ${windowId}`),
        onTimeZone: (principal, timeZone) => g.zones.push(`${nameOf(principal)} ${timeZone}`),
        ...changes,
      });
      g.server = createHttpServer(
        (_request, response) => response.end(),
        { '/realtime': g.gateway.upgrade },
        { allowedOrigins: ['https://phone.fjallbo.example'] },
      );
      g.url = `ws://127.0.0.1:${await g.server.listen('127.0.0.1', 0)}/realtime`;
    },
    async stop() {
      clients.forEach((client) => client.drop());
      g.topics.stop();
      await g.gateway.stop();
      await g.server.close(0);
    },
    setLine(name, line) {
      const { organisationId, userId } = g.people[name] as Principal;
      lines.set(userId, line);
      g.publisher.changed('people', organisationId, userId);
    },
    userId: (name) => (g.people[name] as Principal).userId,
    client(token, changes = {}) {
      const made = createRealtimeClient({ url: () => g.url, token, ...changes });
      clients.push(made);
      return made;
    },
    async connected(token, changes = {}) {
      const made = g.client(token, changes);
      await made.connect();
      return made;
    },
    async settle(...which) {
      for (const each of which) {
        const t = (pings += 1);
        each.send({ type: 'ping', t });
        await each.next(is('pong', (pong) => pong.t === t));
      }
    },
    async pass(ms, client) {
      for (let left = ms; left > 0; left -= 15_000) {
        g.clock.advance(Math.min(left, 15_000));
        await g.settle(client);
      }
    },
    callOf(name, changes = {}) {
      const { organisationId, userId } = g.people[name] as Principal;
      const call = makeCall(changes);
      g.publisher.toUser(organisationId, userId, { type: 'call', call });
      return call;
    },
  } as GatewayHarness;

  beforeEach(async () => {
    clients = [];
    g.windows = [];
    g.used = [];
    g.zones = [];
    g.clock = createFakeClock();
    const person = (organisationId: OrganisationId): Principal => ({
      organisationId,
      userId: randomUUID() as UserId,
      roles: ['user'],
      expiresAtMs: g.clock.nowMs() + hourMs,
    });
    g.people = { anna: person(fjallbo), bjorn: person(fjallbo), olga: person(other) };
    g.authenticate = jest.fn(async (token: string) => principalOf(g, token));
    g.execute = jest.fn<Promise<void>, [Principal, Command]>(async () => undefined);
    g.snapshot = jest.fn<Promise<Snapshot>, [Principal]>(async () => makeSnapshot());
    await g.start({});
  });
  afterEach(() => g.stop());
  return g;
}

function principalOf({ people, clock }: GatewayHarness, token: string): Principal {
  const [name = '', seconds] = token.split('+');
  const found = people[name];
  if (found === undefined)
    throw new VaxelError(name === 'expired' ? 'auth.expired' : name === 'away' ? 'server.unavailable' : 'auth.invalid');
  return seconds === undefined ? found : { ...found, expiresAtMs: clock.nowMs() + Number(seconds) * 1000 };
}
