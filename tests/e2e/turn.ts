import { createHmac, randomBytes } from 'node:crypto';
import TurnServer, { type Allocation } from 'node-turn';
import { freePort } from './server';

export interface RunningTurn {
  /** TURN_URLS and TURN_SECRET for a server that shall use it. */
  readonly environment: { readonly TURN_URLS: string; readonly TURN_SECRET: string };
  stop(): void;
}

/**
 * A TURN server on loopback that knows its users as coturn does with `use-auth-secret`: by the secret that it shares
 * with us.
 */
export async function startTurn(): Promise<RunningTurn> {
  const secret = 'shared-with-the-tests';
  const port = await freePort();
  const passwordOf = (username: string): string | undefined =>
    Number(username.split(':')[0]) * 1000 > Date.now()
      ? createHmac('sha1', secret).update(username).digest('base64')
      : undefined;
  const server = new TurnServer({
    listeningPort: port,
    listeningIps: ['127.0.0.1'],
    relayIps: ['127.0.0.1'],
    authMech: 'long-term',
    realm: 'turn.test',
    credentials: new Proxy({}, { get: (_, username) => passwordOf(String(username)) }),
    log: () => undefined,
  });
  const end = endsWhole(server);
  server.start();
  return {
    environment: { TURN_URLS: `turn:127.0.0.1:${port}?transport=udp`, TURN_SECRET: secret },
    stop: end,
  };
}

/** By itself it closes none of its relays, and has a timer of an hour for each nonce: its process goes on so long. */
function endsWhole(server: InstanceType<typeof TurnServer>): () => void {
  const made: Allocation[] = [];
  server.allocations = new Proxy<Record<string, Allocation>>(
    {},
    { set: (all, key, allocation: Allocation) => (made.push(allocation), Reflect.set(all, key, allocation)) },
  );
  const { authentification } = server;
  authentification.generateNonce = () => {
    const nonce = randomBytes(16).toString('hex');
    authentification.nonces[nonce] = { ttl: Date.now() + 3_600_000 };
    return nonce;
  };
  return () => {
    server.stop();
    for (const { sockets, timer } of made) {
      clearTimeout(timer);
      for (const socket of sockets) socket.close();
    }
  };
}
