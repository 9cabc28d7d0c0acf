import type { EndReason } from '../../contract/calls/end-reason';
import type { UserId } from '../../contract/ids';
import { candidates, liveLegsOf, otherOf, partyOf } from './call-facts';
import type { Call, Leg, Side } from './call';
import { seenBy } from './identity';
import type { AlsoRung, RingTarget, StepOf } from './plan';
import type { Context, Effect, Step } from './protocol';

/**
 * Where a leg leads: a device, which may be asked to answer by itself, or a number that is shown another one (null =
 * anonymous).
 */
export type Goal = ({ readonly device: RingTarget; readonly auto: boolean } | NumberGoal) & {
  /** Whose it is, where it is not the side's. */
  readonly of?: UserId;
};

type NumberGoal = Pick<StepOf<'dialOutside'>, 'number' | 'show' | 'paidBy' | 'forwardedBy' | 'confirm'>;

type Cost = Pick<NumberGoal, 'number' | 'paidBy' | 'forwardedBy'>;

/** Why whoever answers for the cost may not have this call outside; null = it may be. Help is nobody's cost. */
export function whyNot({ organisationId }: Call, goal: Cost, context: Context): EndReason | null {
  const { number, paidBy, forwardedBy } = goal;
  if (paidBy === null) return null;
  const may = context.mayDial(organisationId, { number, paidBy, isForward: forwardedBy !== undefined });
  return may === true ? null : may;
}

/** A number that rings together with devices, unless there are too many calls outside already. */
export function alsoGoal(call: Call, also: AlsoRung | undefined, context: Context): Goal[] {
  if (!also) return [];
  const goal = { ...also, paidBy: also.forwardedBy };
  return whyNot(call, goal, context) === null ? [goal] : [];
}

/** Makes a leg for each goal. */
export function dial(call: Call, side: Side, goals: readonly Goal[], context: Context): Step {
  const dialled = goals.map((goal) => ({ goal, leg: newLeg(call, side, goal, context) }));
  return {
    call: { ...call, legs: [...call.legs, ...dialled.map(({ leg }) => leg)] },
    effects: dialled.map(({ goal, leg }) => dialEffect(call, leg, goal)),
  };
}

const newLeg = (call: Call, side: Side, goal: Goal, context: Context): Leg => ({
  id: context.newLegId(),
  side,
  userId: goal.of ?? partyOf(call, side).userId,
  deviceId: 'device' in goal ? goal.device.deviceId : null,
  // A user's mobile is known by its number; an outside party has no device that would have a name.
  deviceLabel: 'device' in goal ? goal.device.label : partyOf(call, side).userId === null ? null : goal.number,
  invitedAs: call.id,
  ...('number' in goal && goal.paidBy !== null && { number: goal.number, paidBy: goal.paidBy }),
  ...('number' in goal && goal.forwardedBy !== undefined && { forwardedBy: goal.forwardedBy, shown: goal.show }),
  ...('number' in goal && goal.confirm === true && { confirm: true }),
  state: 'dialling',
  wasUp: false,
  stalled: false,
  endReason: null,
});

/** Inside devices learn who is at the other end; the outside world is shown the number that was chosen for it. */
function dialEffect(call: Call, leg: Leg, goal: Goal): Effect {
  const other = seenBy(leg.userId, otherOf(call, leg.side));
  const common = { type: 'dial', leg: leg.id } as const;
  const whose = { callId: call.id, organisationId: call.organisationId };
  if ('number' in goal)
    return {
      ...common,
      target: { kind: 'outside', number: goal.number },
      options: { ...whose, callerName: null, callerNumber: goal.show, autoAnswer: false, ...forwardedFrom(call, leg) },
    };
  const { deviceId } = goal.device;
  return {
    ...common,
    target: { kind: 'device', deviceId },
    options: { ...whose, callerName: other.name, callerNumber: other.number, autoAnswer: goal.auto },
  };
}

/** A network wants to know whose call it is that goes on to somebody else: the number that was called. */
function forwardedFrom(call: Call, { side, forwardedBy }: Leg): { readonly forwardedFrom?: string } {
  const { calledNumber } = partyOf(call, side);
  return forwardedBy === undefined || calledNumber === null ? {} : { forwardedFrom: calledNumber };
}

/** A further device for what is under way at a side, beside the current step. */
export const alsoRing = (call: Call, side: Side, device: RingTarget, auto: boolean, context: Context): Step =>
  dial(call, side, [{ device, auto }], context);

/** Stops what rings at a side, all but `keep`. */
export function stopRinging(
  call: Call,
  side: Side,
  reason: 'noAnswer' | 'cancelled' | 'answeredElsewhere',
  keep: readonly Leg[] = [],
): Step {
  const stopped = new Set(
    candidates(call, side)
      .filter((leg) => !keep.includes(leg))
      .map((leg) => leg.id),
  );
  return {
    call: { ...call, legs: call.legs.map((leg) => (stopped.has(leg.id) ? { ...leg, state: 'ended' as const } : leg)) },
    effects: [...stopped].map((leg) => ({ type: 'hangUp', leg, reason })),
  };
}

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
