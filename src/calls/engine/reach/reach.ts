import type { EndReason } from '../../../contract/calls/end-reason';
import type { DeviceId } from '../../../contract/ids';
import { liveLegsOf, partyOf, withoutOffer, withParty } from '../call-facts';
import type { Call, Leg, Reach, Side } from '../call';
import type { PlanStep, RingTarget } from '../plan';
import { alsoRing, stopRinging } from '../dialling';
import { andThen, unchanged } from '../protocol';
import type { Context, Effect, Progress, Step } from '../protocol';
import { rulesOf } from '../steps';

/** What a reason for reaching a side's devices says: what an answer means, and what happens when nobody answers. */
export interface ReachRules {
  /** One of its devices has answered; the leg is up already. */
  answered(call: Call, side: Side, leg: Leg, context: Context): Progress;
  /** Nobody was reached, for the reason given. */
  exhausted(call: Call, side: Side, reason: EndReason, context: Context): Progress;
  /** A device of the person, one that has no leg here, came up meanwhile. */
  appeared(call: Call, side: Side, target: RingTarget, context: Context): Progress;
  /** One of its devices refuses: that is the person's word, whatever device it came from (RFC 3261 §21.6.2). */
  readonly canBeDeclined: boolean;
  /** A device that rang is gone without a word, and may be there again already. The same call = nothing comes of it. */
  lost(call: Call, side: Side, deviceId: DeviceId | null, context: Context): Step;
  /** The leg of the side that had been silent can be heard again. */
  resumed(call: Call, side: Side): Step;
}

/** Gives a side a plan; the plan's last step says by its kind what happens when nobody was reached. */
export function reach(
  call: Call,
  side: Side,
  why: Reach['why'],
  plan: readonly PlanStep[],
  { nowMs }: Pick<Context, 'nowMs'>,
  transferor: Reach['transferor'] = null,
): Progress {
  const begun: Reach = { why, plan, transferor, sinceMs: nowMs, legsFrom: call.legs.length, timer: 0, untilMs: nowMs };
  return { call: withParty(call, side, { reach: begun }), effects: [], begins: side };
}

/** The time of a step is up, or it had nobody to ring: what rings of it stops, and the next one begins. */
export function nextStep(call: Call, side: Side): Progress {
  const { reach: current } = partyOf(call, side);
  if (!current) return unchanged(call);
  const [, next] = current.plan;
  const stopped = next && rulesOf(next).joins ? unchanged(call) : stopRinging(call, side, 'noAnswer');
  return {
    ...stopped,
    call: withParty(stopped.call, side, { reach: { ...withoutOffer(current), plan: current.plan.slice(1) } }),
    begins: side,
  };
}

/** Gives the step that a side is in its time, anew. */
export function startTimer(call: Call, side: Side, ms: number, context: Pick<Context, 'nowMs'>): Step {
  const { reach: current } = partyOf(call, side);
  if (!current) return unchanged(call);
  const id = call.timers + 1;
  const timed = withParty({ ...call, timers: id }, side, {
    reach: { ...current, timer: id, untilMs: context.nowMs + ms },
  });
  return { call: timed, effects: [{ type: 'startTimer', timer: side, id, ms }] };
}

/** A device that comes up rings beside the others, where the step rings whatever there is. */
export function ringsToo(call: Call, side: Side, target: RingTarget, context: Context): Step {
  const step = partyOf(call, side).reach?.plan[0];
  const rings = step !== undefined && step.because !== 'moved' && rulesOf(step).ringsNewcomers;
  return rings ? alsoRing(call, side, target, false, context) : unchanged(call);
}

/** One leg of a side is chosen: the others end, and the search with them. */
export function onlyLeg(call: Call, side: Side, chosen: Leg): Step {
  const others = liveLegsOf(call, side).filter((each) => each.id !== chosen.id);
  const legs = call.legs.map((each) =>
    others.includes(each) ? { ...each, state: 'ended' as const, stalled: false } : each,
  );
  const ended = others.map((each): Effect => ({ type: 'hangUp', leg: each.id, reason: 'answeredElsewhere' }));
  return { call: { ...call, legs }, effects: [{ type: 'stopTimer', timer: side }, ...ended] };
}

/** A leg that is up carries the side from now on: the target took the call, or its person is back, or it has moved. */
export function takesOver(call: Call, side: Side, leg: Leg, context: Context): Step {
  return andThen(onlyLeg(call, side, leg), (each) => {
    const answeredAtMs = partyOf(each, side).answeredAtMs ?? context.nowMs;
    return {
      call: withParty(each, side, { reach: null, deviceHolding: false, talkedUntilMs: null, answeredAtMs }),
      effects: [],
    };
  });
}
