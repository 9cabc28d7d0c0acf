import type { Rule, RuleAction, RuleConditions, RuleProblem, RuleTarget, RuleTime } from '../contract/rules/rules';
import type { ForwardVerdict } from '../contract/rules/rights';

export interface Problem {
  readonly what: RuleProblem;
  /** The rule that is always asked before. */
  readonly by: string | null;
}

/** To where a rule leads. */
export type LedTo = RuleTarget | Extract<RuleAction, { do: 'group' }>;

/** Whether that can be reached by rule now, and if not, why. */
export type LookAt = (target: LedTo) => Exclude<ForwardVerdict, 'ok'> | 'nobodyThere' | null;

/** Of each rule that does not do what it says, why. */
export function problemsOf(rules: readonly Rule[], lookAt: LookAt): Record<string, Problem> {
  const problems: Record<string, Problem> = {};
  rules.forEach((rule, index) => {
    if (!rule.on) return;
    const targets = rule.actions.flatMap(ledTo).map(lookAt);
    const target = targets.find((problem) => problem !== null);
    if (target) problems[rule.id] = { what: target, by: null };
    const by = rules
      .slice(0, index)
      .find((before) => before.on && !problems[before.id] && covers(before.when, rule.when));
    if (by) problems[rule.id] = { what: 'shadowed', by: by.id };
  });
  return problems;
}

const ledTo = (action: RuleAction): LedTo[] =>
  'target' in action ? [action.target] : action.do === 'group' ? [action] : [];

const within = <T>(all: readonly T[], some: readonly T[]): boolean =>
  all.length === 0 || (some.length > 0 && some.every((each) => all.includes(each)));

/** Whatever meets the second meets the first: the second is never asked. */
function covers(first: RuleConditions, second: RuleConditions): boolean {
  // What names VIPs is asked before what does not.
  if (second.callers.includes('vip') && !first.callers.includes('vip')) return false;
  return (
    within(first.activities, second.activities) &&
    within(first.lines, second.lines) &&
    withinCallers(first.callers, second.callers) &&
    within(first.calledNumbers, second.calledNumbers) &&
    (first.times.length === 0 ||
      (second.times.length > 0 && second.times.every((time) => first.times.some((each) => holds(each, time)))))
  );
}

/** Everybody is inside, outside, or anonymous. */
const everybody = ['internal', 'external', 'anonymous'] as const;
function withinCallers(all: RuleConditions['callers'], some: RuleConditions['callers']): boolean {
  return everybody.every((kind) => all.includes(kind)) || within(all, some);
}

const isOverMidnight = ({ from, to }: RuleTime): boolean => from >= to;

function holds(all: RuleTime, some: RuleTime): boolean {
  if (!some.days.every((day) => all.days.includes(day))) return false;
  if (isOverMidnight(all) === isOverMidnight(some)) return all.from <= some.from && some.to <= all.to;
  return isOverMidnight(all) && some.from >= all.from;
}
