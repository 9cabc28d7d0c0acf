import type { Snapshot } from '../contract/realtime';
import type { Principal } from './principal';

/** How each part of a person's snapshot is read. */
export type SnapshotParts = {
  readonly [Part in keyof Snapshot]: (principal: Principal) => Snapshot[Part] | Promise<Snapshot[Part]>;
};
