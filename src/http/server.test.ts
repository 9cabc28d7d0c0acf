import { connect } from 'node:net';
import { createHttpServer } from './server';

function talk(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

const upgrade = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;

test('upgrades go to the handler of their path, others are refused', async () => {
  const server = createHttpServer((_request, response) => response.end(), { '/sip': (_request, socket) => socket.end('HTTP/1.1 101 sip\r\n\r\n') });
  const port = await server.listen('127.0.0.1', 0);
  try {
    expect(await talk(port, upgrade('/sip?x=1'))).toContain('101 sip');
    for (const path of ['/sip/', '/', '/constructor', '/__proto__', '*']) expect(await talk(port, upgrade(path))).toContain('404');
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
