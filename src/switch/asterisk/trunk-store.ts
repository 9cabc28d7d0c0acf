import type { Trunk } from '../port';
import { AriError, type Ari } from './ari';
import { readEndpoints } from './events';
import { trunkObjects, trunkPrefix, type TrunkObject, type TrunkObjectSettings } from './trunk-objects';

/** What Asterisk's memory holds of trunks. */
export interface TrunkStore {
  /** @throws AriError when Asterisk is away, or will not have it */
  put(trunk: Trunk): Promise<void>;
  /** By its name in Asterisk. @throws AriError when Asterisk is away */
  remove(name: string): Promise<void>;
  /** Names of those that are there. @throws AriError when Asterisk is away */
  names(): Promise<readonly string[]>;
}

const path = (type: TrunkObject['type'], name: string): string => `/asterisk/config/dynamic/res_pjsip/${type}/${name}`;

/** What needs the others goes first. */
const types = ['registration', 'identify', 'endpoint', 'aor', 'auth'] as const;

export function createTrunkStore(ari: Ari, settings: TrunkObjectSettings): TrunkStore {
  async function remove(name: string): Promise<void> {
    for (const type of types) await ari.request('DELETE', path(type, name)).catch(unlessGone);
  }

  return {
    async put(trunk) {
      const name = `${trunkPrefix}${trunk.trunkId}`;
      // Lists in PJSIP's objects grow with each push: what was there goes first. Its calls go on.
      await remove(name);
      for (const { type, fields } of trunkObjects(trunk, settings))
        await ari.request('PUT', path(type, name), {}, { fields });
    },
    remove,
    async names() {
      // Where there is none at all, it says that it does not know what they would be.
      const answer = await ari.request('GET', '/endpoints/PJSIP').catch(unlessGone);
      return readEndpoints(answer ?? []).filter((name) => name.startsWith(trunkPrefix));
    },
  };
}

function unlessGone(error: unknown): null {
  if (error instanceof AriError && error.status === 404) return null;
  throw error;
}
