import type { RouteTest } from '../../contract/rules/explanation';
import type { CallerKind, Rule } from '../../contract/rules/rules';
import type { IncomingFacts, PersonFacts } from './facts';
import { isWithin, localTime } from './local-time';

/** What the caller is to this person. Who withholds the number is nobody's VIP. */
export function callerFor({ caller }: IncomingFacts, { circle }: PersonFacts): CallerKind {
  return circle === 'vip' && caller.kind !== 'anonymous' ? 'vip' : caller.kind;
}

const hasAny = <T>(wanted: readonly T[], was: T | null): boolean => was !== null && wanted.includes(was);

/** Every condition of a rule, held against what was: all have to hold. */
export function testsOf(rule: Rule, incoming: IncomingFacts, person: PersonFacts, atMs: number): RouteTest[] {
  const { activities, lines, callers, times, calledNumbers } = rule.when;
  const tests: RouteTest[] = rule.on ? [] : [{ key: 'on', ok: false }];
  const activity = person.activity?.id ?? null;
  if (activities.length > 0)
    tests.push({ key: 'activity', wanted: activities, was: activity, ok: hasAny(activities, activity) });
  if (lines.length > 0) tests.push({ key: 'line', wanted: lines, was: person.line, ok: lines.includes(person.line) });
  if (callers.length > 0) {
    const was = callerFor(incoming, person);
    // A VIP is inside or outside as well.
    const ok = callers.includes(was) || callers.includes(incoming.caller.kind);
    tests.push({ key: 'caller', wanted: callers, was, circle: person.circle, ok });
  }
  if (times.length > 0) {
    const was = localTime(atMs, person.zone);
    tests.push({ key: 'time', wanted: times, was, ok: times.some((time) => isWithin(was, time)) });
  }
  if (calledNumbers.length > 0) {
    const was = incoming.calledNumber;
    tests.push({ key: 'calledNumber', wanted: calledNumbers, was, ok: hasAny(calledNumbers, was) });
  }
  return tests;
}
