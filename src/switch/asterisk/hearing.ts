import { randomUUID } from 'node:crypto';
import type { Clock } from '../../ports/clock';
import { AriError, type Ari } from './ari';
import { application } from './configuration';

export interface HearingDeps {
  readonly ari: Ari;
  readonly clock: Clock;
  readonly listening: Clock;
}

/**
 * Whether events come. Asterisk 22.10 may take leave of our last connection only when the next one stands, and then
 * sends nothing over that, while it answers every request and every ping.
 */
export interface Hearing {
  /** Waits for an event of our own asking. @throws AriError when none comes */
  check(): Promise<void>;
  /** Checks now and then; whoever hears nothing begins anew. */
  watch(): void;
  /** An event has come that was asked for. */
  heard(name: string): void;
  stop(): void;
}

const [limitMs, everyMs] = [2_000, 5_000];

export function createHearing({ ari, clock, listening }: HearingDeps): Hearing {
  const waiting = new Map<string, () => void>();
  let cancelWatch: () => void = () => undefined;
  let isStopped = false;

  async function check(): Promise<void> {
    const name = `vaxel-${randomUUID()}`;
    let cancel: () => void = () => undefined;
    const heard = new Promise<boolean>((resolve) => {
      waiting.set(name, () => resolve(true));
      cancel = listening.after(limitMs, () => resolve(false));
    });
    try {
      await ari.request('POST', `/events/user/${name}`, { application });
      if (!(await heard)) throw new AriError(404, 'no event comes');
    } finally {
      cancel();
      waiting.delete(name);
    }
  }

  function watch(): void {
    cancelWatch();
    if (!isStopped) cancelWatch = clock.after(everyMs, () => void look());
  }

  async function look(): Promise<void> {
    try {
      if (ari.isUp()) await check();
      watch();
    } catch (error) {
      // Who does not answer at all is found out by the connection itself; the next one is watched anew.
      if (error instanceof AriError && error.status === 0) watch();
      else ari.reconnect();
    }
  }

  return {
    check,
    watch,
    heard: (name) => waiting.get(name)?.(),
    stop() {
      isStopped = true;
      cancelWatch();
    },
  };
}
