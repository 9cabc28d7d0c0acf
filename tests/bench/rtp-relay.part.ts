import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/**
 * The peer of the bench of bridged calls: a process that passes RTP on between the two ports of each call, and does
 * nothing else;
 * no encryption, no ICE, no reading of packets. Argument: number of calls. Messages as of switch-process.ts; `ready`
 * has the ports, those of one call side by side.
 */
const calls = Number(process.argv[2] ?? 100);

async function bound(): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

const ports: number[] = [];
for (let call = 0; call < calls; call += 1) {
  const [a, b] = [await bound(), await bound()];
  const sides = [
    { from: a, to: b },
    { from: b, to: a },
  ];
  const senders = new Map<Socket, number>();
  for (const { from, to } of sides) {
    from.on('message', (packet, sender) => {
      senders.set(from, sender.port);
      const port = senders.get(to);
      if (port !== undefined) to.send(packet, port, '127.0.0.1');
    });
    ports.push((from.address() as AddressInfo).port);
  }
}

process.send?.({ type: 'ready', ports });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ type: 'cpu', microseconds: user + system, rssBytes: process.memoryUsage().rss });
});
process.on('disconnect', () => process.exit(0));
