import type { TraceFacts } from '../../contract/calls/trace';
import type { Call, Leg, Side } from './call';
import type { PlanStep } from './plan';

/** Keeps with the call what a side does now and why. `rung`: the legs that the step began with. */
export function traced(call: Call, side: Side, step: PlanStep, rung: readonly Leg[], atMs: number): Call {
  const { reach } = call[side];
  if (!reach) return call;
  const made = { atMs, side, why: reach.why, step: step.kind, because: step.because, facts: factsOf(step, rung) };
  return { ...call, trace: [...call.trace, made] };
}

const isConfirmed = (step: PlanStep): boolean =>
  step.kind === 'dialOutside' ? step.confirm === true : 'also' in step && step.also?.confirm === true;

const factsOf = (step: PlanStep, rung: readonly Leg[]): TraceFacts => ({
  devices: rung.flatMap(({ deviceLabel }) => deviceLabel ?? []),
  ...(step.kind === 'dialOutside' && { number: step.number, shown: step.show }),
  ...('also' in step && step.also && { number: step.also.number, shown: step.also.show }),
  ...(step.kind === 'ringPerson' && { person: step.person.name, userId: step.person.userId }),
  ...(isConfirmed(step) && { confirm: true }),
  ...('forMs' in step && { forMs: step.forMs }),
  ...(step.kind === 'end' && { endReason: step.reason }),
});
