import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';

/**
 * The peer of the presence bench: each change of a line goes to everybody, as `io.emit` does it. `POST
 * /line?user=&line=`.
 */
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/line') io.emit('line', { user: Number(searchParams.get('user')), line: searchParams.get('line') });
  response.end('{}');
});
const io = new Server(server, { transports: ['websocket'] });
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
// The bench that started it is gone.
process.stdin.resume().once('end', () => process.exit(0));
