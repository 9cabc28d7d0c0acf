import type { EndReason } from '../../contract/errors';
import type { UserId } from '../../contract/ids';
import { identityOf, isConnected, liveLegsOf, otherSide, sideOf, talkingLeg, transferringSide, withParty } from './call';
import type { Call, Party, PlanStep, Side } from './call';
import { newParty } from './party';
import { leave } from './ending';
import type { Context, Decision, Effect, Input, Step } from './protocol';
import { refuse } from './protocol';
import { giveBack, reach, transferForMs } from './reach';

/** Transfer now: the transferor is out, the other side waits for the target. Whatever goes wrong, the call comes back. */
export function transfer(call: Call, input: Extract<Input, { type: 'transfer' }>, context: Context): Decision {
  const side = sideOf(call, input.userId);
  if (side === null) return refuse('call.notFound', 'no such call');
  const other = call[otherSide(side)];
  if (call.state !== 'active' || !isConnected(call[side]) || !isConnected(other)) return refuse('call.notAllowed', 'only a call that is connected can be transferred');
  const { userId } = input.target;
  if (userId !== null && (userId === other.userId || userId === input.userId)) return refuse('call.notAllowed', 'the target is in this call already');
  const [first] = input.plan;
  if (!first || first.kind === 'end') return refuse(first?.reason === 'unreachable' ? 'call.targetUnreachable' : 'call.unknownNumber', `nobody to transfer to: ${first?.because ?? 'no plan'}`);
  const transferor = { party: { ...call[side], holding: false, deviceHolding: false, talkedUntilMs: context.nowMs, reach: null }, deviceId: talkingLeg(call, side)?.deviceId ?? null };
  const without = hangUpSide(call, side, 'transferred');
  const target: Party = { ...newParty(input.target, 'in', context, input.calledNumber), transferredBy: identityOf(transferor.party) };
  const begun = reach(withParty(without.call, side, target), side, 'transfer', shortened(input.plan), context, transferor);
  return { call: begun.call, effects: [{ type: 'stopTimer', timer: side }, ...without.effects, ...begun.effects] };
}

const shortened = (plan: readonly PlanStep[]): readonly PlanStep[] => plan.map((step) => ('forMs' in step ? { ...step, forMs: transferForMs } : step));

/** Ends every leg of a side. */
export function hangUpSide(call: Call, side: Side, reason: EndReason): Step {
  const legs = liveLegsOf(call, side);
  return {
    call: { ...call, legs: call.legs.map((leg) => (legs.includes(leg) ? { ...leg, state: 'ended' as const, stalled: false } : leg)) },
    effects: legs.map((leg): Effect => ({ type: 'hangUp', leg: leg.id, reason })),
  };
}

/** The transferor wants the call back before anybody has taken it. */
export function takeBack(call: Call, userId: UserId, context: Context): Decision {
  const side = transferringSide(call, userId);
  if (side === null) return sideOf(call, userId) === null ? refuse('call.notFound', 'no such call') : refuse('call.notAllowed', 'there is no transfer to take back');
  return giveBack(call, side, 'cancelled', context, true);
}

/** Whoever handed the call over is out for good: its new owner has taken it. */
export function handedOver(call: Call, side: Side): Step {
  const transferor = call[side].reach?.transferor;
  if (!transferor) return { call, effects: [] };
  return leave(call, side, 'transferred', transferor.party, { to: identityOf(call[side]), taken: true });
}

