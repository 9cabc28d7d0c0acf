import { randomUUID } from 'node:crypto';
import { AriError, type Ari } from './ari';
import { createQueue, type CommandQueue } from './queue';

/** Bridges of Asterisk by name: made when the first channel wants in, gone with the last. */
export interface Bridges {
  /** Puts a channel in. @throws AriError */
  enter(bridge: string, channel: string): Promise<void>;
  /** One more beside one that is in: a channel that is no leg, and goes by itself. @throws AriError */
  join(bridge: string, channel: string): Promise<void>;
  /** One channel less; who has hung up has left it already. */
  left(bridge: string): void;
  /** One that an earlier server has made, and how many legs are in it. */
  found(bridge: string, id: string, members: number): void;
  has(bridge: string): boolean;
  /** It is known no more: one that vanished, or all with their Asterisk. */
  forget(bridge?: string): void;
}

interface Bridge {
  readonly queue: CommandQueue;
  members: number;
  /** As Asterisk knows it; null while there is none. */
  id: string | null;
}

export function createBridges(ari: Ari): Bridges {
  const bridges = new Map<string, Bridge>();

  function bridgeOf(name: string): Bridge {
    const known = bridges.get(name);
    if (known !== undefined) return known;
    const made = { queue: createQueue(), members: 0, id: null };
    bridges.set(name, made);
    return made;
  }

  async function unmake(name: string, bridge: Bridge): Promise<void> {
    const { id } = bridge;
    if (bridge.members > 0 || id === null) return;
    bridge.id = null;
    await ari.request('DELETE', `/bridges/${id}`).catch(() => undefined);
    if (bridge.members === 0 && bridges.get(name) === bridge) bridges.delete(name);
  }

  return {
    async enter(name, channel) {
      const bridge = bridgeOf(name);
      bridge.members += 1;
      try {
        await bridge.queue.run(() => make(ari, name, bridge));
        await add(ari, bridge, channel);
      } catch (error) {
        bridge.members -= 1;
        // Who is on its way comes in a moment; otherwise nobody would take it away.
        if (!isOnItsWay(error)) void bridge.queue.run(() => unmake(name, bridge));
        throw error;
      }
    },
    async join(name, channel) {
      const bridge = bridges.get(name);
      if (bridge !== undefined) await add(ari, bridge, channel);
    },
    left(name) {
      const bridge = bridges.get(name);
      if (bridge === undefined) return;
      bridge.members -= 1;
      if (bridge.members <= 0) void bridge.queue.run(() => unmake(name, bridge));
    },
    found(name, id, members) {
      bridges.set(name, { queue: createQueue(), members, id });
    },
    has: (name) => bridges.has(name),
    forget(name) {
      if (name === undefined) bridges.clear();
      else bridges.delete(name);
    },
  };
}

const isOnItsWay = (error: unknown): boolean => error instanceof AriError && [409, 422].includes(error.status);

async function make(ari: Ari, name: string, bridge: Bridge): Promise<void> {
  if (bridge.id !== null) return;
  // A name of its own for each: Asterisk forgets the last one's late, and takes none twice.
  const id = `${name}-${randomUUID()}`;
  await ari.request('POST', `/bridges/${id}`, { type: 'mixing', name }).catch((error: unknown) => {
    // Without an answer it may be there.
    if (error instanceof AriError && error.status === 0) bridge.id = id;
    throw error;
  });
  bridge.id = id;
}

async function add(ari: Ari, { id }: Bridge, channel: string): Promise<void> {
  const query = { channel, inhibitConnectedLineUpdates: 'true' };
  await ari.request('POST', `/bridges/${id}/addChannel`, query);
}
