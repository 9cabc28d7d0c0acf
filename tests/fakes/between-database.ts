import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { patienceMs } from '../patience';
import { Waiters } from './waiters';

export interface Between {
  readonly url: string;
  /** So many of those questions have come, over all connections. */
  asked(times: number): Promise<void>;
  /** All connections are gone, and new ones are refused until `mend`. */
  cut(): void;
  mend(): void;
  close(): void;
}

/** A way to the database on which each question that has these words in it waits for `before`. */
export async function listenBetween(url: string, words: string, before: () => Promise<unknown>): Promise<Between> {
  const address = new URL(url);
  const path = `${address.searchParams.get('host') ?? ''}/.s.PGSQL.5432`;
  const sockets: Socket[] = [];
  const waiters = new Waiters();
  let asked = 0;
  function ask(): Promise<unknown> {
    asked += 1;
    waiters.wake();
    return before();
  }
  let isCut = false;
  const server = createServer((client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const behind = connect({ path });
    sockets.push(client, behind);
    let order = Promise.resolve();
    client.on('data', (chunk) => {
      order = order.then(() => (chunk.includes(words) ? ask() : undefined)).then(() => void behind.write(chunk));
    });
    behind.pipe(client);
    client.on('close', () => behind.destroy()).on('error', () => undefined);
    behind.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  address.searchParams.delete('host');
  return {
    url: address.href,
    cut() {
      isCut = true;
      for (const socket of sockets.splice(0)) socket.destroy();
    },
    mend: () => void (isCut = false),
    asked: (times) =>
      waiters.until(
        () => asked >= times,
        patienceMs,
        () => `${times} × ${words}`,
      ),
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
