import { ClientError, errorCode } from '../api/client-error';
import { backoffMs } from '../backoff';
import type { Clock } from '../clock';
import type { ConnectionStatus } from '../state/connection-status';
import type { Connections } from './connections';
import type { Network } from './ports';

/** Whatever the server says, it is asked again before long. */
const longestSaidMs = 60_000;

export interface ReconnectingOptions {
  readonly connections: Connections;
  /** Otherwise there is nothing to come back to. */
  readonly running: () => boolean;
  readonly network: Network;
  readonly clock: Clock;
  readonly random: () => number;
  readonly getToken: () => Promise<string>;
  /** A token is there: a connection may be opened with it. */
  readonly open: (token: string) => void;
  readonly onStatus: (status: ConnectionStatus) => void;
  readonly log: (line: string) => void;
}

/**
 * From one connection to the next.
 *
 *     connecting ──welcomed──▶ online
 *         ▲  ╲                  │
 *         │   ╲ lost            │ lost
 *         │    ▼                ▼
 *         └── waiting ◀─────────┘
 *
 * and from each of them to refused, from where only a person's press leads back.
 */
export interface Reconnecting {
  status(): ConnectionStatus;
  /** Tries at once. */
  connect(): void;
  /**
   * Tries after a while, each time a longer one, or after the time that the server has said; without a network, when
   * there is one.
   */
  waitAndRetry(saidMs?: number): void;
  refuse(code: ClientError['code']): void;
  /** Pauses are short again: the person asks, or the network is back. */
  forgetTries(): void;
  online(): void;
}

export function createReconnecting(options: ReconnectingOptions): Reconnecting {
  const { connections, running, network, clock, random, getToken, open, onStatus, log } = options;
  let status: ConnectionStatus = { state: 'connecting' };
  let attempt = 0;
  let signedIn = false;

  function setStatus(next: ConnectionStatus): void {
    status = next;
    signedIn ||= next.state === 'online';
    onStatus(next);
  }

  function refuse(code: ClientError['code']): void {
    connections.drop();
    setStatus({ state: 'refused', code });
  }

  /** Nothing to try before there is a network. */
  function isReady(): boolean {
    connections.drop();
    if (!running()) return false;
    if (network.online()) return true;
    setStatus({ state: 'waiting', retryAtMs: null });
    return false;
  }

  function waitAndRetry(saidMs?: number): void {
    if (!isReady()) return;
    const delayMs = saidMs === undefined ? backoffMs(attempt, random()) : Math.min(saidMs, longestSaidMs);
    if (saidMs === undefined) attempt += 1;
    setStatus({ state: 'waiting', retryAtMs: clock.nowMs() + delayMs });
    connections.later(delayMs, connect);
  }

  function noToken(error: unknown): void {
    log(`realtime: no token, ${errorCode(error)}`);
    // Who was signed in once is so still: the host may be without network for a while, as we are.
    if (errorCode(error) === 'client.noToken' && !signedIn) refuse('client.noToken');
    else waitAndRetry();
  }

  function connect(): void {
    if (!isReady()) return;
    const [found, failed] = [connections.mine(open), connections.mine(noToken)];
    if (status.state !== 'waiting') setStatus({ state: 'connecting' });
    getToken().then(found, failed);
  }

  return {
    status: () => status,
    connect,
    waitAndRetry,
    refuse,
    forgetTries: () => void (attempt = 0),
    online: () => setStatus({ state: 'online' }),
  };
}
