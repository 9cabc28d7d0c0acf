import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface SlowNetwork {
  readonly port: number;
  /** What has come through from the server, in bytes. */
  readonly received: number;
  close(): void;
}

/**
 * A network of so many bits a second between a client and the server on `toPort`; the way back to the server is not
 * slowed.
 */
export async function createSlowNetwork(toPort: number, bitsPerSecond: number): Promise<SlowNetwork> {
  const sockets = new Set<Socket>();
  let received = 0;
  const server = createServer((client) => {
    const upstream = connect(toPort, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined).once('close', () => [client, upstream].forEach((each) => each.destroy()));
    }
    client.pipe(upstream);
    upstream.on('data', (chunk: Buffer) => {
      received += chunk.length;
      upstream.pause();
      setTimeout(() => client.write(chunk) && upstream.resume(), (chunk.length * 8_000) / bitsPerSecond);
    });
    client.on('drain', () => upstream.resume());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get received() {
      return received;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
