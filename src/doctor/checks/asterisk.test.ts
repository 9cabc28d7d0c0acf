import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { readConfig } from '../../config';
import { revision } from '../../switch/asterisk/configuration';
import { checkAsterisk } from './asterisk';

let server: Server;
let version = '22.10.1';
let written = revision();
let refusesAddress = false;

const password = 'sixteen-letters0';
const authorization = `Basic ${Buffer.from(`vaxel:${password}`).toString('base64')}`;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.headers.authorization !== authorization) return void response.writeHead(401).end();
    if (refusesAddress) return void response.writeHead(403).end();
    const isVariable = request.url?.endsWith('variable?variable=VAXEL_CONFIGURATION');
    response.end(JSON.stringify(isVariable ? { value: written } : { system: { version } }));
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
    ['ok', 'it is of this version'],
    ['ok', 'it takes a connection for SIP'],
  ]);
});

test('a wrong secret, another version, a wrong address and none at all are told apart', async () => {
  expect((await results({ ASTERISK_PASSWORD: 'another-secret-of-it' }))[0]).toEqual([
    'fault',
    'it does not know who asks',
  ]);
  for (version of ['18.9.0', '22.8.2']) expect((await results())[0]).toEqual(['fault', `it is ${version}`]);
  const { port } = server.address() as AddressInfo;
  expect((await results({ ASTERISK_WEBSOCKET_URL: `ws://127.0.0.1:${port}/none` }))[1]?.[0]).toBe('fault');
  expect((await results({ ASTERISK_URL: 'http://127.0.0.1:1' }))[0]?.[0]).toBe('fault');
  expect(await results({ SWITCH: 'embedded' })).toEqual([]);
});

test('a configuration of another version is told of, and an Asterisk that answers other addresses only', async () => {
  version = '22.10.1';
  written = '';
  expect((await results())[1]?.[0]).toBe('warning');
  refusesAddress = true;
  expect(await results()).toMatchObject([
    ['fault', 'it does not answer this machine'],
    ['ok', 'it takes a connection for SIP'],
  ]);
});
