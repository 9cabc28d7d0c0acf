import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { systemClock } from '../time/system-clock';
import { createGateway } from '../realtime/gateway';
import { createMemoryEventLog } from '../realtime/memory-event-log';
import { createTopics } from '../realtime/topics';
import { createEmbeddedSwitch } from '../switch/embedded';
import { createHttpServer } from './server';
import type { HttpServer } from './server';
import { createTurns } from '../limits/turns';

function talk(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

const upgrade = (path: string) =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;

test('upgrades go to the handler of their path, others are refused', async () => {
  const server = createHttpServer((_request, response) => response.end(), {
    '/sip': (_request, socket) => socket.end('HTTP/1.1 101 sip\r\n\r\n'),
  });
  const port = await server.listen('127.0.0.1', 0);
  try {
    expect(await talk(port, upgrade('/sip?x=1'))).toContain('101 sip');
    for (const path of ['/sip/', '/', '/constructor', '/__proto__', '*'])
      expect(await talk(port, upgrade(path))).toContain('404');
  } finally {
    await server.close();
  }
});

test('a port that is taken is told by the system’s own code', async () => {
  const first = createHttpServer(() => undefined, {});
  const second = createHttpServer(() => undefined, {});
  const port = await first.listen('127.0.0.1', 0);
  await expect(second.listen('127.0.0.1', port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await first.close();
});

test('closing ends idle and hanging connections within its patience', async () => {
  const server = createHttpServer(() => undefined, {});
  const port = await server.listen('127.0.0.1', 0);
  const requested = new Promise((resolve) => server.server.once('request', resolve));
  const hanging = talk(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await requested;
  await server.close(50);
  expect(await hanging).toBe('');
});

describe('a refused or upgraded socket', () => {
  const never = () => Promise.reject(new Error('not asked'));
  const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const deps = {
    log: createMemoryEventLog(),
    topics: createTopics({ clock: systemClock, readers: () => ({ people: () => null }) }),
    subjectsOf: () => [],
    clock: systemClock,
    logger: quiet,
    authenticate: never,
    authenticateFrom: never,
    turns: createTurns(),
    snapshot: never,
    execute: never,
  };
  const gateway = createGateway(deps);
  const telephony = createEmbeddedSwitch({ clock: systemClock, logger: quiet, bindAddress: '127.0.0.1' });
  let server: HttpServer;
  let port: number;

  beforeAll(async () => {
    server = createHttpServer((_request, response) => response.end(), {
      '/realtime': gateway.upgrade,
      '/sip': telephony.transport.upgrade,
    });
    port = await server.listen('127.0.0.1', 0);
  });
  afterAll(async () => {
    await Promise.all([gateway.stop(), telephony.stop()]);
    await server.close(0);
  });

  const webSocket = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n';
  const asks = (path: string, headers = '') => upgrade(path).replace('\r\n\r\n', `\r\n${headers}\r\n`);
  const requests = [
    ['/sip without the subprotocol', asks('/sip', webSocket)],
    [
      '/sip of a stranger’s page',
      asks('/sip', `${webSocket}Sec-WebSocket-Protocol: sip\r\nOrigin: https://evil.example\r\n`),
    ],
    ['/sip without a key', asks('/sip', 'Sec-WebSocket-Protocol: sip\r\n')],
    ['/realtime of a stranger’s page', asks('/realtime', `${webSocket}Origin: https://evil.example\r\n`)],
    ['/realtime without a key', asks('/realtime')],
    ['an unknown path', asks('/nowhere', webSocket)],
  ] as const;

  /** Until the server has no connection left; each end is an event of a socket. */
  async function untilNobody(): Promise<void> {
    for (let turn = 0; server.count() > 0 && turn < 1_000_000; turn += 1)
      await new Promise((resolve) => setImmediate(resolve));
    expect(server.count()).toBe(0);
  }

  async function asked(text: string, options: { allowHalfOpen?: boolean } = {}): Promise<Socket> {
    const socket = connect({ port, host: '127.0.0.1', ...options });
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(text);
    return socket;
  }

  test.each(requests)('%s: a reset at any moment harms nobody', async (_, text) => {
    for (let round = 0; round < 60; round += 1) {
      const socket = await asked(text);
      if (round % 3 === 1) await new Promise((resolve) => setImmediate(resolve));
      if (round % 3 === 2) await Promise.race([once(socket, 'data'), once(socket, 'close')]);
      socket.resetAndDestroy();
    }
    await untilNobody();
    expect(await talk(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toContain('200 OK');
  });

  test.each(requests)('%s: is gone once it is answered, though the other side never ends', async (_, text) => {
    const open = await Promise.all(Array.from({ length: 20 }, () => asked(text, { allowHalfOpen: true })));
    await Promise.all(open.map((socket) => once(socket, 'data')));
    await untilNobody();
    for (const socket of open) socket.destroy();
  });

  test('that is upgraded and then reset harms nobody either', async () => {
    for (const path of ['/sip', '/realtime']) {
      const socket = await asked(asks(path, `${webSocket}Sec-WebSocket-Protocol: sip\r\n`));
      expect(String((await once(socket, 'data'))[0])).toContain('101 ');
      socket.resetAndDestroy();
    }
    await untilNobody();
  });
});
