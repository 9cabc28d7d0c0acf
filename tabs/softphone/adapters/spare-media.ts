import type { SipCredentials } from '../../../src/contract/devices/devices';
import type { PeerMedia } from './peer-media';

type IceServers = SipCredentials['iceServers'];

/** The sound of a session, and who is told when it changes. */
export interface AttachedMedia {
  readonly peer: PeerMedia;
  readonly changes: Set<() => void>;
}

export interface SpareMedia {
  /** Makes the one for the next session, unless there is one for these servers. */
  prepare(iceServers: IceServers): void;
  /** The one that was prepared, or a new one. */
  take(iceServers: IceServers): AttachedMedia;
  dispose(): void;
}

/**
 * The next session's sound, made before anybody presses Call: the browser takes longer to make a peer connection than
 * the server takes to find who is called. It has no address yet, so it takes neither a port nor a relay.
 */
export function createSpareMedia(create: (iceServers: IceServers, onChange: () => void) => PeerMedia): SpareMedia {
  let spare: (AttachedMedia & { readonly servers: string }) | null = null;

  function make(iceServers: IceServers): AttachedMedia {
    const changes = new Set<() => void>();
    return { changes, peer: create(iceServers, () => changes.forEach((listener) => listener())) };
  }

  function dispose(): void {
    spare?.peer.close();
    spare = null;
  }

  return {
    prepare(iceServers) {
      const servers = JSON.stringify(iceServers);
      if (spare?.servers === servers) return;
      dispose();
      const made = make(iceServers);
      spare = { ...made, servers };
      // Should it fail, the call's own try tells.
      made.peer.prepare().catch(() => undefined);
    },
    take(iceServers) {
      const taken = spare?.servers === JSON.stringify(iceServers) ? spare : null;
      if (taken === null) return make(iceServers);
      spare = null;
      return taken;
    },
    dispose,
  };
}
