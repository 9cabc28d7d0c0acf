import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { rawOffer } from '../../../tests/fakes/raw-sip';
import { systemClock } from '../../time/system-clock';
import { createMediaSession, newMediaIdentity, type MediaOptions, type MediaSession } from './media-session';
import { parseRemoteAudio } from './sdp';

const sockets: Socket[] = [];

async function listen(): Promise<Socket> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  sockets.push(socket);
  await once(socket, 'listening');
  return socket;
}

const hostCandidate = (socket: Socket): string =>
  `a=candidate:1 1 udp 2122260223 ${socket.address().address} ${socket.address().port} typ host generation 0\r\n`;

afterEach(() => sockets.splice(0).forEach((socket) => socket.close()));

/** The session of a device that offers sound and names the socket's address as its own. */
async function answered(options: MediaOptions, socket: Socket): Promise<MediaSession> {
  const remote = parseRemoteAudio(rawOffer + hostCandidate(socket));
  if (remote === null) throw new Error('the offer was not read');
  const events = { onPacket: () => undefined, onOpen: () => undefined, onFailed: () => undefined };
  const session = createMediaSession(options, systemClock, events, newMediaIdentity(options));
  await session.answer(remote);
  return session;
}

it('a device is checked where it is known to be before it says a word, and not where it only says it is', async () => {
  const [claimed, known] = await Promise.all([listen(), listen()]);
  let claims = 0;
  claimed.on('message', () => (claims += 1));
  const checked = once(known, 'message');
  const bindAddress = '127.0.0.1';
  const sessions = [
    await answered({ bindAddress, deviceAddress: () => '192.0.2.7' }, claimed),
    await answered({ bindAddress, onThisMachine: true }, known),
  ];
  const [check] = (await checked) as [Buffer];
  // A binding request (RFC 8489 §5).
  expect(check.readUInt16BE(0)).toBe(0x0001);
  expect(check.readUInt32BE(4)).toBe(0x2112a442);
  expect(claims).toBe(0);
  for (const session of sessions) session.close();
});

it.each([
  ['an mDNS name', '1 udp 2122260223 5e9c0a1e-7e0c-4b41-a7cf-d3bf7c0f7a34.local 5000 typ host'],
  ['TCP', '1 tcp 1518280447 192.0.2.7 9 typ host tcptype active'],
  ['another component', '2 udp 2122260223 192.0.2.7 5000 typ host'],
  ['a relay', '1 udp 41885439 192.0.2.7 5000 typ relay raddr 0.0.0.0 rport 0'],
  ['no port', '1 udp 2122260223 192.0.2.7 0 typ host'],
  ['no such port', '1 udp 2122260223 192.0.2.7 70000 typ host'],
  ['no address', '1 udp 2122260223 1.2.3 5000 typ host'],
])('a candidate is not a host address of sound: %s', (_what, rest) => {
  expect(parseRemoteAudio(`${rawOffer}a=candidate:1 ${rest}\r\n`)?.hosts).toEqual([]);
});

it('of the host addresses that a device names the first eight are looked at', () => {
  const lines = Array.from({ length: 300 }, (_, n) => `a=candidate:${n} 1 UDP 1 fd00::${n + 1} ${5000 + n} typ host`);
  const hosts = parseRemoteAudio(`${rawOffer}${lines.join('\r\n')}\r\n`)?.hosts;
  expect(hosts).toHaveLength(8);
  expect(hosts?.[0]).toEqual({ address: 'fd00::1', port: 5000 });
});
