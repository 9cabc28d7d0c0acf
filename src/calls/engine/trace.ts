import type { TraceFacts } from '../../contract/calls/trace';
import { isMainSide, partyOf } from './call-facts';
import type { Call, Leg, Side } from './call';
import type { AlsoRung, Beside, PlanStep, StepOf } from './plan';

/** Keeps with the call what a side does now and why. `rung`: the legs that the step began with. */
export function traced(call: Call, side: Side, step: PlanStep, rung: readonly Leg[], atMs: number): Call {
  const { reach, userId, name, number } = partyOf(call, side);
  if (!reach) return call;
  const [own, theirs] = [rung.filter((leg) => leg.userId === userId), rung.filter((leg) => leg.userId !== userId)];
  const facts = { ...factsOf(step, own), ...colleagueIn(step, theirs), ...lastsOf(step, reach.plan[1]) };
  const guest = isMainSide(side) ? {} : { person: name ?? number, ...(userId !== null && { userId }) };
  const made = {
    atMs,
    side: isMainSide(side) ? side : ('guest' as const),
    why: reach.why,
    step: step.kind,
    because: step.because,
    facts: { ...guest, ...facts },
  };
  return { ...call, trace: [...call.trace, made] };
}

const isConfirmed = (step: PlanStep): boolean =>
  step.kind === 'dialOutside' ? step.confirm === true : numberIn(step)?.confirm === true;

const besideIn = (step: PlanStep): Beside | undefined => ('also' in step ? step.also : undefined);

function numberIn(step: PlanStep): AlsoRung | undefined {
  const also = besideIn(step);
  return also && 'number' in also ? also : undefined;
}

function colleagueIn(step: PlanStep, rung: readonly Leg[]): Pick<TraceFacts, 'also'> {
  const also = besideIn(step);
  if (!also || !('person' in also)) return {};
  const { userId, name } = also.person;
  return { also: { userId, name, devices: labels(rung) } };
}

const labels = (legs: readonly Leg[]): string[] => legs.flatMap(({ deviceLabel }) => deviceLabel ?? []);

/** What rings goes on while the next step rings one more beside it. */
export function lastsOf(step: PlanStep, next: PlanStep | undefined): Pick<TraceFacts, 'forMs'> {
  if (!('forMs' in step)) return {};
  return { forMs: step.forMs + (next?.kind === 'ringAlso' ? next.forMs : 0) };
}

const numberFacts = (also: AlsoRung | undefined): Pick<TraceFacts, 'number' | 'shown'> =>
  also ? { number: also.number, shown: also.show } : {};

const ownerFacts = ({ owner: { name, userId } }: StepOf<'greet'>): Pick<TraceFacts, 'person' | 'userId'> => ({
  person: name,
  ...(userId !== null && { userId }),
});

const factsOf = (step: PlanStep, rung: readonly Leg[]): TraceFacts => ({
  devices: labels(rung),
  ...(step.kind === 'dialOutside' && { number: step.number, shown: step.show }),
  ...numberFacts(numberIn(step)),
  ...(step.kind === 'greet' && ownerFacts(step)),
  ...(step.kind === 'queue' && step.to && { person: step.to.name }),
  ...(step.kind === 'ringPerson' && { person: step.person.name, userId: step.person.userId }),
  ...(isConfirmed(step) && { confirm: true }),
  ...(step.kind === 'end' && { endReason: step.reason }),
});
