import { stopBeside } from '../beside';
import {
  candidates,
  isPresent,
  isRung,
  legsBeside,
  partyOf,
  sideOf,
  sideRungBeside,
  talkingLeg,
  withParty,
} from '../call-facts';
import type { Call, Leg, Side } from '../call';
import { voicemailIn } from '../plan';
import type { PlanStep } from '../plan';
import { alsoRing, dial, stopRinging, whyNot } from '../dialling';
import type { Goal } from '../dialling';
import { andThen, refuse, unchanged } from '../protocol';
import type { Context, Effect, Input, Progress, Refusal, Step } from '../protocol';
import { rulesOf } from '../steps';
import { reach, startTimer, takesOver } from './reach';
import type { ReachRules } from './reach';

/** How long the device that a call is moved to rings, and how long it may then be silent. */
export const moveForMs = 20_000;
const firstPacketMs = 5_000;

const leadsTo = (leg: Leg, step: PlanStep): boolean => rulesOf(step).leadsTo(step, leg);

/**
 * The person's audio goes to another device: the one that has it talks on until the new one has answered and can be
 * heard.
 * For a person who is away it is one more way back.
 */
export function move(call: Call, input: Extract<Input, { type: 'move' }>, context: Context): Progress | Refusal {
  const beside = sideRungBeside(call, input.userId);
  if (beside !== null) return ringBesideThere(call, beside, input, context);
  const side = sideOf(call, input.userId);
  if (side === null) return refuse('call.notFound', 'no such call');
  const why = partyOf(call, side).reach?.why;
  if (isRung(call, side)) return ringThere(call, side, input.step, context);
  if (call.state !== 'active')
    return refuse('call.notAllowed', 'only a call that is connected, or rings, can be moved');
  const talking = talkingLeg(call, side);
  if (talking && !talking.stalled && leadsTo(talking, input.step)) return unchanged(call);
  if (why === 'anchor') return anchoredMove(call, side, input.step, context);
  const stopped = stopRinging(call, side, 'cancelled');
  return andThen(stopped, (each) =>
    reach(each, side, 'move', [input.step, { kind: 'end', reason: 'noAnswer', because: 'moved' }], context),
  );
}

/**
 * A call that rings for the person is to be answered at one place: it rings on there, for as long as a move does, and
 * nowhere else. Not answered there, it was not answered.
 */
function ringThere(call: Call, side: Side, step: PlanStep, context: Context): Progress | Refusal {
  const current = partyOf(call, side).reach;
  if (!current || step.kind === 'end') return unchanged(call);
  // The caller's own device is still being rung: nobody has been called yet.
  if (side === 'callee' && call.caller.reach?.why === 'call')
    return refuse('call.notAllowed', 'the call has not begun');
  const there = candidates(call, side).filter((leg) => leadsTo(leg, step));
  const after = voicemailIn(current.plan);
  const end = { kind: 'end', reason: 'noAnswer', because: 'moved' } as const;
  const plan: PlanStep[] = [step, ...(after.length > 0 ? after : [end])];
  return andThen(stopRinging(call, side, 'answeredElsewhere', there), (each): Progress => {
    const chosen = withParty(each, side, { reach: { ...current, plan } });
    return there.length === 0 ? { ...unchanged(chosen), begins: side } : startTimer(chosen, side, step.forMs, context);
  });
}

/** Who is rung beside a side answers at one place, too; the others ring on. */
function ringBesideThere(
  call: Call,
  side: Side,
  { userId, step }: Extract<Input, { type: 'move' }>,
  context: Context,
): Progress | Refusal {
  const there = legsBeside(call, side, userId).filter((leg) => leadsTo(leg, step));
  const goals: readonly Goal[] =
    step.kind === 'ringDevices'
      ? step.targets.map((device) => ({ device, auto: step.auto ?? false, of: userId }))
      : step.kind === 'dialOutside' && whyNot(call, step, context) === null
        ? [{ ...step, of: userId }]
        : [];
  if (there.length === 0 && goals.length === 0) return refuse('call.notAllowed', 'it cannot ring there');
  return andThen(stopBeside(call, side, userId, 'answeredElsewhere', there), (each) =>
    there.length === 0 ? dial(each, side, goals, context) : unchanged(each),
  );
}

function anchoredMove(call: Call, side: Side, step: PlanStep, context: Context): Progress | Refusal {
  if (candidates(call, side).some((leg) => leadsTo(leg, step))) return unchanged(call);
  const [target] = step.kind === 'ringDevices' ? step.targets : [];
  if (target) return alsoRing(call, side, target, true, context);
  const current = partyOf(call, side).reach;
  return current
    ? reach(call, side, 'anchor', [step, ...current.plan.slice(current.plan[0]?.kind === 'wait' ? 1 : 0)], context)
    : unchanged(call);
}

export function cancelMove(call: Call, side: Side): Progress | Refusal {
  return partyOf(call, side).reach?.why === 'move'
    ? stayThere(call, side)
    : refuse('call.notAllowed', 'the call is not being moved');
}

function stayThere(call: Call, side: Side): Step {
  const stopped = stopRinging(call, side, 'cancelled');
  return {
    call: withParty(stopped.call, side, { reach: null }),
    effects: [{ type: 'stopTimer', timer: side }, ...stopped.effects],
  };
}

/** The new device has answered: it gets a moment until it can be heard. */
export function awaitFirstPacket(call: Call, side: Side, answered: Leg, context: Context): Step {
  const others = candidates(call, side).filter((leg) => leg.id !== answered.id);
  const legs = call.legs.map((leg) => (others.includes(leg) ? { ...leg, state: 'ended' as const } : leg));
  const timed = startTimer({ ...call, legs }, side, firstPacketMs, context);
  return {
    call: timed.call,
    effects: [
      ...timed.effects,
      ...others.map((leg): Effect => ({ type: 'hangUp', leg: leg.id, reason: 'answeredElsewhere' })),
    ],
  };
}

/** Another device of the same person shall carry the call: not answered, it goes on where it is. */
export const moveRules: ReachRules = {
  answered: (call, side, leg, context) =>
    isPresent(call, side) ? awaitFirstPacket(call, side, leg, context) : takesOver(call, side, leg, context),
  exhausted: stayThere,
  appeared: unchanged,
  canBeDeclined: true,
  lost: unchanged,
  resumed: unchanged,
};
