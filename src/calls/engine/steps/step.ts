import type { EndReason } from '../../../contract/calls/end-reason';
import type { LegId } from '../../../contract/ids';
import type { PlayId } from '../../../switch/port';
import type { Sound } from '../../../switch/port-sounds';
import { isRung, partyOf } from '../call-facts';
import type { Call, Leg, Side } from '../call';
import type { PlanStep } from '../plan';
import type { Context, Progress, Step } from '../protocol';

/** Sounds that a leg hears; `id` tells them from others of the same words. */
export interface Saying {
  readonly sounds: readonly Sound[];
  readonly id: PlayId;
}

/**
 * What a leg hears: other legs or none, music, sounds, or `asArrived` = whatever an arrived leg hears before it is
 * answered (ringing tone as early media).
 */
export type Hearing = { readonly from: readonly LegId[] } | Saying | 'music' | 'asArrived';

export const ringingTone: Saying = { sounds: ['ringing'], id: 'ringing' };

/** What the step that a side is in says to the other one: known by the step's timer, which no other step has. */
export const saying = (call: Call, side: Side, sounds: readonly Sound[]): Saying => ({
  sounds,
  id: `${call.id}/${partyOf(call, side).reach?.timer ?? 0}`,
});

/**
 * What whoever answers a leg hears that has to be confirmed, twice: it may be answered by a person, who has just taken
 * the phone out.
 */
export const questionFor = (leg: Pick<Leg, 'id'>): Saying => ({
  sounds: ['press-one-sv', 'press-one-en', 'press-one-sv', 'press-one-en'],
  id: `${leg.id}/press-one`,
});

/**
 * A step that was over as soon as it began: for a reason that ends the plan, or null = it had nobody to ring, the
 * next one begins.
 */
export interface Over {
  readonly over: EndReason | null;
}

/** One kind of plan step: how it begins, what the other side hears meanwhile, and what makes it over. */
export interface StepRules<S extends PlanStep> {
  begin(call: Call, side: Side, step: S, context: Context): Step | Over;
  /** What the other side hears while nobody carries the audio of this one. */
  heard(call: Call, side: Side, step: S): Hearing;
  /** What follows sounds that are finished, where that is not the end of the step. */
  onPlayed?(call: Call, id: PlayId, context: Context): Progress;
  /** Beside its time: none of its legs is left, or the message to the other side is finished. Null = its time alone. */
  readonly endsWith: 'legs' | 'sound' | null;
  /** The digit of the other side that ends it. */
  readonly endsWithDigit?: string;
  /** What the other side's keys do, in the place of that. */
  onDigits?(call: Call, side: Side, step: S, digits: string): Progress;
  /** A leg that has arrived hears it before it is answered. */
  readonly isEarly?: true;
  /**
   * The plan that takes the place of the rest when its legs failed for this reason; null = there is none.
   * @param wasSaid the network has said something itself before it failed
   */
  onFailure?(step: S, reason: EndReason, wasSaid: boolean): readonly PlanStep[] | null;
  /** What the step before rings goes on ringing. */
  readonly joins?: true;
  /** A device of the person that comes up while it lasts rings too. */
  readonly ringsNewcomers: boolean;
  /** The leg is one that this step would make. */
  leadsTo(step: S, leg: Leg): boolean;
}

/**
 * The ringing tone once the phone of whoever shall take the call rings; somebody who is only away is looked for in
 * silence.
 */
export const ringingOrMusic = (call: Call, side: Side): Hearing =>
  call.state === 'ringing' ||
  (isRung(call, side) && call.legs.some((leg) => leg.side === side && leg.state === 'ringing'))
    ? ringingTone
    : 'music';

export const music = (): Hearing => 'music';

/** Of a step that makes no legs. */
export const leadsNowhere = (): boolean => false;
