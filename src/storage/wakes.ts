import { Client } from 'pg';
import { translateDatabaseError } from '../errors/database-loss';
import type { Clock } from '../ports/clock';
import type { WakeChannel, WakeListener, Wakes } from '../ports/wakes';
import { longSession } from './long-session';

const retryMs = 500;

export interface OpenWakes extends Wakes {
  stop(): Promise<void>;
}

/**
 * PostgreSQL's NOTIFY, heard on a session of its own: `url` must lead to PostgreSQL itself, or to a pooler that keeps
 * sessions.
 */
export function createWakes({ url, clock }: { readonly url: string; readonly clock: Clock }): OpenWakes {
  const listeners = new Map<WakeChannel, WakeListener>();
  let session: Promise<Client> | null = null;
  let isStopped = false;
  let cancelRetry = (): void => undefined;

  async function open(): Promise<Client> {
    const client = new Client({ connectionString: url, application_name: 'vaxel-wakes', ...longSession });
    client.on('error', () => undefined); // `end` follows.
    client.on('notification', ({ channel, payload }) => {
      listeners.get(channel as WakeChannel)?.onNotice(payload ?? '');
    });
    try {
      await client.connect();
      for (const channel of listeners.keys()) await client.query(`listen ${channel}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw translateDatabaseError(error);
    }
    client.once('end', () => reopenLater());
    return client;
  }

  function reopenLater(): void {
    session = null;
    if (isStopped) return;
    cancelRetry = clock.after(retryMs, () => {
      session = open();
      session.then(() => listeners.forEach(({ onGap }) => onGap()), reopenLater);
    });
  }

  return {
    async listen(channel, listener) {
      listeners.set(channel, listener);
      cancelRetry();
      if (session === null) session = open();
      else await (await session).query(`listen ${channel}`);
      await session;
    },
    async stop() {
      isStopped = true;
      cancelRetry();
      for (const each of listeners.values()) each.onEnd?.();
      await session?.then((client) => client.end()).catch(() => undefined);
    },
  };
}
