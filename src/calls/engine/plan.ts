import type { EndReason } from '../../contract/errors';
import { liveLegsOf } from './call';
import type { Call, Leg, RingTarget } from './call';
import { endCall } from './ending';
import type { Context, Effect } from './protocol';

interface Step {
  readonly call: Call;
  readonly effects: readonly Effect[];
}

/** Inside devices learn who calls; the outside world is shown the number that the caller chose. */
function dialEffect(call: Call, leg: Leg, outsideNumber: string | null): Effect {
  const target = leg.deviceId === null ? { kind: 'outside' as const, number: outsideNumber ?? '' } : { kind: 'device' as const, deviceId: leg.deviceId };
  const shown =
    leg.deviceId === null
      ? { callerName: null, callerNumber: call.shownNumber }
      : { callerName: call.caller.name, callerNumber: call.caller.number };
  return { type: 'dial', leg: leg.id, target, options: { callId: call.id, ...shown } };
}

const calleeLeg = (context: Context, target: RingTarget | null): Leg => ({
  id: context.newLegId(),
  side: 'callee',
  deviceId: target?.deviceId ?? null,
  deviceLabel: target?.label ?? null,
  state: 'dialling',
  wasUp: false,
  endReason: null,
});

/** Begins the first step of the plan. A plan always ends with an `end` step. */
export function beginStep(call: Call, context: Context): Step {
  const step = call.plan[0];
  if (!step) return endCall(call, 'failed', context);
  const traced: Call = { ...call, trace: [...call.trace, { atMs: context.nowMs, what: `${step.kind}: ${step.because}` }] };
  if (step.kind === 'end') return endCall(traced, step.reason, context);
  const targets = step.kind === 'ringDevices' ? step.targets : [null];
  const legs = targets.map((target) => calleeLeg(context, target));
  const number = step.kind === 'dialOutside' ? step.number : null;
  return {
    call: { ...traced, legs: [...traced.legs, ...legs] },
    effects: [{ type: 'startTimer', timer: 'step', ms: step.forMs }, ...legs.map((leg) => dialEffect(traced, leg, number))],
  };
}

/** Goes on to the next step, hanging up what the current one still rings. */
export function nextStep(call: Call, context: Context): Step {
  const stopped: Effect[] = liveLegsOf(call, 'callee').map((leg) => ({ type: 'hangUp', leg: leg.id, reason: 'noAnswer' }));
  const legs = call.legs.map((leg) => (leg.side === 'callee' ? { ...leg, state: 'ended' as const } : leg));
  const next = beginStep({ ...call, legs, plan: call.plan.slice(1) }, context);
  return { call: next.call, effects: [...stopped, ...next.effects] };
}

/**
 * Nothing rings any more before the time of the step was up: the plan goes on, but where it would only end the call, the
 * reason is the one that the devices gave.
 */
export function stepFailed(call: Call, reason: EndReason, context: Context): Step {
  const [, next] = call.plan;
  return next && next.kind !== 'end' ? nextStep(call, context) : endCall(call, reason, context);
}

/** A further device for the step that rings now. */
export function alsoRing(call: Call, target: RingTarget, context: Context): Step {
  const leg = calleeLeg(context, target);
  return { call: { ...call, legs: [...call.legs, leg] }, effects: [dialEffect(call, leg, null)] };
}
