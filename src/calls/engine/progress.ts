import type { EndReason } from '../../contract/calls/end-reason';
import { sidesOf } from './call';
import { partyOf, withParty } from './call-facts';
import type { Call, Side, TimerId } from './call';
import { endCall } from './ending';
import type { Context, Progress, Step } from './protocol';
import { unchanged } from './protocol';
import { reachRules } from './reach';
import { nextStep, startTimer } from './reach/reach';
import { rulesOf } from './steps';
import { traced } from './trace';

/** Carries out what a rule left to begin, and what comes of that, until nothing is left. */
export function carryOn(progress: Progress, context: Context): Step {
  let { call, effects, begins } = progress;
  while (begins !== undefined) {
    const next: Progress = beginStep(call, begins, context);
    call = next.call;
    effects = [...effects, ...next.effects];
    begins = next.begins;
  }
  return { call, effects };
}

/** Begins the first step of a side's plan. */
function beginStep(call: Call, side: Side, context: Context): Progress {
  const { reach: current } = partyOf(call, side);
  const step = current?.plan[0];
  if (!current) return unchanged(call);
  if (!step) return exhausted(call, side, 'failed', context);
  const timed = 'forMs' in step ? startTimer(call, side, step.forMs, context) : unchanged(call);
  const begun = rulesOf(step).begin(timed.call, side, step, context);
  if ('over' in begun) {
    const next = traced(call, side, step, [], context.nowMs);
    return begun.over === null ? nextStep(next, side) : exhausted(next, side, begun.over, context);
  }
  const rung = begun.call.legs.slice(call.legs.length);
  return { call: traced(begun.call, side, step, rung, context.nowMs), effects: [...timed.effects, ...begun.effects] };
}

/**
 * A timer is due. One that was not started for the step that is under way now comes too late for what it was meant
 * for.
 */
export const timerDue = (call: Call, side: Side, id: TimerId): Progress =>
  sidesOf(call).includes(side) && partyOf(call, side).reach?.timer === id ? nextStep(call, side) : unchanged(call);

/**
 * Nothing rings any more before the time of the step was up. Where the plan would only end, the reason is the one
 * that the devices gave.
 */
export function stepFailed(call: Call, side: Side, reason: EndReason, context: Context): Progress {
  const { reach } = partyOf(call, side);
  const [step, next] = reach?.plan ?? [];
  // Whoever waits for a transfer has dialled nothing, and is told nothing of it.
  const wasSaid = call.legs.slice(reach?.legsFrom ?? 0).some((leg) => leg.side === side && leg.early === true);
  const instead = step && reach?.why === 'call' && rulesOf(step).onFailure?.(step, reason, wasSaid);
  if (instead) return { ...unchanged(withParty(call, side, { reach: { ...reach, plan: instead } })), begins: side };
  return next && next.kind !== 'end' ? nextStep(call, side) : exhausted(call, side, reason, context);
}

/** Nobody was reached, for the reason given. */
export function exhausted(call: Call, side: Side, reason: EndReason, context: Context): Progress {
  const { reach } = partyOf(call, side);
  return reach ? reachRules(reach).exhausted(call, side, reason, context) : endCall(call, reason, context);
}
