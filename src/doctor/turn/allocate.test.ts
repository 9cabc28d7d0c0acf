import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import TurnServer from 'node-turn';
import { freePort } from '../../../tests/e2e/server';
import { allocate, mappedAddress } from './allocate';
import type { StunUrl } from './stun-url';

const credentials = { username: 'anna', password: 'right', patienceMs: 5_000 };
const at = (port: number, transport: StunUrl['transport'] = 'udp'): StunUrl => ({ host: '127.0.0.1', port, transport });

/** The allocations that the server holds, by the address of whose they are. */
let server: InstanceType<typeof TurnServer>;
let port: number;
beforeAll(async () => {
  port = await freePort();
  server = new TurnServer({
    listeningPort: port,
    listeningIps: ['127.0.0.1'],
    relayIps: ['127.0.0.1'],
    authMech: 'long-term',
    realm: 'turn.test',
    credentials: { anna: 'right' },
    log: () => undefined,
  });
  server.start();
});
afterAll(() => server.stop());

test('a TURN server relays for whoever has the password, and has its relay back afterwards', async () => {
  const answer = await allocate(at(port), credentials);
  expect(answer).toMatchObject({ result: 'relayed', certificateEndsMs: null });
  expect(answer.result === 'relayed' && answer.relayedAddress).toMatch(/^127\.0\.0\.1:\d+$/);
  expect(Object.keys(server.allocations)).toEqual([]);
});

test('a wrong password is refused with its number', async () => {
  expect(await allocate(at(port), { ...credentials, password: 'wrong' })).toMatchObject({
    result: 'refused',
    code: 401,
  });
});

test('a STUN server says where it sees us', async () => {
  expect(await mappedAddress(at(port), 5_000)).toMatch(/^127\.0\.0\.1:\d+$/);
});

test('a server that says nothing is asked again, and given up', async () => {
  const silent = createSocket('udp4');
  let asked = 0;
  silent.on('message', () => (asked += 1)).bind(0, '127.0.0.1');
  await once(silent, 'listening');
  const silence = allocate(at(silent.address().port), { ...credentials, patienceMs: 1_200 });
  await expect(silence).rejects.toThrow('no answer in 1.2 s');
  expect(asked).toBe(2);
  silent.close();
});

test('nobody there, over UDP and TCP', async () => {
  const nobody = await freePort();
  await expect(allocate(at(nobody), credentials)).rejects.toThrow('ECONNREFUSED');
  await expect(allocate(at(nobody, 'tcp'), credentials)).rejects.toThrow('ECONNREFUSED');
});

test('over TCP an answer in pieces is put together, and one that is none of ours passed over', async () => {
  const rubbish = Buffer.alloc(20);
  rubbish.writeUInt32BE(0x2112a442, 4);
  const tcp = createServer((socket) => {
    socket.on('data', (request) => {
      // 300 Try Alternate, in the words of RFC 8656 §18.
      const error = Buffer.from('00090011000003005472792041', 'hex');
      const text = Buffer.concat([error.subarray(0, 8), Buffer.from('Try Alternate'), Buffer.alloc(3)]);
      const header = Buffer.from(request.subarray(0, 20));
      header.writeUInt16BE(0x0113, 0);
      header.writeUInt16BE(text.length, 2);
      const whole = Buffer.concat([rubbish, header, text]);
      socket.write(whole.subarray(0, 31));
      setImmediate(() => socket.write(whole.subarray(31)));
    });
  });
  tcp.listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  const answer = await allocate(at((tcp.address() as AddressInfo).port, 'tcp'), credentials);
  expect(answer).toEqual({ result: 'refused', code: 300, text: 'Try Alternate' });
  tcp.close();
});
