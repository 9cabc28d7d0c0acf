import { otherSide } from '../call';
import { isConference, otherOf, partyOf } from '../call-facts';
import type { Call, Leg, MainSide, Side } from '../call';
import { hangUpSide } from '../dialling';
import { leave } from '../ending';
import { identityOf } from '../identity';
import { newParty } from '../party';
import type { StepOf } from '../plan';
import { andThen, refuse } from '../protocol';
import type { Context, Input, Progress, Refusal } from '../protocol';
import { reach } from './reach';

type IntoGroup = Extract<Input, { type: 'transfer' }> & { readonly step: StepOf<'queue'> };

/**
 * Transfer now into an answer group: the transferor is out for good, and the other side waits as any caller does, from
 * now on. What becomes of it is the group's to say: nothing comes back.
 */
export function intoGroup(call: Call, side: MainSide, input: IntoGroup, context: Context): Progress | Refusal {
  if (isConference(call)) return refuse('call.notAllowed', 'several are in the call');
  if (otherOf(call, side).reach !== null || call.served?.isHeard === false)
    return refuse('call.notAllowed', 'the other side is not there');
  const transferor = { ...partyOf(call, side), holding: false, deviceHolding: false, talkedUntilMs: context.nowMs };
  const group = {
    ...newParty(input.target, 'in', context, input.calledNumber),
    transferredBy: identityOf(transferor),
  };
  const [queue, ...then] = [{ ...input.step, enteredAtMs: context.nowMs }, ...input.plan.slice(1)];
  const handed = andThen(hangUpSide(call, side, 'transferred'), (each) =>
    leave(each, side, 'transferred', { ...transferor, reach: null }, { to: identityOf(group), taken: true }),
  );
  const waiting = asCaller(handed.call, otherSide(side));
  const begun = reach({ ...waiting, callee: group }, 'callee', 'call', [queue, ...then], context);
  return { ...begun, effects: [{ type: 'stopTimer', timer: side }, ...handed.effects] };
}

/**
 * Who is left waits in the place of a caller, whoever had called or had been called back. Nobody has answered any more.
 */
function asCaller({ callingBack: _, ...call }: Call, side: MainSide): Call {
  const up: Call = { ...call, state: 'ringing', answeredAtMs: null, caller: { ...call[side], holding: false } };
  if (side === 'caller') return up;
  const swapped = (of: Side): Side => (of === 'caller' ? 'callee' : of === 'callee' ? 'caller' : of);
  const legs = call.legs.map((leg): Leg => ({ ...leg, side: swapped(leg.side) }));
  return { ...up, legs, left: call.left.map((each) => ({ ...each, side: swapped(each.side) })) };
}
