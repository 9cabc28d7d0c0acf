import type { RouteLayer, RouteTest } from '../../contract/rules/explanation';
import { usualRingS } from '../../contract/rules/limits';
import type { Rule, RuleAction } from '../../contract/rules/rules';
import type { IncomingFacts, PersonFacts } from './facts';
import { callerFor, testsOf } from './rule-tests';

/** One thing that might decide for a person, and whether it applies. */
export interface Candidate {
  readonly layer: RouteLayer;
  readonly rule: (Rule & { readonly number: number }) | null;
  readonly tests: readonly RouteTest[];
  readonly matched: boolean;
  readonly actions: readonly RuleAction[];
}

const ring: readonly RuleAction[] = [{ do: 'ring', forS: usualRingS }];
const busy: readonly RuleAction[] = [{ do: 'busy' }];

const plain = (layer: RouteLayer, matched: boolean, actions: readonly RuleAction[]): Candidate => ({
  layer,
  rule: null,
  tests: [],
  matched,
  actions,
});

/** All that might decide, in its order: the first that applies does. The last one always applies. */
export function candidatesOf(
  incoming: IncomingFacts,
  person: PersonFacts,
  atMs: number,
  isFirst: boolean,
): readonly Candidate[] {
  const ruled = (layer: RouteLayer, rules: readonly Rule[]): Candidate[] =>
    rules.map((rule, index) => {
      const tests = testsOf(rule, incoming, person, atMs);
      const matched = tests.every(({ ok }) => ok);
      return { layer, rule: { ...rule, number: index + 1 }, tests, matched, actions: rule.actions };
    });
  const own = ruled('own', person.rules);
  const isVip = callerFor(incoming, person) === 'vip';
  // A rule that names VIPs is the person's own word about them.
  const aboutVips = (each: Candidate): boolean => each.rule?.when.callers.includes('vip') === true;
  const before = isVip ? own.filter((each) => each.matched && aboutVips(each)).slice(0, 1) : [];
  return [
    plain('safety', isFirst && incoming.isLoop, busy),
    plain('safety', person.emergencyUntilMs !== null && atMs < person.emergencyUntilMs, ring),
    plain('blocked', person.circle === 'blocked', busy),
    ...before,
    plain('vip', isVip, ring),
    ...own.filter((each) => !before.includes(each)),
    // What an activity asks for besides ringing takes voicemail.
    plain('activity', false, ring),
    ...ruled('organisation', incoming.defaults),
    plain('builtIn', true, ring),
  ];
}
