import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { Message } from '../../tests/fakes/gateway';
import { is, useGateway } from '../../tests/fakes/gateway';
import { makeHistoryEntry, makeSnapshot } from '../../tests/fakes/snapshot';
import type { RealtimeClient } from '../../tests/fakes/realtime-client';
import type { CallId, UserId } from '../contract/ids';
import type { Snapshot } from '../contract/realtime';
import { createTokenGuard } from '../http/token-guard';

const g = useGateway();
const { client, connected, settle, callOf, userId, start, stop } = g;

describe('events', () => {
  test('of a person come to all of their windows and to nobody else’s', async () => {
    const [one, two, bjorn, olga] = [await connected('anna'), await connected('anna'), await connected('bjorn'), await connected('olga')];
    const call = callOf('anna');
    await settle(one, two, bjorn, olga);
    expect([one, two, bjorn, olga].map(({ state }) => [...state.calls.keys()])).toEqual([[call.id], [call.id], [], []]);
  });

  test('are numbered without a gap', async () => {
    const anna = await connected('anna');
    for (let i = 0; i < 20; i += 1) callOf('anna');
    await settle(anna);
    expect([anna.cursor, anna.faults]).toEqual([{ user: 20 }, []]);
  });

  test('that happen while the snapshot is read are not lost', async () => {
    let finish = (_snapshot: Snapshot) => undefined as void;
    const asked = new Promise<void>((resolve) => {
      g.snapshot.mockImplementation(
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
    const welcome = await anna.connect();
    const after = callOf('anna');
    await settle(anna);
    expect(welcome).toMatchObject({ cursor: { user: 1 } });
    expect(welcome.snapshot).toBeUndefined();
    expect([...anna.state.calls.keys()]).toEqual([before, ...missed, after].map(({ id }) => id));
    expect(anna.faults).toEqual([]);
    expect(g.snapshot).toHaveBeenCalledTimes(1);
  });

  test('that was longer than the log a client gets a snapshot', async () => {
    const anna = await connected('anna');
    callOf('anna');
    await settle(anna);
    anna.drop();
    for (let i = 0; i < 150; i += 1) callOf('anna');
    const entry = makeHistoryEntry();
    g.snapshot.mockResolvedValue(makeSnapshot({ history: [entry] }));
    expect(await anna.connect()).toMatchObject({ cursor: { user: 151 }, snapshot: { history: [entry] } });
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
    const entry = makeHistoryEntry();
    g.snapshot.mockResolvedValue(makeSnapshot({ history: [entry] }));
    expect(await anna.connect()).toMatchObject({ cursor: { user: 0 }, snapshot: { history: [entry] } });
    callOf('anna');
    await settle(anna);
    expect(anna.faults).toEqual([]);
  });

  test.each([
    ['another epoch', (epoch: string) => ({ epoch: `${epoch}x`, cursor: { user: 0 } })],
    ['the future', (epoch: string) => ({ epoch, cursor: { user: 5 } })],
  ])('a cursor of %s is answered by a snapshot', async (_, resume) => {
    const anna = await connected('anna');
    const { epoch } = anna.received.find(is('welcome')) as Message<'welcome'>;
    anna.drop();
    const socket = new WebSocket(g.url);
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
    const socket = new WebSocket(g.url);
    await new Promise((resolve) => socket.once('open', resolve));
    const texts: string[] = [];
    socket.on('message', (data) => texts.push(String(data)));
    socket.send(JSON.stringify({ type: 'hello', token: 'olga', windowId: randomUUID(), resume: { epoch, cursor: { user: 0 } } }));
    socket.send(JSON.stringify({ type: 'ping', t: 1 }));
    await new Promise<void>((resolve) => socket.on('message', (data) => (String(data).includes('"welcome"') ? resolve() : undefined)));
    socket.terminate();
    expect(texts.join()).not.toContain('"events"');
  });
});

describe('values', () => {
  const linesOf = (window: RealtimeClient) => [...window.state.lines].map(([id, line]) => `${Object.keys(g.people).find((name) => userId(name) === id)} ${line}`);
  const framesOf = (window: RealtimeClient) => window.received.filter(is('values')).length;

  test('come at once to whoever begins to watch, then with each tick, the newest of each person', async () => {
    const anna = await connected('anna');
    g.setLine('bjorn', 'idle');
    anna.watch(userId('bjorn'), userId('anna'));
    await settle(anna);
    expect(linesOf(anna)).toEqual(['bjorn idle', 'anna offline']);
    g.setLine('bjorn', 'ringing');
    g.clock.advance(49);
    g.setLine('bjorn', 'inCall');
    await settle(anna);
    expect(framesOf(anna)).toBe(1);
    g.clock.advance(1);
    await settle(anna);
    expect(linesOf(anna)).toEqual(['bjorn inCall', 'anna offline']);
    expect(framesOf(anna)).toBe(2);
  });

  test('of whom nobody watches are told to nobody, also after one has ceased to', async () => {
    const [anna, bjorn] = [await connected('anna'), await connected('bjorn')];
    anna.watch(userId('bjorn'));
    anna.send({ type: 'watch', watched: { people: [] } });
    await settle(anna, bjorn);
    g.setLine('bjorn', 'inCall');
    g.clock.advance(50);
    await settle(anna, bjorn);
    expect([framesOf(anna), framesOf(bjorn)]).toEqual([1, 0]);
  });

  test('of another organisation, or of nobody, are none', async () => {
    const olga = await connected('olga');
    olga.watch(userId('anna'), randomUUID() as UserId, userId('olga'));
    await settle(olga);
    g.setLine('anna', 'inCall');
    g.clock.advance(50);
    await settle(olga);
    expect(linesOf(olga)).toEqual(['olga offline']);
    expect(framesOf(olga)).toBe(1);
  });

  test('are told anew to a window that is back, which may have missed some', async () => {
    const anna = await connected('anna');
    anna.watch(userId('bjorn'));
    await settle(anna);
    anna.drop();
    g.setLine('bjorn', 'ringing');
    g.clock.advance(50);
    await anna.connect();
    await settle(anna);
    expect(linesOf(anna)).toEqual(['bjorn ringing']);
  });

  test('beyond 300 people are not asked for', async () => {
    const anna = await connected('anna');
    anna.send({ type: 'watch', watched: { people: Array.from({ length: 301 }, () => randomUUID() as UserId) } });
    expect(await anna.next(is('bye'))).toMatchObject({ problem: { code: 'request.invalid' } });
  });
});

describe('commands', () => {
  test('about one call wait for each other, and hold back no other call', async () => {
    const started: string[] = [];
    let finish = (): void => undefined;
    g.execute.mockImplementation((_principal, command) => {
      started.push(`${command.name} ${command.callId}`);
      return command.name === 'call.hold' ? new Promise((resolve) => (finish = resolve)) : Promise.resolve();
    });
    const [one, two] = [randomUUID() as CallId, randomUUID() as CallId];
    const anna = await connected('anna');
    const held = anna.command({ name: 'call.hold', callId: one });
    const resumed = anna.command({ name: 'call.resume', callId: one });
    expect(await anna.command({ name: 'call.hangUp', callId: two })).toMatchObject({ ok: true });
    expect(started).toEqual([`call.hold ${one}`, `call.hangUp ${two}`]);
    finish();
    await Promise.all([held, resumed]);
    expect(started.at(-1)).toBe(`call.resume ${one}`);
  });
});

describe('windows', () => {
  test('are told when they open and close', async () => {
    const windowId = randomUUID();
    const anna = await connected('anna', { windowId });
    anna.drop();
    await until(() => g.windows.length === 2);
    expect(g.windows).toEqual([`open anna ${windowId}`, `close anna ${windowId}`]);
  });

  test('that come back before their old connection has ended replace it, unheard', async () => {
    const windowId = randomUUID();
    const first = await connected('anna', { windowId });
    const second = await connected('anna', { windowId });
    await first.closed;
    await settle(second);
    expect(g.windows).toEqual([`open anna ${windowId}`]);
    expect(g.gateway.count()).toBe(1);
  });

  test('with the same id of another person are not touched', async () => {
    const windowId = randomUUID();
    const anna = await connected('anna', { windowId });
    await connected('bjorn', { windowId });
    await settle(anna);
    expect(g.gateway.count()).toBe(2);
  });

  test('beyond 20 of one person are refused; a colleague’s are not', async () => {
    for (let i = 0; i < 20; i += 1) await connected('anna');
    await expect(client('anna').connect()).rejects.toMatchObject({ bye: { reason: 'protocol', problem: { code: 'request.tooMany' } } });
    await connected('bjorn');
    expect(g.gateway.count()).toBe(21);
  });
});

describe('the socket', () => {
  test('that no longer answers is cut after two heartbeats', async () => {
    const port = Number(new URL(g.url).port);
    const dead = connectTcp(port, '127.0.0.1');
    const answered = new Promise<string>((resolve) => dead.once('data', (data) => resolve(String(data))));
    dead.write(`GET /realtime HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`);
    expect(await answered).toContain('101');
    // A masked hello, written by hand: this client never answers pings.
    const hello = Buffer.from(JSON.stringify({ type: 'hello', token: 'anna', windowId: randomUUID() }));
    dead.write(Buffer.concat([Buffer.from([0x81, 0xfe, hello.length >> 8, hello.length & 255, 0, 0, 0, 0]), hello]));
    const alive = await connected('anna');
    await until(() => g.gateway.count() === 2 && g.windows.length === 2);
    const closed = new Promise((resolve) => dead.once('close', resolve));
    g.clock.advance(20_000);
    await settle(alive);
    g.clock.advance(20_000);
    await closed;
    await settle(alive);
    expect(g.gateway.count()).toBe(1);
  });

  test('that reads too slowly is cut, and its window resumes without a loss', async () => {
    const anna = await connected('anna');
    anna.socket?.pause();
    const label = 'x'.repeat(60_000);
    // More than the buffers of two sockets and the backlog allowed.
    for (let i = 0; i < 400 && g.gateway.count() === 1; i += 1) {
      callOf('anna', { deviceLabel: label });
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(g.gateway.count()).toBe(0);
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
    await connected('anna', { origin: g.url.replace('ws:', 'http:').replace('/realtime', '') });
  });

  test('of an address that guesses tokens is refused unseen; an open window still renews its token', async () => {
    const anna = await connected('anna+600');
    await stop();
    await start({
      authenticateFrom: createTokenGuard({ authenticate: g.authenticate, knows: () => false, clock: g.clock, place: { burst: 3, perSecond: 0.01 }, slow: { burst: 1, perSecond: 0.01 } }),
    });
    await anna.connect();
    for (let i = 0; i < 4; i += 1) await expect(client('forged').connect()).rejects.toMatchObject({ bye: { problem: { code: 'auth.invalid' } } });
    await expect(client('bjorn').connect()).rejects.toMatchObject({ bye: { problem: { code: 'request.tooMany' } } });
    expect(g.authenticate).toHaveBeenCalledTimes(6);
    anna.send({ type: 'token', token: 'anna' });
    expect(await anna.next(is('token.accepted'))).toMatchObject({ tokenExpiresAtMs: g.people['anna']?.expiresAtMs });
  });

  test('of who says nothing makes room: the oldest of 1,001 goes, and whoever says hello is let in', async () => {
    const anna = await connected('anna');
    const silent: WebSocket[] = [];
    let closed = 0;
    const open = async () => {
      const socket = new WebSocket(g.url);
      silent.push(socket);
      socket.on('error', () => undefined).on('close', () => (closed += 1));
      await once(socket, 'open');
    };
    await open();
    await Promise.all(Array.from({ length: 1_000 }, open));
    await until(() => silent[0]?.readyState === WebSocket.CLOSED);
    await connected('bjorn');
    await until(() => closed === 2);
    await settle(anna);
    for (const socket of silent) socket.terminate();
    await until(() => g.gateway.count() === 2);
  });
});

test('stopping says good-bye, and no timer is left', async () => {
  const anna = await connected('anna');
  await g.gateway.stop();
  expect(await anna.next(is('bye'))).toMatchObject({ reason: 'shutdown' });
  expect(await anna.closed).toBe(1012);
  expect(g.clock.pending).toBe(0);
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

test('a window that is sent away in the breath in which it watches watches nothing', async () => {
  const anna = await connected('anna');
  // Both come in one packet: the second ends the connection before the first was carried out.
  const tcp = Reflect.get(anna.socket ?? {}, '_socket') as Socket;
  tcp.cork();
  anna.send({ type: 'watch', watched: { people: [userId('bjorn')] } });
  anna.sendRaw('nonsense');
  tcp.uncork();
  expect(await anna.closed).toBe(1008);
  g.clock.advance(1_000);
  const before = g.clock.pending;
  g.setLine('bjorn', 'inCall');
  expect(g.clock.pending).toBe(before);
});
