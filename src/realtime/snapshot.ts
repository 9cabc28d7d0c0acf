import type { Snapshot } from '../contract/realtime';
import type { Principal } from '../ports/principal';
import type { SnapshotParts } from '../ports/snapshot';

/** All that a window needs to draw itself, from the features' parts; a part that cannot be read leaves none. */
export function createSnapshot(parts: SnapshotParts): (principal: Principal) => Promise<Snapshot> {
  return async (principal) => {
    const read = Object.entries(parts).map(async ([name, part]) => [name, await part(principal)] as const);
    return Object.fromEntries(await Promise.all(read)) as Snapshot;
  };
}
