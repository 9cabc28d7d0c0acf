import type { EndReason } from '../../contract/errors';
import { identityOf, traced, withParty } from './call';
import type { Call, Party, PlanStep, Reach, Side, TimerId } from './call';
import { dialAll, stopRinging } from './dialling';
import { endCall, leave } from './ending';
import type { Context, Step } from './protocol';
import { unchanged } from './protocol';

/** How long the target of a transfer rings before the call comes back, and how long it rings then. */
export const transferForMs = 25_000;
/** How long a call that came back to nobody waits for a device of the transferor. */
const waitForMs = 60_000;

/** Begins to reach a side's devices by a plan; a plan's last step says by its kind what happens when nobody was reached. */
export function reach(call: Call, side: Side, why: Reach['why'], plan: readonly PlanStep[], context: Context, transferor: Reach['transferor'] = null): Step {
  return beginStep(withParty(call, side, { reach: { why, plan, transferor, sinceMs: context.nowMs, legsFrom: call.legs.length, timer: 0, untilMs: context.nowMs } }), side, context);
}

/** Gives the step that a side is in its time, anew. */
export function startTimer(call: Call, side: Side, ms: number, context: Pick<Context, 'nowMs'>): Step {
  const { reach: current } = call[side];
  if (!current) return unchanged(call);
  const id = call.timers + 1;
  const timed = withParty({ ...call, timers: id }, side, { reach: { ...current, timer: id, untilMs: context.nowMs + ms } });
  return { call: timed, effects: [{ type: 'startTimer', timer: side, id, ms }] };
}

/** A timer is due. One that was not started for the step that is under way now comes too late for what it was meant for. */
export const timerDue = (call: Call, side: Side, id: TimerId, context: Context): Step => (call[side].reach?.timer === id ? nextStep(call, side, context) : unchanged(call));

/** Begins the first step of a side's plan. */
export function beginStep(call: Call, side: Side, context: Context): Step {
  const { reach: current } = call[side];
  const step = current?.plan[0];
  if (!current) return unchanged(call);
  if (!step) return exhausted(call, side, 'failed', context);
  const next = traced(call, context.nowMs, `${side} ${current.why} ${step.kind}: ${step.because}`);
  if (step.kind === 'end') return exhausted(next, side, step.reason, context);
  const timed = startTimer(next, side, step.forMs, context);
  const dialled = dialAll(timed.call, side, step, context);
  if (dialled === null) return nextStep(next, side, context);
  return { call: dialled.call, effects: [...timed.effects, ...dialled.effects] };
}

/** The time of a step is up, or it had nobody to ring. */
export function nextStep(call: Call, side: Side, context: Context): Step {
  const { reach: current } = call[side];
  if (!current) return unchanged(call);
  const stopped = stopRinging(call, side, 'noAnswer');
  const next = beginStep(withParty(stopped.call, side, { reach: { ...current, plan: current.plan.slice(1) } }), side, context);
  return { call: next.call, effects: [...stopped.effects, ...next.effects] };
}

/** Nothing rings any more before the time of the step was up. Where the plan would only end, the reason is the one that the devices gave. */
export function stepFailed(call: Call, side: Side, reason: EndReason, context: Context): Step {
  const next = call[side].reach?.plan[1];
  return next && next.kind !== 'end' ? nextStep(call, side, context) : exhausted(call, side, reason, context);
}

/** Nobody was reached, for the reason given. */
export function exhausted(call: Call, side: Side, reason: EndReason, context: Context): Step {
  const party: Party = call[side];
  switch (party.reach?.why) {
    case 'transfer':
      return giveBack(call, side, reason, context);
    case 'move': {
      const stopped = stopRinging(call, side, 'cancelled');
      return { call: withParty(stopped.call, side, { reach: null }), effects: [{ type: 'stopTimer', timer: side }, ...stopped.effects] };
    }
    case 'call':
      return endCall(call, side === 'caller' ? 'ownDevice' : reason, context);
    default:
      return endCall(call, reason, context);
  }
}

/**
 * The transfer of a side was not taken: the call rings at the transferor's devices, with what became of it. Where none can
 * be reached, the other side hears music until one can.
 *
 * @param take the transferor asked for it: the window that had the call, else the one in use, takes it without ringing
 */
export function giveBack(call: Call, side: Side, reason: EndReason, context: Context, take = false): Step {
  const transferor = call[side].reach?.transferor;
  if (!transferor) return { call, effects: [] };
  const stopped = stopRinging(call, side, reason === 'cancelled' ? 'cancelled' : 'noAnswer');
  const departed = leave(stopped.call, side, reason);
  const returned = take ? null : { from: identityOf(call[side]), reason };
  const reachable = transferor.party.userId === null ? [] : context.reachable(transferor.party.userId);
  const windows = take ? reachable.filter((target) => target.isWindow) : [];
  const window = windows.find(({ deviceId }) => deviceId === transferor.deviceId) ?? windows[0];
  const ring: PlanStep[] = [
    { kind: 'ringReachable', forMs: transferForMs, because: 'transferNotTaken' },
    { kind: 'end', reason: 'noAnswer', because: 'nobodyAnswered' },
  ];
  const first: PlanStep[] =
    window !== undefined
      ? [{ kind: 'ringDevices', targets: [window], auto: true, forMs: 5_000, because: 'transferNotTaken' }]
      : reachable.length === 0
        ? [{ kind: 'wait', forMs: waitForMs, because: 'noDeviceReachable' }]
        : [];
  const begun = reach(withParty(departed.call, side, { ...transferor.party, returned }), side, 'return', [...first, ...ring], context);
  return { call: begun.call, effects: [{ type: 'stopTimer', timer: side }, ...stopped.effects, ...departed.effects, ...begun.effects] };
}
