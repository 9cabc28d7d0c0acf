import { candidates, isPresent, liveLegsOf, otherSide } from './call';
import type { Call, Leg, PlanStep, RingTarget, Side } from './call';
import type { Context, Effect, Step } from './protocol';
import { unchanged } from './protocol';

/** The legs of a step; null when it has nobody to ring. */
export function dialAll(call: Call, side: Side, step: Exclude<PlanStep, { kind: 'end' }>, context: Context): Step | null {
  switch (step.kind) {
    case 'wait':
      return unchanged(call);
    case 'goodbye':
      return isPresent(call, otherSide(side)) ? unchanged(call) : null;
    case 'dialOutside':
      return dialled(call, side, [null], step, context);
    case 'ringDevices':
      return step.targets.length === 0 ? null : dialled(call, side, step.targets, step, context);
    case 'ringReachable': {
      const { userId } = call[side];
      const busy = new Set(liveLegsOf(call, side).map((leg) => leg.deviceId));
      const targets = userId === null ? [] : context.reachable(userId).filter(({ deviceId }) => !busy.has(deviceId));
      return targets.length === 0 && candidates(call, side).length === 0 ? null : dialled(call, side, targets, step, context);
    }
  }
}

function dialled(call: Call, side: Side, targets: readonly (RingTarget | null)[], step: PlanStep, context: Context): Step {
  const legs = targets.map((target): Leg => newLeg(call, side, target, step, context));
  const effects = legs.map((leg, index): Effect => dialEffect(call, leg, targets[index] ?? null, step));
  return { call: { ...call, legs: [...call.legs, ...legs] }, effects };
}

const newLeg = (call: Call, side: Side, target: RingTarget | null, step: PlanStep, context: Context): Leg => ({
  id: context.newLegId(),
  side,
  userId: call[side].userId,
  deviceId: target?.deviceId ?? null,
  deviceLabel: target?.label ?? (step.kind === 'dialOutside' && call[side].userId !== null ? step.number : null),
  session: call.id,
  state: 'dialling',
  wasUp: false,
  stalled: false,
  endReason: null,
});

/** Inside devices learn who is at the other end; the outside world is shown the number that was chosen for it. */
function dialEffect(call: Call, leg: Leg, target: RingTarget | null, step: PlanStep): Effect {
  const other = call[otherSide(leg.side)];
  const autoAnswer = target?.isWindow === true && step.kind === 'ringDevices' && step.auto === true;
  if (step.kind === 'dialOutside') {
    return { type: 'dial', leg: leg.id, target: { kind: 'outside', number: step.number }, options: { callId: call.id, callerName: null, callerNumber: step.show, autoAnswer } };
  }
  const options = { callId: call.id, callerName: other.name, callerNumber: other.number, autoAnswer };
  return { type: 'dial', leg: leg.id, target: { kind: 'device', deviceId: leg.deviceId ?? ('' as never) }, options };
}

/** A further device for what is under way at a side, beside the current step. */
export function alsoRing(call: Call, side: Side, target: RingTarget, auto: boolean, context: Context): Step {
  return dialled(call, side, [target], { kind: 'ringDevices', targets: [target], auto, forMs: 0, because: 'devicesReachable' }, context);
}

/** Stops what rings at a side. */
export function stopRinging(call: Call, side: Side, reason: 'noAnswer' | 'cancelled' | 'answeredElsewhere'): Step {
  const stopped = new Set(candidates(call, side).map((leg) => leg.id));
  return {
    call: { ...call, legs: call.legs.map((leg) => (stopped.has(leg.id) ? { ...leg, state: 'ended' as const } : leg)) },
    effects: [...stopped].map((leg) => ({ type: 'hangUp', leg, reason })),
  };
}
