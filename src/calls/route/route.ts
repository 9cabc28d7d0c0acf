import type { UserId } from '../../contract/ids';
import type { RouteStep } from '../../contract/rules/explanation';
import type { RouteFacts } from './facts';
import { findWay } from './incoming';
import { devicesToRing, end, rules, unknownNumber } from './rules';
import type { Plan } from './rules';
import { voicemailAfter } from './voicemail';

/** Where a call goes, and why. */
export interface Routed {
  readonly plan: Plan;
  /** What was looked at for each person it comes to; empty = it is not to a person. */
  readonly trace: readonly RouteStep[];
}

/**
 * Where a call goes, step by step, with the reason for each step. Pure: the simulator's "what happens if…" asks the
 * same.
 */
export function route(facts: RouteFacts): Routed {
  for (const rule of rules) {
    const plan = rule(facts);
    if (plan !== null) return { plan, trace: [] };
  }
  const found = way(facts);
  if (found === null) return { plan: unknownNumber(facts), trace: [] };
  const { steps, refusal, trace } = found;
  const message = voicemailAfter(facts, refusal);
  const last = message.length > 0 ? message : [end(refusal.reason, refusal.because)];
  return { plan: [...steps, ...last], trace };
}

/** To whom a forward leads of whom the facts say nothing yet. */
export const unknownPeople = (facts: RouteFacts): readonly UserId[] => way(facts)?.asks ?? [];

const way = ({ destination, incoming, atMs }: RouteFacts): ReturnType<typeof findWay> | null =>
  destination.kind === 'user' && incoming
    ? findWay({ incoming, targets: devicesToRing(destination.devices), atMs }, destination.userId)
    : null;
