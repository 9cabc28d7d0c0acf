import { randomUUID } from 'node:crypto';
import { connect as connectTcp } from 'node:net';
import type { FakeClock } from '../../tests/fakes/clock';
import { createFakeClock } from '../../tests/fakes/clock';
import type { RealtimeClient, RealtimeClientOptions } from '../../tests/fakes/realtime-client';
import { createRealtimeClient } from '../../tests/fakes/realtime-client';
import { lineChange, makeCall, makeHistoryEntry, makeSnapshot } from '../../tests/fakes/snapshot';
import { VaxelError } from '../contract/errors';
import type { CallId, OrganisationId, UserId } from '../contract/ids';
import type { Command, ServerMessage } from '../contract/realtime';
import { Snapshot } from '../contract/realtime';
import { createRateLimits } from '../http/rate-limits';
import type { HttpServer } from '../http/server';
import { createHttpServer } from '../http/server';
import type { Principal } from '../identity/principal';
import type { Gateway, GatewayDeps } from './gateway';
import { createGateway } from './gateway';
import type { LogPublisher } from './log-publisher';
import { createLogPublisher } from './log-publisher';
import { createMemoryEventLog } from './memory-event-log';

type Message<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>;
const is =
  <T extends ServerMessage['type']>(type: T, test: (message: Message<T>) => boolean = () => true) =>
  (message: ServerMessage): message is Message<T> =>
    message.type === type && test(message as Message<T>);

const fjallbo = randomUUID() as OrganisationId;
const other = randomUUID() as OrganisationId;
const hourMs = 3_600_000;
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const hangUp = (callId = randomUUID() as CallId): Command => ({ name: 'call.hangUp', callId });

let clock: FakeClock;
let people: Record<string, Principal>;
let gateway: Gateway;
let server: HttpServer;
let publisher: LogPublisher;
let url: string;
let clients: RealtimeClient[];
let authenticate: jest.Mock<Promise<Principal>, [string]>;
let execute: jest.Mock<Promise<void>, [Principal, Command]>;
let snapshot: jest.Mock<Promise<Snapshot>, [Principal]>;
let windows: string[];

beforeEach(async () => {
  clock = createFakeClock();
  clients = [];
  windows = [];
  const person = (organisationId: OrganisationId): Principal => ({ organisationId, userId: randomUUID() as UserId, roles: ['user'], expiresAtMs: clock.nowMs() + hourMs });
  people = { anna: person(fjallbo), bjorn: person(fjallbo), olga: person(other) };
  authenticate = jest.fn(async (token: string) => {
    const [name = '', seconds] = token.split('+');
    const found = people[name];
    if (found === undefined) throw new VaxelError(name === 'expired' ? 'auth.expired' : name === 'away' ? 'server.unavailable' : 'auth.invalid');
    return seconds === undefined ? found : { ...found, expiresAtMs: clock.nowMs() + Number(seconds) * 1000 };
  });
  execute = jest.fn<Promise<void>, [Principal, Command]>(async () => undefined);
  snapshot = jest.fn<Promise<Snapshot>, [Principal]>(async () => makeSnapshot());
  await start({});
});
afterEach(stop);

async function start(changes: Partial<GatewayDeps>): Promise<void> {
  const log = createMemoryEventLog({ entriesPerStream: 100 });
  publisher = createLogPublisher({ log, clock });
  gateway = createGateway({
    log,
    clock,
    logger: silent,
    authenticate,
    snapshot,
    execute,
    allowedOrigins: ['https://phone.fjallbo.example'],
    onWindowOpened: (principal, windowId) => windows.push(`open ${nameOf(principal)} ${windowId}`),
    onWindowClosed: (principal, windowId) => windows.push(`close ${nameOf(principal)} ${windowId}`),
    ...changes,
  });
  server = createHttpServer((_request, response) => response.end(), { '/realtime': gateway.upgrade });
  url = `ws://127.0.0.1:${await server.listen('127.0.0.1', 0)}/realtime`;
}

async function stop(): Promise<void> {
  clients.forEach((client) => client.drop());
  publisher.stop();
  await gateway.stop();
  await server.close(0);
}

const nameOf = ({ userId }: Principal) => Object.keys(people).find((name) => people[name]?.userId === userId);
const userId = (name: string) => (people[name] as Principal).userId;

function client(token: string, changes: Partial<RealtimeClientOptions> = {}): RealtimeClient {
  const made = createRealtimeClient({ url, token, ...changes });
  clients.push(made);
  return made;
}

async function connected(token: string, changes: Partial<RealtimeClientOptions> = {}): Promise<RealtimeClient> {
  const made = client(token, changes);
  await made.connect();
  return made;
}

/** A round trip: everything the server had sent before has arrived. */
let pings = 0;
async function settle(...which: RealtimeClient[]): Promise<void> {
  for (const each of which) {
    const t = (pings += 1);
    each.send({ type: 'ping', t });
    await each.next(is('pong', (pong) => pong.t === t));
  }
}

/** Lets time pass while the client answers the heartbeats. */
async function pass(ms: number, each: RealtimeClient): Promise<void> {
  for (let left = ms; left > 0; left -= 15_000) {
    clock.advance(Math.min(left, 15_000));
    await settle(each);
  }
}

const callOf = (name: string, changes: Parameters<typeof makeCall>[0] = {}) => {
  const { organisationId } = people[name] as Principal;
  const call = makeCall(changes);
  publisher.toUser(organisationId, userId(name), { type: 'call', call });
  return call;
};

describe('hello', () => {
  test('is answered by a welcome with the snapshot', async () => {
    const anna = client('anna');
    const welcome = await anna.connect();
    expect(welcome).toMatchObject({ cursor: { user: 0, organisation: 0 }, snapshot: expect.any(Object), serverTimeMs: clock.nowMs(), tokenExpiresAtMs: people['anna']?.expiresAtMs });
    expect(Snapshot.safeParse(welcome.snapshot).success).toBe(true);
    expect(snapshot).toHaveBeenCalledWith(people['anna']);
  });

  test.each([
    ['forged', 'protocol', 'auth.invalid'],
    ['expired', 'tokenExpired', 'auth.expired'],
    ['away', 'protocol', 'server.unavailable'],
  ])('with a token that is %s ends in a bye', async (token, reason, code) => {
    await expect(client(token).connect()).rejects.toMatchObject({ bye: { reason, problem: { code } } });
    expect(windows).toEqual([]);
  });

  test('whose snapshot fails ends in a bye', async () => {
    snapshot.mockRejectedValue(new VaxelError('server.unavailable'));
    await expect(client('anna').connect()).rejects.toMatchObject({ bye: { problem: { code: 'server.unavailable' } } });
  });

  test('that never comes ends the connection after 10 s', async () => {
    const anna = client('anna');
    const upgraded = new Promise((resolve) => server.server.once('upgrade', resolve));
    const socket = new (jest.requireActual<typeof import('ws')>('ws').WebSocket)(url);
    await upgraded;
    await new Promise((resolve) => socket.once('open', resolve));
    clock.advance(9_999);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    expect(gateway.count()).toBe(1);
    clock.advance(1);
    expect(await closed).toBe(1008);
    expect(gateway.count()).toBe(0);
    expect(anna.received).toEqual([]);
  });

  test('a second one is refused', async () => {
    const anna = await connected('anna');
    anna.send({ type: 'hello', token: 'anna', windowId: randomUUID() });
    expect(await anna.next(is('bye'))).toMatchObject({ reason: 'protocol', problem: { code: 'request.invalid' } });
  });

  test('asks for the token once, whatever follows', async () => {
    const anna = await connected('anna');
    for (let i = 0; i < 5; i += 1) await anna.command(hangUp());
    expect(authenticate).toHaveBeenCalledTimes(1);
  });
});

describe('bad messages', () => {
  test.each<[string, string | Buffer]>([
    ['no JSON', '{'],
    ['an unknown type', '{"type":"evil"}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['nothing', ''],
    ['bytes', Buffer.from('{"type":"ping","t":1}')],
    ['an unknown command', '{"type":"command","id":1,"command":{"name":"call.steal","callId":"11111111-1111-4111-8111-111111111111"}}'],
    ['a command without call', '{"type":"command","id":1,"command":{"name":"call.hangUp"}}'],
    ['letters as digits', '{"type":"command","id":1,"command":{"name":"call.sendDigits","callId":"11111111-1111-4111-8111-111111111111","digits":"12x"}}'],
    ['__proto__', '{"__proto__":{"type":"ping"},"t":1}'],
  ])('%s ends the connection, and nothing is done', async (_, data) => {
    const anna = await connected('anna');
    anna.sendRaw(data);
    expect(await anna.next(is('bye'))).toMatchObject({ reason: 'protocol', problem: { code: 'request.invalid' } });
    expect(await anna.closed).toBe(1008);
    expect(execute).not.toHaveBeenCalled();
  });

  test('a frame of more than 32 kB ends the connection', async () => {
    const anna = await connected('anna');
    anna.sendRaw(JSON.stringify({ type: 'token', token: 'x'.repeat(40_000) }));
    expect(await anna.closed).toBe(1009);
  });

  test('before the hello nothing else is taken', async () => {
    const socket = new (jest.requireActual<typeof import('ws')>('ws').WebSocket)(url);
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({ type: 'command', id: 1, command: hangUp() }));
    expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(1008);
    expect(execute).not.toHaveBeenCalled();
  });

  test('too many of them end the connection', async () => {
    const anna = await connected('anna');
    for (let i = 0; i < 80; i += 1) anna.send({ type: 'ping', t: -i });
    expect(await anna.next(is('bye'))).toMatchObject({ reason: 'protocol', problem: { code: 'request.tooMany' } });
  });

  test('as many as a person can send in a long day do not', async () => {
    const anna = await connected('anna');
    for (let i = 0; i < 300; i += 1) {
      clock.advance(60);
      await settle(anna);
    }
    expect(anna.received.some(is('bye'))).toBe(false);
  });
});

describe('events', () => {
  test('of a person come to all of their windows and to nobody else’s', async () => {
    const [one, two, bjorn, olga] = [await connected('anna'), await connected('anna'), await connected('bjorn'), await connected('olga')];
    const call = callOf('anna');
    await settle(one, two, bjorn, olga);
    expect([one, two, bjorn, olga].map(({ state }) => [...state.calls.keys()])).toEqual([[call.id], [call.id], [], []]);
  });

  test('of the lines come to the whole organisation and to no other', async () => {
    const [anna, bjorn, olga] = [await connected('anna'), await connected('bjorn'), await connected('olga')];
    publisher.lineChanged(fjallbo, lineChange(userId('anna'), 'inCall'));
    publisher.lineChanged(other, lineChange(userId('olga'), 'ringing'));
    clock.advance(50);
    await settle(anna, bjorn, olga);
    expect([anna, bjorn, olga].map(({ state }) => [...state.lines])).toEqual([[[userId('anna'), 'inCall']], [[userId('anna'), 'inCall']], [[userId('olga'), 'ringing']]]);
  });

  test('are numbered without a gap in each stream', async () => {
    const anna = await connected('anna');
    for (let i = 0; i < 20; i += 1) {
      callOf('anna');
      publisher.lineChanged(fjallbo, lineChange(userId('bjorn'), i % 2 === 0 ? 'inCall' : 'idle'));
      clock.advance(50);
    }
    await settle(anna);
    expect([anna.cursor, anna.faults]).toEqual([{ user: 20, organisation: 20 }, []]);
  });

  test('that happen while the snapshot is read are not lost', async () => {
    let finish = (_snapshot: Snapshot) => undefined as void;
    const asked = new Promise<void>((resolve) => {
      snapshot.mockImplementation(
        () =>
          new Promise((done) => {
            finish = done;
            resolve();
          }),
      );
    });
    const anna = client('anna');
    const welcome = anna.connect();
    await asked;
    const call = callOf('anna');
    finish(makeSnapshot());
    expect((await welcome).cursor.user).toBe(0);
    await settle(anna);
    expect([...anna.state.calls.keys()]).toEqual([call.id]);
    expect(anna.faults).toEqual([]);
  });
});

describe('after a break', () => {
  test('a client gets what it missed, in order and once, without a snapshot', async () => {
    const anna = await connected('anna');
    const before = callOf('anna');
    await settle(anna);
    anna.drop();
    const missed = [callOf('anna'), callOf('anna')];
    publisher.lineChanged(fjallbo, lineChange(userId('bjorn'), 'inCall'));
    clock.advance(50);
    const welcome = await anna.connect();
    const after = callOf('anna');
    await settle(anna);
    expect(welcome).toMatchObject({ cursor: { user: 1, organisation: 0 } });
    expect(welcome.snapshot).toBeUndefined();
    expect([...anna.state.calls.keys()]).toEqual([before, ...missed, after].map(({ id }) => id));
    expect(anna.state.lines.get(userId('bjorn'))).toBe('inCall');
    expect(anna.faults).toEqual([]);
    expect(snapshot).toHaveBeenCalledTimes(1);
  });

  test('that was longer than the log a client gets a snapshot', async () => {
    const anna = await connected('anna');
    callOf('anna');
    await settle(anna);
    anna.drop();
    for (let i = 0; i < 150; i += 1) callOf('anna');
    const entry = makeHistoryEntry();
    snapshot.mockResolvedValue(makeSnapshot({ history: [entry] }));
    expect(await anna.connect()).toMatchObject({ cursor: { user: 151, organisation: 0 }, snapshot: { history: [entry] } });
    callOf('anna');
    await settle(anna);
    expect(anna.faults).toEqual([]);
  });

  test('of the server itself a client gets a snapshot', async () => {
    const anna = await connected('anna');
    callOf('anna');
    await settle(anna);
    await stop();
    await start({});
    const again = createRealtimeClient({ url, token: 'anna' });
    clients.push(again);
    expect((await again.connect()).snapshot).toBeDefined();
  });

  test.each([
    ['another epoch', (epoch: string) => ({ epoch: `${epoch}x`, cursor: { user: 0, organisation: 0 } })],
    ['the future', (epoch: string) => ({ epoch, cursor: { user: 5, organisation: 0 } })],
  ])('a cursor of %s is answered by a snapshot', async (_, resume) => {
    const anna = await connected('anna');
    const { epoch } = anna.received.find(is('welcome')) as Message<'welcome'>;
    anna.drop();
    const socket = new (jest.requireActual<typeof import('ws')>('ws').WebSocket)(url);
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({ type: 'hello', token: 'anna', windowId: randomUUID(), resume: resume(epoch) }));
    const first = await new Promise<string>((resolve) => socket.once('message', (data) => resolve(String(data))));
    expect((JSON.parse(first) as Message<'welcome'>).snapshot).toBeDefined();
    socket.terminate();
  });

  test('another person’s cursor shows nothing of that person', async () => {
    const anna = await connected('anna');
    callOf('anna');
    await settle(anna);
    const { epoch } = anna.received.find(is('welcome')) as Message<'welcome'>;
    const socket = new (jest.requireActual<typeof import('ws')>('ws').WebSocket)(url);
    await new Promise((resolve) => socket.once('open', resolve));
    const texts: string[] = [];
    socket.on('message', (data) => texts.push(String(data)));
    socket.send(JSON.stringify({ type: 'hello', token: 'olga', windowId: randomUUID(), resume: { epoch, cursor: { user: 0, organisation: 0 } } }));
    socket.send(JSON.stringify({ type: 'ping', t: 1 }));
    await new Promise<void>((resolve) => socket.on('message', (data) => (String(data).includes('"welcome"') ? resolve() : undefined)));
    socket.terminate();
    expect(texts.join()).not.toContain('"events"');
  });
});

describe('commands', () => {
  test('are carried out as the token’s person, one after the other, and acknowledged when done', async () => {
    const anna = await connected('anna');
    const order: string[] = [];
    execute.mockImplementation(async (_principal, command) => {
      order.push(`begin ${command.callId}`);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`end ${command.callId}`);
    });
    const ids = [randomUUID() as CallId, randomUUID() as CallId];
    expect(await Promise.all(ids.map((id) => anna.command(hangUp(id))))).toMatchObject([{ ok: true }, { ok: true }]);
    expect(order).toEqual(ids.flatMap((id) => [`begin ${id}`, `end ${id}`]));
    expect(execute.mock.calls[0]?.[0]).toBe(people['anna']);
  });

  test('that are refused come back with the problem, and the connection stays', async () => {
    const anna = await connected('anna');
    execute.mockRejectedValueOnce(new VaxelError('call.notFound', 'No such call.'));
    expect(await anna.command(hangUp())).toMatchObject({ ok: false, problem: { code: 'call.notFound', status: 404, detail: 'No such call.' } });
    expect(await anna.command(hangUp())).toMatchObject({ ok: true });
  });

  test('that hit a fault of ours tell nothing of it', async () => {
    const anna = await connected('anna');
    execute.mockRejectedValueOnce(new TypeError('secret'));
    const ack = await anna.command(hangUp());
    expect(ack).toMatchObject({ ok: false, problem: { code: 'server.error' } });
    expect(JSON.stringify(ack)).not.toContain('secret');
  });
});

describe('the token', () => {
  test('that runs out ends the connection with a bye', async () => {
    const anna = await connected('anna+600');
    await pass(599_999, anna);
    expect(anna.received.some(is('bye'))).toBe(false);
    clock.advance(1);
    expect(await anna.next(is('bye'))).toMatchObject({ reason: 'tokenExpired', problem: { code: 'auth.expired' } });
    expect(await anna.closed).toBe(4401);
  });

  test('can be renewed, again and again', async () => {
    const anna = await connected('anna+20');
    for (let i = 1; i <= 3; i += 1) {
      clock.advance(15_000);
      anna.send({ type: 'token', token: 'anna+20' });
      await anna.next(is('token.accepted', ({ tokenExpiresAtMs }) => tokenExpiresAtMs === clock.nowMs() + 20_000));
    }
    expect(anna.received.some(is('bye'))).toBe(false);
  });

  test.each(['bjorn', 'olga', 'forged'])('of %s is refused on Anna’s connection', async (token) => {
    const anna = await connected('anna');
    anna.send({ type: 'token', token });
    expect(await anna.next(is('bye'))).toMatchObject({ reason: 'protocol', problem: { code: 'auth.invalid' } });
  });

  test('that cannot be checked now leaves the old one in force', async () => {
    const anna = await connected('anna');
    anna.send({ type: 'token', token: 'away' });
    await settle(anna);
    expect(await anna.command(hangUp())).toMatchObject({ ok: true });
  });

  test('that lives only by the clock skew is given a minute to be renewed', async () => {
    const anna = await connected('anna+-100');
    await pass(59_999, anna);
    expect(anna.received.some(is('bye'))).toBe(false);
    clock.advance(1);
    expect(await anna.next(is('bye'))).toMatchObject({ reason: 'tokenExpired' });
  });
});

describe('windows', () => {
  test('are told when they open and close', async () => {
    const windowId = randomUUID();
    const anna = await connected('anna', { windowId });
    anna.drop();
    await until(() => windows.length === 2);
    expect(windows).toEqual([`open anna ${windowId}`, `close anna ${windowId}`]);
  });

  test('that come back before their old connection has ended replace it, unheard', async () => {
    const windowId = randomUUID();
    const first = await connected('anna', { windowId });
    const second = await connected('anna', { windowId });
    await first.closed;
    await settle(second);
    expect(windows).toEqual([`open anna ${windowId}`]);
    expect(gateway.count()).toBe(1);
  });

  test('with the same id of another person are not touched', async () => {
    const windowId = randomUUID();
    const anna = await connected('anna', { windowId });
    await connected('bjorn', { windowId });
    await settle(anna);
    expect(gateway.count()).toBe(2);
  });

  test('beyond 20 of one person are refused; a colleague’s are not', async () => {
    for (let i = 0; i < 20; i += 1) await connected('anna');
    await expect(client('anna').connect()).rejects.toMatchObject({ bye: { reason: 'protocol', problem: { code: 'request.tooMany' } } });
    await connected('bjorn');
    expect(gateway.count()).toBe(21);
  });
});

describe('the socket', () => {
  test('that no longer answers is cut after two heartbeats', async () => {
    const port = Number(new URL(url).port);
    const dead = connectTcp(port, '127.0.0.1');
    const answered = new Promise<string>((resolve) => dead.once('data', (data) => resolve(String(data))));
    dead.write(`GET /realtime HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`);
    expect(await answered).toContain('101');
    // A masked hello, written by hand: this client never answers pings.
    const hello = Buffer.from(JSON.stringify({ type: 'hello', token: 'anna', windowId: randomUUID() }));
    dead.write(Buffer.concat([Buffer.from([0x81, 0xfe, hello.length >> 8, hello.length & 255, 0, 0, 0, 0]), hello]));
    const alive = await connected('anna');
    await until(() => gateway.count() === 2 && windows.length === 2);
    const closed = new Promise((resolve) => dead.once('close', resolve));
    clock.advance(20_000);
    await settle(alive);
    clock.advance(20_000);
    await closed;
    await settle(alive);
    expect(gateway.count()).toBe(1);
  });

  test('that reads too slowly is cut, and its window resumes without a loss', async () => {
    const anna = await connected('anna');
    anna.socket?.pause();
    const label = 'x'.repeat(60_000);
    // More than the buffers of two sockets and the backlog allowed.
    for (let i = 0; i < 400 && gateway.count() === 1; i += 1) {
      callOf('anna', { deviceLabel: label });
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(gateway.count()).toBe(0);
    anna.drop();
    expect((await anna.connect()).type).toBe('welcome');
  });

  test.each([
    ['a stranger’s page', 'https://evil.example', 403],
    ['a page without origin', 'null', 403],
    ['a like-sounding host', 'https://phone.fjallbo.example.evil.example', 403],
  ])('of %s is refused', async (_, origin, status) => {
    await expect(client('anna', { origin }).connect()).rejects.toMatchObject({ status });
  });

  test('of the tab’s own page is taken', async () => {
    await connected('anna', { origin: 'https://phone.fjallbo.example' });
    await connected('anna', { origin: url.replace('ws:', 'http:').replace('/realtime', '') });
  });

  test('of an address that guesses tokens is refused without looking', async () => {
    await stop();
    await start({ limits: createRateLimits({ refusedTokens: { points: 3, seconds: 60 } }) });
    for (let i = 0; i < 3; i += 1) await expect(client('forged').connect()).rejects.toMatchObject({ bye: { problem: { code: 'auth.invalid' } } });
    await expect(client('anna').connect()).rejects.toMatchObject({ bye: { problem: { code: 'request.tooMany' } } });
    expect(authenticate).toHaveBeenCalledTimes(3);
  });
});

test('stopping says good-bye, and no timer is left', async () => {
  const anna = await connected('anna');
  await gateway.stop();
  expect(await anna.next(is('bye'))).toMatchObject({ reason: 'shutdown' });
  expect(await anna.closed).toBe(1012);
  expect(clock.pending).toBe(0);
  await expect(client('anna').connect()).rejects.toMatchObject({ status: 503 });
});

/** Waits for what no message announces, turn by turn of the event loop. */
async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100_000; turn += 1) {
    if (condition()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('it never came true');
}
