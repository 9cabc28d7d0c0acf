import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { Message } from '../../tests/fakes/gateway';
import { is, useGateway } from '../../tests/fakes/gateway';
import { makeHistoryEntry, makeSnapshot } from '../../tests/fakes/snapshot';
import type { RealtimeClient } from '../../tests/fakes/realtime-client';
import type { UserId } from '../contract/ids';
import type { Snapshot } from '../contract/realtime';

const g = useGateway();
const { client, connected, settle, callOf, userId, start, stop } = g;

describe('events', () => {
  test('of a person come to all of their windows and to nobody else’s', async () => {
    const [one, two, bjorn, olga] = [
      await connected('anna'),
      await connected('anna'),
      await connected('bjorn'),
      await connected('olga'),
    ];
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
    socket.send(
      JSON.stringify({ type: 'hello', token: 'olga', windowId: randomUUID(), resume: { epoch, cursor: { user: 0 } } }),
    );
    socket.send(JSON.stringify({ type: 'ping', t: 1 }));
    await new Promise<void>((resolve) =>
      socket.on('message', (data) => (String(data).includes('"welcome"') ? resolve() : undefined)),
    );
    socket.terminate();
    expect(texts.join()).not.toContain('"events"');
  });
});

describe('values', () => {
  const linesOf = (window: RealtimeClient) =>
    [...window.state.lines].map(([id, line]) => `${Object.keys(g.people).find((name) => userId(name) === id)} ${line}`);
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
