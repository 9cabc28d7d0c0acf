import type { EndReason } from '../../../contract/calls/end-reason';
import type { UserId } from '../../../contract/ids';
import {
  isConnected,
  isMainSide,
  isSupervisor,
  otherOf,
  partyOf,
  replaced,
  sideOf,
  talkingLeg,
  transferringSide,
} from '../call-facts';
import { identityOf } from '../identity';
import { isRefusal } from '../plan';
import type { Call, Party, Side } from '../call';
import type { PlanStep } from '../plan';
import { hangUpSide } from '../dialling';
import { forwardOver, leave } from '../ending';
import { isIn } from '../guests';
import { newParty } from '../party';
import { andThen, refuse, unchanged } from '../protocol';
import type { Context, Input, Progress, Refusal, Step } from '../protocol';
import { reach, ringsToo, takesOver } from './reach';
import type { ReachRules } from './reach';
import { intoGroup } from './into-group';
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
  const me = partyOf(call, side);
  const other = otherOf(call, side);
  if (call.state !== 'active' || !isConnected(me) || !isConnected(other))
    return refuse('call.notAllowed', 'only a call that is connected can be transferred');
  if (isSupervisor(me)) return refuse('call.notAllowed', 'a supervisor has no call to hand over');
  if (input.target.userId !== null && isIn(call, input.target))
    return refuse('call.notAllowed', 'the target is in this call already');
  const [first] = input.plan;
  if (isMainSide(side) && first?.kind === 'queue') return intoGroup(call, side, { ...input, step: first }, context);
  const trouble = nobodyThere(input);
  if (trouble) return trouble;
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

/** Nobody can be reached there. @returns why, or null */
export function nobodyThere({
  plan,
  target,
}: Pick<Extract<Input, { type: 'transfer' }>, 'plan' | 'target'>): Refusal | null {
  if (!isRefusal(plan) && target.kind !== 'service') return null;
  const last = plan.at(-1);
  const isThere = last?.kind === 'end' && notTaken.has(last.reason);
  return refuse(isThere ? 'call.targetUnreachable' : 'call.unknownNumber', 'nobody is reached there');
}

/** The number is somebody's who cannot be reached, or does not want to be. */
const notTaken: ReadonlySet<EndReason> = new Set(['unreachable', 'busy', 'declined', 'noAnswer']);

/** How long a step waits for what rings beside it stays as it is. */
export const shortened = (plan: readonly PlanStep[]): readonly PlanStep[] =>
  plan.map((step, index) =>
    'forMs' in step && plan[index + 1]?.kind !== 'ringAlso' ? { ...step, forMs: transferForMs } : step,
  );

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
  const transferor = partyOf(call, side).reach?.transferor;
  if (!transferor) return unchanged(call);
  return leave(call, side, 'transferred', transferor.party, { to: identityOf(partyOf(call, side)), taken: true });
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
