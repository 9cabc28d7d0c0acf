import type { Beside, PlanStep } from '../../src/calls/engine/plan';
import type { ActivityFact, IncomingFacts, PersonFacts, RouteFacts } from '../../src/calls/route/facts';
import { route } from '../../src/calls/route/route';
import type { DeviceId, UserId } from '../../src/contract/ids';
import type { Rule, RuleAction, RuleConditions } from '../../src/contract/rules/rules';

export const users = ['anna', 'bjorn', 'cecilia', 'david', 'eva', 'fredrik', 'gunnel'] as UserId[];
export const [anna, bjorn, cecilia] = users as [UserId, UserId, UserId];
export const [mobile, partner] = ['+46701740605', '+46313900611'];
export const meeting: ActivityFact = {
  id: 'meeting',
  name: { sv: 'Möte', en: 'Meeting' },
  callHandling: 'ring',
  untilMs: null,
  source: 'set',
};
export const anything: RuleConditions = { activities: [], lines: [], callers: [], times: [], calledNumbers: [] };

let ids = 0;
export const rule = (when: Partial<RuleConditions>, ...actions: RuleAction[]): Rule => ({
  id: `00000000-0000-4000-8000-${String(ids++).padStart(12, '0')}`,
  name: `Rule ${ids}`,
  on: true,
  when: { ...anything, ...when },
  actions,
});
export const forwardTo = (target: UserId | string): RuleAction => ({
  do: 'forward',
  forS: 20,
  target: target.startsWith('+') ? { kind: 'number', number: target } : { kind: 'user', userId: target as UserId },
});
export const toMobile: RuleAction = { do: 'forward', forS: 25, target: { kind: 'mobile' } };
export const ring: RuleAction = { do: 'ring', forS: 15 };

function person(userId: UserId, what: Partial<PersonFacts> = {}): PersonFacts {
  return {
    person: { kind: 'person', userId, contactId: null, name: userId, number: '1000' },
    zone: 'Europe/Stockholm',
    activity: null,
    line: 'free',
    circle: 'none',
    rules: [],
    mobile,
    verdicts: { [mobile]: 'ok', [partner]: 'ok' },
    show: '+46920123400',
    emergencyUntilMs: null,
    late: [],
    ...what,
  };
}

export const device = { target: { deviceId: 'tab' as DeviceId, label: 'Tab', isWindow: true }, isReachable: true };

/** A call from outside to Anna, and what is known of everybody. */
export function toAnna(
  people: Partial<Record<string, Partial<PersonFacts>>>,
  more: Partial<IncomingFacts> = {},
): RouteFacts {
  return {
    atMs: Date.UTC(2026, 10, 26, 9, 0),
    callerUserId: null,
    destination: { kind: 'user', userId: anna, devices: [device] },
    isDialled: true,
    shownNumber: null,
    mayShowNumber: true,
    incoming: {
      caller: { kind: 'external', number: '+46920123400' },
      calledNumber: null,
      path: [],
      diversions: 0,
      isLoop: false,
      people: Object.fromEntries(users.map((userId) => [userId, person(userId, people[userId])])),
      defaults: [],
      activities: { meeting: meeting.name },
      ...more,
    },
  };
}

const told = (step: PlanStep): string =>
  step.kind === 'ringPerson'
    ? `on to ${step.person.name}`
    : step.kind === 'dialOutside'
      ? `dial ${step.number}${step.confirm ? ' press 1' : ''}`
      : step.kind === 'end'
        ? step.reason
        : `${step.kind}${'also' in step && step.also ? ` and ${besideTold(step.also)}` : ''}`;
const besideTold = (also: Beside): string => ('number' in also ? also.number : `${also.person.name}`);
/** The steps of the plan, each in a word. */
export const planOf = (facts: RouteFacts): string[] => route(facts).plan.map(told);
export const decidedBy = (facts: RouteFacts): string[] =>
  route(facts)
    .trace.filter(({ decides }) => decides)
    .map(({ userId, layer, rule: its }) => `${userId}: ${layer}${its ? ` ${its.number}` : ''}`);
