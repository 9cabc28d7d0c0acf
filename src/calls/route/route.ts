import type { UserId } from '../../contract/ids';
import type { PlanStep, RingTarget } from '../engine/call';

/** What a dialled number means within the caller's organisation (see ../numbering.ts). */
export type Destination =
  /** `reachable`: the devices to ring; where none is surely there, those that may be. */
  | { readonly kind: 'user'; readonly userId: UserId; readonly reachable: readonly RingTarget[] }
  | { readonly kind: 'outside'; readonly number: string; readonly emergency: boolean }
  | { readonly kind: 'unknown' };

export interface RouteRequest {
  readonly callerUserId: UserId | null;
  readonly destination: Destination;
  /** What the outside world shall see of the caller: E.164, null = anonymous. */
  readonly shownNumber: string | null;
  /** False when the caller asked to show a number that is not the caller's. */
  readonly mayShowNumber: boolean;
}

/** How long devices ring before the call goes on; a person expects about five rings. */
export const ringForMs = 20_000;
/** An outside network decides by itself when it gives up; this is our last resort. */
export const outsideForMs = 60_000;

/**
 * Where a call goes, step by step, with the reason for each step. Pure, so that the simulator's "what happens if…" is the
 * same answer as reality.
 */
export function route({ callerUserId, destination, shownNumber, mayShowNumber }: RouteRequest): readonly PlanStep[] {
  if (!mayShowNumber) return [{ kind: 'end', reason: 'notAllowed', because: 'numberToShowNotYours' }];
  switch (destination.kind) {
    case 'unknown':
      return [{ kind: 'end', reason: 'unknownNumber', because: 'unknownNumber' }];
    case 'outside':
      return [
        { kind: 'dialOutside', number: destination.number, show: shownNumber, forMs: outsideForMs, because: destination.emergency ? 'emergencyNumber' : 'outsideNumber' },
        { kind: 'end', reason: 'noAnswer', because: 'nobodyAnswered' },
      ];
    case 'user': {
      if (destination.userId === callerUserId) return [{ kind: 'end', reason: 'ownNumber', because: 'ownNumber' }];
      if (destination.reachable.length === 0) return [{ kind: 'end', reason: 'unreachable', because: 'noDeviceReachable' }];
      return [
        { kind: 'ringDevices', targets: destination.reachable, forMs: ringForMs, because: 'devicesReachable' },
        { kind: 'end', reason: 'noAnswer', because: 'nobodyAnswered' },
      ];
    }
  }
}
