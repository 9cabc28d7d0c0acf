import { type Ari } from './ari';
import { createQueue, type CommandQueue } from './queue';

/** Bridges of Asterisk by name: made when the first channel wants in, gone with the last. */
export interface Bridges {
  /** Puts a channel in. @throws AriError */
  enter(bridge: string, channel: string): Promise<void>;
  /** One channel less; who has hung up has left it already. */
  left(bridge: string): void;
  /** It is known no more: one that vanished, or all with their Asterisk. */
  forget(bridge?: string): void;
}

interface Bridge {
  readonly queue: CommandQueue;
  members: number;
  exists: boolean;
}

export function createBridges(ari: Ari): Bridges {
  const bridges = new Map<string, Bridge>();

  function bridgeOf(name: string): Bridge {
    const known = bridges.get(name);
    if (known !== undefined) return known;
    const made = { queue: createQueue(), members: 0, exists: false };
    bridges.set(name, made);
    return made;
  }

  async function make(name: string, bridge: Bridge): Promise<void> {
    if (bridge.exists) return;
    await ari.request('POST', `/bridges/${name}`, { type: 'mixing', name });
    bridge.exists = true;
  }

  async function unmake(name: string, bridge: Bridge): Promise<void> {
    if (bridge.members > 0 || !bridge.exists) return;
    bridge.exists = false;
    await ari.request('DELETE', `/bridges/${name}`).catch(() => undefined);
    if (bridge.members === 0 && bridges.get(name) === bridge) bridges.delete(name);
  }

  return {
    async enter(name, channel) {
      const bridge = bridgeOf(name);
      bridge.members += 1;
      try {
        await bridge.queue.run(() => make(name, bridge));
        await ari.request('POST', `/bridges/${name}/addChannel`, { channel, inhibitConnectedLineUpdates: 'true' });
      } catch (error) {
        bridge.members -= 1;
        throw error;
      }
    },
    left(name) {
      const bridge = bridges.get(name);
      if (bridge === undefined) return;
      bridge.members -= 1;
      if (bridge.members <= 0) void bridge.queue.run(() => unmake(name, bridge));
    },
    forget(name) {
      if (name === undefined) bridges.clear();
      else bridges.delete(name);
    },
  };
}
