import type { TrunkView } from '../../../../src/contract/trunks/trunks';

/** How a trunk does, in a word (`trunks.state.<kind>`), and whether somebody should do something about it. */
type Refusal = NonNullable<TrunkView['state']['refusal']>;

export interface Standing {
  readonly kind:
    | Refusal['reason']
    | 'off'
    | 'hostUnknown'
    | 'notTaken'
    | 'rejected'
    | 'trying'
    | 'silent'
    | 'asking'
    | 'registered'
    | 'reachable';
  /** What the operator has answered, of SIP. */
  readonly status?: number | null;
  /** It is tried again by itself. */
  readonly isRetried?: true;
  readonly mark: 'good' | 'bad' | 'waiting';
}

export function standingOf({ enabled, registers, state }: TrunkView): Standing {
  const { fault, registration, reachable, refusal } = state;
  if (!enabled) return { kind: 'off', mark: 'waiting' };
  if (fault !== null) return { kind: fault, isRetried: true, mark: 'bad' };
  if (refusal !== null) return { kind: refusal.reason, status: refusal.status, isRetried: true, mark: 'bad' };
  if (registration === 'rejected') return { kind: 'rejected', isRetried: true, mark: 'bad' };
  if (reachable === false) return { kind: 'silent', mark: 'bad' };
  if (registers) {
    const isThere = registration === 'registered';
    return isThere ? { kind: 'registered', mark: 'good' } : { kind: 'trying', mark: 'waiting' };
  }
  return reachable === null ? { kind: 'asking', mark: 'waiting' } : { kind: 'reachable', mark: 'good' };
}
