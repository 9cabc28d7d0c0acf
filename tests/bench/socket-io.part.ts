import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { obeyLineOrders } from './line-orders';

/**
 * The peer of the presence bench: each change of a line goes to everybody, as `io.emit` does it.
 */
const server = createServer();
const io = new Server(server, { transports: ['websocket'] });
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
obeyLineOrders((user, line) => io.emit('line', { user, line }));
