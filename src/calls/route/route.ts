import type { RouteFacts } from './facts';
import { rules, unknownNumber } from './rules';
import type { Plan } from './rules';

/**
 * Where a call goes, step by step, with the reason for each step. Pure: the simulator's "what happens if…" asks the
 * same.
 */
export function route(facts: RouteFacts): Plan {
  for (const rule of rules) {
    const plan = rule(facts);
    if (plan !== null) return plan;
  }
  return unknownNumber(facts);
}
