import type { Connections } from './connections';
import type { Farewell } from './farewell';
import type { Network } from './ports';
import type { Reconnecting } from './reconnecting';

/** A line that a sleeping machine may have lost is asked for a sign of life; the answer is a round trip away. */
const wakeMs = 2_000;

/** What begins, ends and shakes the connection from outside: the page, the person, the network. */
export interface Lifetime {
  running(): boolean;
  start(): void;
  stop(): void;
  /** Tries at once, e.g. because the user asks for it. */
  retryNow(): void;
  /** The page lives again after a pause: finds out within 2 s whether the connection does too. */
  wake(): void;
}

export interface LifetimeParts {
  readonly connections: Connections;
  readonly way: Reconnecting;
  readonly farewell: Farewell;
  readonly network: Network;
}

export function createLifetime({ connections, way, farewell, network }: LifetimeParts): Lifetime {
  let running = false;
  let stopNetwork = (): void => undefined;

  function onNetworkChange(): void {
    if (!network.online()) return way.waitAndRetry();
    way.forgetTries();
    way.connect();
  }

  return {
    running: () => running,
    start() {
      if (running) return;
      running = true;
      stopNetwork = network.onChange(onNetworkChange);
      way.connect();
    },
    stop() {
      running = false;
      stopNetwork();
      connections.drop();
    },
    retryNow() {
      way.forgetTries();
      farewell.forgetRefusals();
      if (running && way.status().state !== 'online') way.connect();
    },
    wake() {
      if (!running || way.status().state === 'refused') return;
      way.forgetTries();
      if (way.status().state === 'online') connections.probe(wakeMs, way.connect, () => undefined);
      // What was under way when the page was put away may never be answered: it begins anew.
      else way.connect();
    },
  };
}
