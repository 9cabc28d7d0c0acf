import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { WebSocket } from 'ws';
import { is, useGateway } from '../../tests/fakes/gateway';
import type { CallId } from '../contract/ids';
import { createTokenGuard } from '../http/token-guard';

const g = useGateway();
const { client, connected, settle, pass, callOf, start, stop } = g;

describe('commands', () => {
  test('about one call wait for each other, and hold back no other call', async () => {
    const started: string[] = [];
    let finish = (): void => undefined;
    g.execute.mockImplementation((_principal, command) => {
      started.push(`${command.name} ${'callId' in command ? command.callId : ''}`);
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
    await expect(client('anna').connect()).rejects.toMatchObject({
      bye: { reason: 'protocol', problem: { code: 'request.tooMany' } },
    });
    await connected('bjorn');
    expect(g.gateway.count()).toBe(21);
  });
});

describe('the socket', () => {
  test('that no longer answers is cut after two heartbeats', async () => {
    const port = Number(new URL(g.url).port);
    const dead = connectTcp(port, '127.0.0.1');
    const answered = new Promise<string>((resolve) => dead.once('data', (data) => resolve(String(data))));
    dead.write(
      'GET /realtime HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: ' +
        `13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`,
    );
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
      authenticateFrom: createTokenGuard({
        authenticate: g.authenticate,
        knows: () => false,
        clock: g.clock,
        place: { burst: 3, perSecond: 0.01 },
        slow: { burst: 1, perSecond: 0.01 },
      }),
    });
    await anna.connect();
    for (let i = 0; i < 4; i += 1)
      await expect(client('forged').connect()).rejects.toMatchObject({ bye: { problem: { code: 'auth.invalid' } } });
    await expect(client('bjorn').connect()).rejects.toMatchObject({
      bye: { problem: { code: 'request.tooMany' }, retryInMs: 100_000 },
    });
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
    await pass(1_000, anna);
    await Promise.all(Array.from({ length: 1_000 }, open));
    await settle(anna);
    expect(closed).toBe(0);
    await pass(1_000, anna);
    await until(() => silent[0]?.readyState === WebSocket.CLOSED);
    await connected('bjorn');
    await pass(1_000, anna);
    expect(closed).toBe(1);
    await settle(anna);
    for (const socket of silent) socket.terminate();
    await until(() => g.gateway.count() === 2);
  });
});

test('stopping sends windows away for times that differ, so that they do not all come back at once', async () => {
  await stop();
  await start({ backAfterMs: () => 3_000 });
  const windows = await Promise.all(Array.from({ length: 6 }, () => connected('anna')));
  await g.gateway.stop();
  const byes = await Promise.all(windows.map((window) => window.next(is('bye'))));
  expect(byes.map(({ retryInMs }) => retryInMs).toSorted()).toEqual([3_000, 3_001, 3_002, 3_002, 3_003, 3_004]);
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
