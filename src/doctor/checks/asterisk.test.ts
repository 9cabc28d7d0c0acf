import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { readConfig } from '../../config';
import { checkAsterisk } from './asterisk';

let server: Server;
let version = '22.10.1';

const password = 'sixteen-letters0';
const authorization = `Basic ${Buffer.from(`vaxel:${password}`).toString('base64')}`;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.headers.authorization !== authorization) return void response.writeHead(401).end();
    response.end(JSON.stringify({ system: { version } }));
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    if (request.url === '/ws') sockets.handleUpgrade(request, socket, head, () => undefined);
    else socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => void server.close());

async function results(changes: Record<string, string> = {}) {
  const { port } = server.address() as AddressInfo;
  const config = readConfig({
    VAXEL_MODE: 'local',
    SWITCH: 'asterisk',
    ASTERISK_URL: `http://127.0.0.1:${port}`,
    ASTERISK_PASSWORD: password,
    ASTERISK_WEBSOCKET_URL: `ws://127.0.0.1:${port}/ws`,
    ...changes,
  });
  const findings = await checkAsterisk.run({ config, bundleFolder: '', nowMs: Date.now });
  return findings.map(({ result, found }) => [result, found]);
}

test('an Asterisk that answers the server and takes browsers is told of by its version', async () => {
  expect(await results()).toEqual([
    ['ok', 'Asterisk 22.10.1'],
    ['ok', 'it takes a connection for SIP'],
  ]);
});

test('a wrong secret, another version, a wrong address and none at all are told apart', async () => {
  expect((await results({ ASTERISK_PASSWORD: 'another-secret-of-it' }))[0]).toEqual([
    'fault',
    'it does not know who asks',
  ]);
  version = '18.9.0';
  expect((await results())[0]).toEqual(['fault', 'it is 18.9.0']);
  const { port } = server.address() as AddressInfo;
  expect((await results({ ASTERISK_WEBSOCKET_URL: `ws://127.0.0.1:${port}/none` }))[1]?.[0]).toBe('fault');
  expect((await results({ ASTERISK_URL: 'http://127.0.0.1:1' }))[0]?.[0]).toBe('fault');
  expect(await results({ SWITCH: 'embedded' })).toEqual([]);
});
