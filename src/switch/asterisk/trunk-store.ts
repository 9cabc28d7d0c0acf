import type { Trunk } from '../port';
import { unlessGone, type Ari } from './ari';
import { readEndpoints } from './events';
import { createPjsipMemory } from './pjsip-memory';
import { trunkName, trunkObjects, trunkPrefix, type TrunkObjectSettings } from './trunk-objects';

/** What Asterisk's memory holds of trunks. */
export interface TrunkStore {
  /** @throws AriError when Asterisk is away, or will not have it */
  put(trunk: Trunk): Promise<void>;
  /** By its name in Asterisk. @throws AriError when Asterisk is away */
  remove(name: string): Promise<void>;
  /** Names of those that are there. @throws AriError when Asterisk is away */
  names(): Promise<readonly string[]>;
}

/** What needs the others goes first. */
const types = ['registration', 'identify', 'endpoint', 'aor', 'auth'] as const;

export function createTrunkStore(ari: Ari, settings: TrunkObjectSettings): TrunkStore {
  const memory = createPjsipMemory(ari);
  async function remove(name: string): Promise<void> {
    for (const type of types) await memory.remove(type, name);
  }

  return {
    async put(trunk) {
      const name = trunkName(trunk);
      // Lists in PJSIP's objects grow with each push: what was there goes first. Its calls go on.
      await remove(name);
      for (const object of trunkObjects(trunk, settings)) await memory.put(object, name);
    },
    remove,
    async names() {
      // Where there is none at all, it says that it does not know what they would be.
      const answer = await ari.request('GET', '/endpoints/PJSIP').catch(unlessGone);
      return readEndpoints(answer ?? []).filter((name) => name.startsWith(trunkPrefix));
    },
  };
}
