import type { TrunkView } from '../../../../src/contract/trunks/trunks';

/** How a trunk does, in a word (`trunks.state.<kind>`), and whether somebody should do something about it. */
export interface Standing {
  readonly kind:
    | 'off'
    | 'hostUnknown'
    | 'notTaken'
    | 'rejected'
    | 'trying'
    | 'silent'
    | 'asking'
    | 'registered'
    | 'reachable';
  readonly mark: 'good' | 'bad' | 'waiting';
}

export function standingOf({ enabled, registers, state }: TrunkView): Standing {
  const { fault, registration, reachable } = state;
  if (!enabled) return { kind: 'off', mark: 'waiting' };
  if (fault !== null) return { kind: fault, mark: 'bad' };
  if (registration === 'rejected') return { kind: 'rejected', mark: 'bad' };
  if (reachable === false) return { kind: 'silent', mark: 'bad' };
  if (registers) {
    const isThere = registration === 'registered';
    return isThere ? { kind: 'registered', mark: 'good' } : { kind: 'trying', mark: 'waiting' };
  }
  return reachable === null ? { kind: 'asking', mark: 'waiting' } : { kind: 'reachable', mark: 'good' };
}
