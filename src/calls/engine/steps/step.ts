import type { EndReason } from '../../../contract/calls/end-reason';
import type { LegId } from '../../../contract/ids';
import { isRung } from '../call';
import type { Call, Leg, PlanStep, Side } from '../call';
import type { Context, Step } from '../protocol';

/**
 * What a leg hears: the leg it talks with, music, a sound, nothing, or `itself` = whatever an arrived leg hears before it
 * is answered (ringing tone as early media).
 */
export type Hearing = { readonly with: LegId } | 'music' | 'ringing' | 'goodbye' | 'nothing' | 'itself';

/** A step that was over as soon as it began: for a reason that ends the plan, or null = it had nobody to ring, the next one begins. */
export interface Over {
  readonly over: EndReason | null;
}

/** One kind of plan step: how it begins, what the other side hears meanwhile, and what makes it over. */
export interface StepRules<S extends PlanStep> {
  begin(call: Call, side: Side, step: S, context: Context): Step | Over;
  /** What the other side of an active call hears while nobody carries the audio of this one. */
  heard(call: Call, side: Side): Hearing;
  /** Beside its time: none of its legs is left, or the message to the other side is finished. Null = its time alone. */
  readonly endsWith: 'legs' | 'sound' | null;
  /** A device of the person that comes up while it lasts rings too. */
  readonly ringsNewcomers: boolean;
  /** The leg is one that this step would make. */
  leadsTo(step: S, leg: Leg): boolean;
}

/** The ringing tone once the phone of whoever shall take the call rings; somebody who is only away is looked for in silence. */
export const ringingOrMusic = (call: Call, side: Side): Hearing =>
  isRung(call, side) && call.legs.some((leg) => leg.side === side && leg.state === 'ringing') ? 'ringing' : 'music';

export const music = (): Hearing => 'music';

/** Of a step that makes no legs. */
export const leadsNowhere = (): boolean => false;
