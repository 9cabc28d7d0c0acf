import { connect, type Socket } from 'node:net';
import { createHeld, type Attack, type Count, type Target } from './attack';

const held = 150;

function open({ url }: Target): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  socket.on('error', () => undefined).resume();
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('close', () => reject(new Error('closed')));
  });
}

const upgrade = (path: string, lines: readonly string[]) =>
  [
    `GET ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...lines,
    '',
    '',
  ].join('\r\n');

/**
 * Sends the head and goes silent: the socket is held open as long as the server lets it, without a word and without an
 * end.
 */
const silent =
  (head: string) =>
  (target: Target, count: Count): Attack => {
    const sockets = createHeld<Socket>(held, (socket) => socket.destroy());
    return {
      perSecond: 10,
      async strike() {
        const socket = await open(target);
        socket
          .once('data', (answer: Buffer) => count(`answered ${answer.toString('latin1').slice(9, 12)}`))
          .once('end', () => count('closed'));
        socket.write(head);
        sockets.add(socket);
        return 'open';
      },
      end: sockets.end,
    };
  };

/** Sends the head and resets the connection (RST) while the server answers. */
const reset =
  (head: string) =>
  (target: Target): Attack => ({
    perSecond: 10,
    async strike() {
      const socket = await open(target);
      socket.write(head);
      setTimeout(() => socket.resetAndDestroy(), Math.random() * 4);
      return 'reset';
    },
    end: () => undefined,
  });

const sip = upgrade('/sip', ['Sec-WebSocket-Protocol: sip']);
const slowBody = [
  'POST /api/devices HTTP/1.1',
  'Host: 127.0.0.1',
  'Content-Type: application/json',
  'Content-Length: 60000',
  '',
  '{',
].join('\r\n');

/** Connections that nobody finishes. */
export const socketAttacks = {
  'sockets: half a head': silent('GET /sip HTTP/1.1\r\nHost: a\r\nUpgr'),
  'sockets: silent at /sip': silent(sip),
  'sockets: silent at /realtime': silent(upgrade('/realtime', [])),
  'sockets: half open at an unknown path': silent(upgrade('/nowhere', [])),
  'sockets: half open with a foreign origin': silent(
    upgrade('/sip', ['Sec-WebSocket-Protocol: sip', 'Origin: https://evil.example']),
  ),
  'sockets: a body that does not come': silent(slowBody),
  'sockets: reset at /sip': reset(sip),
  'sockets: reset at /sip without subprotocol': reset(upgrade('/sip', [])),
  'sockets: reset at /realtime': reset(upgrade('/realtime', [])),
  'sockets: reset in a request': reset('GET /tab/ HTTP/1.1\r\nHost: a\r\n\r\n'),
};
