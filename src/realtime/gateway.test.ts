import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { hangUp, is, useGateway } from '../../tests/fakes/gateway';
import type { RealtimeClient } from '../../tests/fakes/realtime-client';
import { makeSnapshot } from '../../tests/fakes/snapshot';
import { Waiters } from '../../tests/fakes/waiters';
import { VaxelError } from '../contract/errors';
import type { CallId, UserId } from '../contract/ids';
import { Snapshot } from '../contract/realtime';
import type { Principal } from '../ports/principal';

const g = useGateway();
const { client, connected, settle, pass } = g;

describe('hello', () => {
  test('is answered by a welcome with the snapshot', async () => {
    const anna = client('anna');
    const welcome = await anna.connect();
    expect(welcome).toMatchObject({
      cursor: { user: 0 },
      snapshot: expect.any(Object),
      serverTimeMs: g.clock.nowMs(),
      tokenExpiresAtMs: g.people['anna']?.expiresAtMs,
    });
    expect(Snapshot.safeParse(welcome.snapshot).success).toBe(true);
    expect(g.snapshot).toHaveBeenCalledWith(g.people['anna']);
  });

  test.each([
    ['forged', 'protocol', 'auth.invalid'],
    ['expired', 'tokenExpired', 'auth.expired'],
    ['away', 'protocol', 'server.unavailable'],
  ])('with a token that is %s ends in a bye', async (token, reason, code) => {
    await expect(client(token).connect()).rejects.toMatchObject({ bye: { reason, problem: { code } } });
    expect(g.windows).toEqual([]);
  });

  test('whose snapshot fails ends in a bye', async () => {
    g.snapshot.mockRejectedValue(new VaxelError('server.unavailable'));
    await expect(client('anna').connect()).rejects.toMatchObject({ bye: { problem: { code: 'server.unavailable' } } });
  });

  test('again and again from one person is drawn four at a time, and another person’s does not wait', async () => {
    const drawings: (() => void)[] = [];
    const waiters = new Waiters();
    const until = (count: number) =>
      waiters.until(
        () => drawings.length >= count,
        10_000,
        () => `${drawings.length} of ${count} snapshots`,
      );
    g.snapshot.mockImplementation(() => new Promise((resolve) => drawings.push(() => resolve(makeSnapshot()))));
    const welcomes = Array.from({ length: 6 }, () => client('anna').connect());
    await until(4);
    const other = client('bjorn').connect();
    await until(5);
    expect(g.snapshot.mock.calls.map(([principal]) => principal === g.people['anna'])).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    for (let drawn = 0; drawn < 7; drawn += 1) {
      await until(drawn + 1);
      drawings[drawn]?.();
    }
    await Promise.all([...welcomes, other]);
  });

  test('that never comes ends the connection after 10 s', async () => {
    const anna = client('anna');
    const upgraded = new Promise((resolve) => g.server.server.once('upgrade', resolve));
    const socket = new WebSocket(g.url);
    await upgraded;
    await new Promise((resolve) => socket.once('open', resolve));
    g.clock.advance(9_999);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    expect(g.gateway.count()).toBe(1);
    g.clock.advance(1);
    expect(await closed).toBe(1008);
    expect(g.gateway.count()).toBe(0);
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
    expect(g.authenticate).toHaveBeenCalledTimes(1);
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
    ['__proto__', '{"__proto__":{"type":"ping"},"t":1}'],
  ])('%s ends the connection, and nothing is done', async (_, data) => {
    const anna = await connected('anna');
    anna.sendRaw(data);
    expect(await anna.next(is('bye'))).toMatchObject({ reason: 'protocol', problem: { code: 'request.invalid' } });
    expect(await anna.closed).toBe(1008);
    expect(g.execute).not.toHaveBeenCalled();
  });

  const someCall = '11111111-1111-4111-8111-111111111111';

  test.each<[string, string]>([
    ['an unknown command', `{"type":"command","id":999,"command":{"name":"call.steal","callId":"${someCall}"}}`],
    ['a command without call', '{"type":"command","id":999,"command":{"name":"call.hangUp"}}'],
    [
      'letters as digits',
      `{"type":"command","id":999,"command":{"name":"call.sendDigits","callId":"${someCall}","digits":"12x"}}`,
    ],
    [
      'half an emoji in a number',
      `{"type":"command","id":999,"command":{"name":"call.transfer","callId":"${someCall}","number":"12\\ud800"}}`,
    ],
  ])('%s costs the command, not the window', async (_, data) => {
    const anna = await connected('anna');
    anna.sendRaw(data);
    expect(await anna.next(is('ack'))).toMatchObject({ id: 999, ok: false, problem: { code: 'request.invalid' } });
    expect(g.execute).not.toHaveBeenCalled();
    expect(await anna.command(hangUp())).toMatchObject({ ok: true });
  });

  test('a frame of more than 32 kB ends the connection', async () => {
    const anna = await connected('anna');
    anna.sendRaw(JSON.stringify({ type: 'token', token: 'x'.repeat(40_000) }));
    expect(await anna.closed).toBe(1009);
  });

  test('before the hello nothing else is taken', async () => {
    const socket = new WebSocket(g.url);
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({ type: 'command', id: 1, command: hangUp() }));
    expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(1008);
    expect(g.execute).not.toHaveBeenCalled();
  });

  test('who watches 300 at a time may do so less often than who watches a screenful', async () => {
    const watch = (client: RealtimeClient, count: number): void => {
      const people = Array.from({ length: count }, () => randomUUID() as UserId);
      client.send({ type: 'watch', watched: { people } });
    };
    const [anna, bjorn] = [await connected('anna'), await connected('bjorn')];
    for (let i = 0; i < 50; i += 1) watch(anna, 50);
    await settle(anna);
    for (let i = 0; i < 20; i += 1) watch(bjorn, 300);
    expect(await bjorn.next(is('bye'))).toMatchObject({ reason: 'protocol', problem: { code: 'request.tooMany' } });
  });

  test('too many of them end the connection', async () => {
    const anna = await connected('anna');
    for (let i = 0; i < 80; i += 1) anna.send({ type: 'ping', t: -i });
    expect(await anna.next(is('bye'))).toMatchObject({ reason: 'protocol', problem: { code: 'request.tooMany' } });
  });

  test('as many as a person can send in a long day do not', async () => {
    const anna = await connected('anna');
    for (let i = 0; i < 300; i += 1) {
      g.clock.advance(60);
      await settle(anna);
    }
    expect(anna.received.some(is('bye'))).toBe(false);
  });
});

describe('commands', () => {
  test('about one call are carried out as the token’s person, in order, and acknowledged when done', async () => {
    const anna = await connected('anna');
    const order: string[] = [];
    g.execute.mockImplementation(async (_principal, command) => {
      order.push(`begin ${command.name}`);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`end ${command.name}`);
    });
    const callId = randomUUID() as CallId;
    expect(
      await Promise.all([anna.command({ name: 'call.hold', callId }), anna.command(hangUp(callId))]),
    ).toMatchObject([{ ok: true }, { ok: true }]);
    expect(order).toEqual(['begin call.hold', 'end call.hold', 'begin call.hangUp', 'end call.hangUp']);
    expect(g.execute.mock.calls[0]?.[0]).toBe(g.people['anna']);
  });

  test('that are refused come back with the problem, and the connection stays', async () => {
    const anna = await connected('anna');
    g.execute.mockRejectedValueOnce(new VaxelError('call.notFound', 'No such call.'));
    expect(await anna.command(hangUp())).toMatchObject({
      ok: false,
      problem: { code: 'call.notFound', status: 404, detail: 'No such call.' },
    });
    expect(await anna.command(hangUp())).toMatchObject({ ok: true });
  });

  test('that are refused again and again do not fill the log', async () => {
    const lines: unknown[] = [];
    const other = () => undefined;
    await g.stop();
    await g.start({
      logger: { debug: other, warn: other, error: other, info: (_facts, line) => void lines.push(line) },
    });
    const anna = await connected('anna');
    g.execute.mockRejectedValue(new VaxelError('call.notFound'));
    for (let sent = 0; sent < 50; sent += 1) await anna.command(hangUp());
    expect(lines.filter((line) => line === 'command refused')).toHaveLength(20);
    g.clock.advance(5_000);
    for (let sent = 0; sent < 5; sent += 1) await anna.command(hangUp());
    expect(lines.filter((line) => line === 'command refused')).toHaveLength(21);
  });

  test('that were sent before the welcome are carried out after it, and acknowledged; a token too', async () => {
    const answers: (() => void)[] = [];
    g.authenticate.mockImplementationOnce(
      (token) => new Promise((resolve) => answers.push(() => resolve(g.people[token] as Principal))),
    );
    const anna = client('anna');
    const welcome = anna.connect();
    while (answers.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const ack = anna.command(hangUp());
    anna.send({ type: 'token', token: 'anna+900' });
    anna.send({ type: 'ping', t: 1 });
    await anna.next(is('pong'));
    expect(g.execute).not.toHaveBeenCalled();
    answers[0]?.();
    expect(await ack).toMatchObject({ ok: true });
    await anna.next(is('token.accepted'));
    await welcome;
    const types = anna.received.map(({ type }) => type).filter((type) => type !== 'events');
    expect([types.slice(0, 2), types.slice(2).sort()]).toEqual([
      ['pong', 'welcome'],
      ['ack', 'token.accepted'],
    ]);
  });

  test('that hit a fault of ours tell nothing of it', async () => {
    const anna = await connected('anna');
    g.execute.mockRejectedValueOnce(new TypeError('secret'));
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
    g.clock.advance(1);
    expect(await anna.next(is('bye'))).toMatchObject({ reason: 'tokenExpired', problem: { code: 'auth.expired' } });
    expect(await anna.closed).toBe(4401);
  });

  test('can be renewed, again and again', async () => {
    const anna = await connected('anna+20');
    for (let i = 1; i <= 3; i += 1) {
      g.clock.advance(15_000);
      anna.send({ type: 'token', token: 'anna+20' });
      await anna.next(is('token.accepted', ({ tokenExpiresAtMs }) => tokenExpiresAtMs === g.clock.nowMs() + 20_000));
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
    g.clock.advance(1);
    expect(await anna.next(is('bye'))).toMatchObject({ reason: 'tokenExpired' });
  });
});
