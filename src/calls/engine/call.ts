import type { EndReason } from '../../contract/errors';
import type { CallId, ContactId, DeviceId, LegId, OrganisationId, UserId } from '../../contract/ids';

/**
 * State of a call.
 *
 *               legAnswered (callee)
 *     ringing ───────────────────────► active
 *        │                                │
 *        │ cancel, decline, no answer     │ hang up, loss
 *        └───────────► ended ◄────────────┘
 *
 * `ringing` covers everything from the caller's INVITE to an answer. Holding and muting are not states: they are facts
 * about a party, and what each leg hears is derived from them (audio.ts).
 */
export type CallState = 'ringing' | 'active' | 'ended';

/**
 * State of a leg.
 *
 *     arrived ──────────────► up ──► ended      the caller's leg: answered when the callee answers
 *     dialling ──► ringing ──► up ──► ended     a leg that we began towards a device or the outside world
 *         └────────────┴────────────► ended
 */
export type LegState = 'arrived' | 'dialling' | 'ringing' | 'up' | 'ended';

export type Side = 'caller' | 'callee';

export const otherSide = (side: Side): Side => (side === 'caller' ? 'callee' : 'caller');

export interface Leg {
  readonly id: LegId;
  readonly side: Side;
  /** Null for a leg to or from the outside world. */
  readonly deviceId: DeviceId | null;
  readonly deviceLabel: string | null;
  readonly state: LegState;
  /** It has carried the call; stays true when the leg has ended. */
  readonly wasUp: boolean;
  /** Why the leg ended by itself; null while it lives and when we ended it. */
  readonly endReason: EndReason | null;
}

/** Who takes part, as the other side is told. Outside parties have no user; an anonymous one has no number either. */
export interface PartyIdentity {
  readonly userId: UserId | null;
  readonly contactId: ContactId | null;
  readonly name: string | null;
  /** Extension of a user, E.164 of an outside number, null = withheld. */
  readonly number: string | null;
}

export interface Party extends PartyIdentity {
  /** Parked by a command to the engine. */
  readonly holding: boolean;
  /** Parked by the phone itself (re-INVITE); only the phone can take it back. */
  readonly deviceHolding: boolean;
  readonly muted: boolean;
}

/** A device that a plan may ring, named as it was when the plan was made. */
export interface RingTarget {
  readonly deviceId: DeviceId;
  readonly label: string;
}

/** One step of a routing plan; `because` is the reason shown to the person who asks why (C15). */
export type PlanStep =
  | { readonly kind: 'ringDevices'; readonly targets: readonly RingTarget[]; readonly forMs: number; readonly because: RouteReason }
  | { readonly kind: 'dialOutside'; readonly number: string; readonly forMs: number; readonly because: RouteReason }
  | { readonly kind: 'end'; readonly reason: EndReason; readonly because: RouteReason };

export type RouteReason =
  | 'devicesReachable'
  | 'noDeviceReachable'
  | 'outsideNumber'
  | 'nobodyAnswered'
  | 'ownNumber'
  | 'unknownNumber'
  | 'numberToShowNotYours';

/** What was decided and why, in order; kept with the call. */
export interface TraceStep {
  readonly atMs: number;
  readonly what: string;
}

export interface Call {
  readonly id: CallId;
  readonly organisationId: OrganisationId;
  /** Grows by one with each decision that changed something. */
  readonly revision: number;
  readonly state: CallState;
  readonly caller: Party;
  readonly callee: Party;
  readonly legs: readonly Leg[];
  /** The step being carried out comes first. */
  readonly plan: readonly PlanStep[];
  /** What the outside callee sees; null = anonymous, or an inside callee, who sees name and extension. */
  readonly shownNumber: string | null;
  readonly startedAtMs: number;
  readonly answeredAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly endReason: EndReason | null;
  readonly trace: readonly TraceStep[];
}

export const liveLegs = (call: Call): readonly Leg[] => call.legs.filter((leg) => leg.state !== 'ended');

export const liveLegsOf = (call: Call, side: Side): readonly Leg[] => liveLegs(call).filter((leg) => leg.side === side);

/** The leg that carries a side's audio: the caller's from the start, the callee's once answered. */
export function talkingLeg(call: Call, side: Side): Leg | undefined {
  return liveLegsOf(call, side).find((leg) => leg.state === 'up' || leg.state === 'arrived');
}

export function sideOf(call: Call, userId: UserId): Side | null {
  if (call.caller.userId === userId) return 'caller';
  return call.callee.userId === userId ? 'callee' : null;
}

export const isHolding = (party: Party): boolean => party.holding || party.deviceHolding;
