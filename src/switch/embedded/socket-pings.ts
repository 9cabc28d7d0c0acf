import type { WebSocket } from 'ws';
import type { Clock } from '../../ports/clock';

/**
 * A ping each period, and an answer to it within the limit. Whether a device is there is asked much sooner (prober.ts),
 * and audio is missed in 2 s (leg-watch.ts): this only ends what is dead for good. A computer that is very busy answers
 * late, and without its socket its phone would be gone until it has registered anew.
 */
const pingPeriodMs = 5000;
const pongLimitMs = 15_000;
export interface SocketPingsDeps {
  readonly listening: Clock;
  readonly socket: Pick<WebSocket, 'ping'>;
  /** It has said something that we have not come to read yet. */
  readonly isWaiting: () => boolean;
  readonly onDead: () => void;
}

/** Asks a socket for signs of life. */
export interface SocketPings {
  start(): void;
  /** It has said something, or answered a ping. */
  heard(): void;
  stop(): void;
}

export function createSocketPings({ listening, socket, isWaiting, onDead }: SocketPingsDeps): SocketPings {
  let alive = true;
  let stopped = false;
  let cancel: (() => void) | null = null;

  function ping(): void {
    alive = false;
    socket.ping();
    cancel = listening.after(pongLimitMs, judge);
  }

  function judge(): void {
    if (stopped) return;
    // Its answer may lie in what we do not read.
    if (!alive && !isWaiting()) return onDead();
    cancel = listening.after(pingPeriodMs, ping);
  }

  return {
    start: () => void (cancel ??= listening.after(pingPeriodMs, ping)),
    heard: () => void (alive = true),
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}
