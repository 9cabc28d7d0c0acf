import type { EndReason } from '../../../contract/calls/end-reason';
import type { UserId } from '../../../contract/ids';
import { isConnected, liveLegsOf, otherSide, sideOf, talkingLeg, transferringSide, replaced } from '../call';
import { identityOf } from '../identity';
import { isRefusal } from '../plan';
import type { Call, Party, Side } from '../call';
import type { PlanStep } from '../plan';
import { forwardOver, leave } from '../ending';
import { newParty } from '../party';
import { andThen, refuse, unchanged } from '../protocol';
import type { Context, Effect, Input, Progress, Refusal, Step } from '../protocol';
import { reach, ringsToo, takesOver } from './reach';
import type { ReachRules } from './reach';
import { giveBack, transferForMs } from './return';

/**
 * Transfer now: the transferor is out, the other side waits for the target. Whatever goes wrong, the call comes back.
 */
export function transfer(
  call: Call,
  input: Extract<Input, { type: 'transfer' }>,
  context: Context,
): Progress | Refusal {
  const side = sideOf(call, input.userId);
  if (side === null) return refuse('call.notFound', 'no such call');
  const me = call[side];
  const other = call[otherSide(side)];
  if (call.state !== 'active' || !isConnected(me) || !isConnected(other))
    return refuse('call.notAllowed', 'only a call that is connected can be transferred');
  const { userId } = input.target;
  if (userId !== null && (userId === other.userId || userId === input.userId))
    return refuse('call.notAllowed', 'the target is in this call already');
  if (isRefusal(input.plan) || input.target.kind === 'service') {
    const last = input.plan.at(-1);
    const isThere = last?.kind === 'end' && notTaken.has(last.reason);
    const code = isThere ? 'call.targetUnreachable' : 'call.unknownNumber';
    return refuse(code, 'nobody to transfer to');
  }
  const party: Party = { ...me, holding: false, deviceHolding: false, talkedUntilMs: context.nowMs, reach: null };
  const transferor = { party, deviceId: talkingLeg(call, side)?.deviceId ?? null };
  const without = hangUpSide(call, side, 'transferred');
  const target: Party = {
    ...newParty(input.target, 'in', context, input.calledNumber),
    transferredBy: identityOf(party),
  };
  const calling = replaced(without.call, side, target);
  const begun = reach(calling, side, 'transfer', shortened(input.plan), context, transferor);
  return { ...begun, effects: [{ type: 'stopTimer', timer: side }, ...without.effects] };
}

/** The number is somebody's who cannot be reached, or does not want to be. */
const notTaken: ReadonlySet<EndReason> = new Set(['unreachable', 'busy', 'declined', 'noAnswer']);

/** How long a step waits for what rings beside it stays as it is. */
const shortened = (plan: readonly PlanStep[]): readonly PlanStep[] =>
  plan.map((step, index) =>
    'forMs' in step && plan[index + 1]?.kind !== 'ringAlso' ? { ...step, forMs: transferForMs } : step,
  );

/** Ends every leg of a side. */
export function hangUpSide(call: Call, side: Side, reason: EndReason): Step {
  const legs = liveLegsOf(call, side);
  return {
    call: {
      ...call,
      legs: call.legs.map((leg) => (legs.includes(leg) ? { ...leg, state: 'ended' as const, stalled: false } : leg)),
    },
    effects: legs.map((leg): Effect => ({ type: 'hangUp', leg: leg.id, reason })),
  };
}

/** The transferor wants the call back before anybody has taken it. */
export function takeBack(call: Call, userId: UserId, context: Context): Progress | Refusal {
  const side = transferringSide(call, userId);
  if (side !== null) return giveBack(call, side, 'cancelled', context, true);
  return sideOf(call, userId) === null
    ? refuse('call.notFound', 'no such call')
    : refuse('call.notAllowed', 'there is no transfer to take back');
}

/** Whoever handed the call over is out for good: its new owner has taken it. */
function handedOver(call: Call, side: Side): Step {
  const transferor = call[side].reach?.transferor;
  if (!transferor) return unchanged(call);
  return leave(call, side, 'transferred', transferor.party, { to: identityOf(call[side]), taken: true });
}

/** Somebody else shall take the call: not taken, it goes back to the transferor. */
export const transferRules: ReachRules = {
  answered: (call, side, leg, context) =>
    andThen(
      andThen(forwardOver(call, side, 'transferred', true), (each) => handedOver(each, side)),
      (each) => takesOver(each, side, leg, context),
    ),
  exhausted: giveBack,
  appeared: ringsToo,
  canBeDeclined: true,
  lost: unchanged,
  resumed: unchanged,
};
