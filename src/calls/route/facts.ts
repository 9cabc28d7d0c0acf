import type { UserId } from '../../contract/ids';
import type { RingTarget } from '../engine/plan';

/** A device of whoever is called. */
export interface KnownDevice {
  readonly target: RingTarget;
  /** It answered its last probe; else it is only connected: silent, and maybe slow. */
  readonly isReachable: boolean;
}

/** What a dialled number means within the caller's organisation (see ../numbering.ts). */
export type Destination =
  | { readonly kind: 'user'; readonly userId: UserId; readonly devices: readonly KnownDevice[] }
  | { readonly kind: 'outside'; readonly number: string; readonly emergency: boolean }
  | { readonly kind: 'service'; readonly service: 'echo' }
  /** What was dialled has been carried out, or refused. */
  | { readonly kind: 'code'; readonly done: boolean }
  | { readonly kind: 'unknown' };

/**
 * What the called person's groups say of the caller. `unknown`: they could not be asked in time, so the call goes on
 * as for anybody; a number that is withheld is in no group.
 */
export type CallerStanding = 'vip' | 'blocked' | 'none' | 'unknown';

/**
 * All that was known when it was decided where a call goes, gathered beforehand: the rules ask no clock, no registry
 * and no database, so that the same facts give the same plan, in a call as in the answer to "what happens if…".
 */
export interface RouteFacts {
  /** When this was so. */
  readonly atMs: number;
  /** Null = from outside, or whoever is being transferred. */
  readonly callerUserId: UserId | null;
  readonly destination: Destination;
  readonly standing: CallerStanding;
  /** Somebody has dialled and listens; false for a transfer, whose other side has dialled nothing. */
  readonly isDialled: boolean;
  /** What the outside world shall see of the caller: E.164, null = anonymous. */
  readonly shownNumber: string | null;
  /** False when the caller asked to show a number that is not the caller's. */
  readonly mayShowNumber: boolean;
}
