import fc from 'fast-check';
import {
  anna,
  bjorn,
  cecilia,
  decidedBy,
  device,
  forwardTo,
  meeting,
  mobile,
  partner,
  planOf,
  ring,
  rule,
  toAnna,
  toMobile,
  users,
} from '../../../tests/fakes/route-facts';
import type { AnswerGroupId, UserId } from '../../contract/ids';
import { mostDiversions } from '../../contract/rules/limits';
import type { Rule, RuleAction, RuleConditions } from '../../contract/rules/rules';
import type { RouteFacts } from './facts';
import { route, unknownPeople } from './route';

test('without a rule the devices ring for 20 s', () => {
  expect(planOf(toAnna({}))).toEqual(['ringDevices', 'noAnswer']);
  expect(route(toAnna({})).plan[0]).toMatchObject({ forMs: 20_000, because: 'devicesReachable' });
});

test('a VIP rings through a meeting, and then goes where the rule leads; others are forwarded at once', () => {
  const rules = [rule({ activities: ['meeting'] }, forwardTo(bjorn))];
  const inMeeting = { rules, activity: meeting };
  expect(planOf(toAnna({ anna: inMeeting }))).toEqual(['on to bjorn', 'noAnswer']);
  const vip = toAnna({ anna: { ...inMeeting, circle: 'vip' } });
  expect([planOf(vip), decidedBy(vip)]).toEqual([
    ['ringDevices', 'on to bjorn', 'noAnswer'],
    ['anna: vip', 'bjorn: builtIn'],
  ]);
});

test('a rule that names VIPs is asked before VIPs ring', () => {
  const rules = [rule({}, { do: 'reject' }), rule({ callers: ['vip'] }, ring, toMobile)];
  const vip = toAnna({ anna: { rules, circle: 'vip' } });
  expect([planOf(vip), decidedBy(vip)]).toEqual([
    ['ringDevices', `dial ${mobile} press 1`, 'noAnswer'],
    ['anna: own 2'],
  ]);
});

test('who is blocked hears busy, whatever the rules say', () => {
  const facts = toAnna({ anna: { circle: 'blocked', rules: [rule({}, forwardTo(bjorn))] } });
  expect([planOf(facts), decidedBy(facts)]).toEqual([['busy'], ['anna: blocked']]);
});

test('who calls anonymously is that, and nobody’s VIP', () => {
  const rules = [rule({ callers: ['anonymous'] }, { do: 'reject' })];
  const caller = { kind: 'anonymous', number: null } as const;
  expect(planOf(toAnna({ anna: { rules, circle: 'vip' } }, { caller }))).toEqual(['declined']);
});

test('a rule about a line in a call does not hold while it only rings', () => {
  const rules = [rule({ lines: ['inCall'] }, forwardTo(bjorn))];
  expect(planOf(toAnna({ anna: { rules, line: 'inCall' } }))).toEqual(['on to bjorn', 'noAnswer']);
  expect(planOf(toAnna({ anna: { rules, line: 'free' } }))).toEqual(['ringDevices', 'noAnswer']);
});

test('of two rules that apply the upper one decides, and the trace has both', () => {
  const rules = [rule({ activities: ['meeting'] }, { do: 'busy' }), rule({ lines: ['inCall'] }, forwardTo(bjorn))];
  const facts = toAnna({ anna: { rules, activity: meeting, line: 'inCall' } });
  expect([planOf(facts), decidedBy(facts)]).toEqual([['busy'], ['anna: own 1']]);
  expect(route(facts).trace.filter(({ layer, matched }) => layer === 'own' && matched)).toHaveLength(2);
});

test('Anna to Björn to Anna ends where nobody answers, and the trace says why for both', () => {
  const facts = toAnna({
    anna: { rules: [rule({}, forwardTo(bjorn))] },
    bjorn: { rules: [rule({}, forwardTo(anna))] },
  });
  expect(planOf(facts)).toEqual(['noAnswer']);
  expect(route(facts).trace.filter(({ decides }) => decides)).toMatchObject([
    { userId: anna, leftOut: null },
    { userId: bjorn, leftOut: 'loop' },
  ]);
});

test('the block of whoever it is forwarded to holds', () => {
  const facts = toAnna({ anna: { rules: [rule({}, forwardTo(bjorn))] }, bjorn: { circle: 'blocked' } });
  expect([planOf(facts), decidedBy(facts)]).toEqual([['busy'], ['anna: own 1', 'bjorn: blocked']]);
});

test('what may not be forwarded to is left out, and the call goes on to the next rule', () => {
  const rules = [rule({}, forwardTo(partner)), rule({}, forwardTo(cecilia))];
  const verdicts = { [partner]: 'countryNotAllowed' } as const;
  const facts = toAnna({ anna: { rules, verdicts } });
  expect([planOf(facts), decidedBy(facts)[0]]).toEqual([['on to cecilia', 'noAnswer'], 'anna: own 2']);
  const [first] = route(facts).trace.filter(({ layer }) => layer === 'own');
  expect(first).toMatchObject({ matched: true, decides: false, leftOut: 'countryNotAllowed' });
  const alone = toAnna({ anna: { rules: rules.slice(0, 1), verdicts } });
  expect(planOf(alone)).toEqual(['ringDevices', 'noAnswer']);
});

test('what comes round by a phone outside is busy, so that one phone rings once', () => {
  expect(planOf(toAnna({}, { isLoop: true }))).toEqual(['busy']);
});

test('who has called for help is rung, whatever the rules say', () => {
  const facts = toAnna({
    anna: { rules: [rule({}, { do: 'reject' })], emergencyUntilMs: Date.UTC(2026, 10, 26, 9, 1) },
  });
  expect(planOf(facts)).toEqual(['ringDevices', 'noAnswer']);
});

test('where nobody answers the next layer says what follows', () => {
  const facts = toAnna({ anna: { rules: [rule({}, ring)] } }, { defaults: [rule({}, ring, forwardTo(cecilia))] });
  expect(planOf(facts)).toEqual(['ringDevices', 'on to cecilia', 'noAnswer']);
  expect(route(facts).plan[0]).toMatchObject({ forMs: 15_000, because: 'byRule' });
});

test('the mobile rings beside the devices, and whoever answers it has to press 1', () => {
  const rules = [rule({}, { do: 'ringAlso', forS: 20, target: { kind: 'mobile' } })];
  expect(route(toAnna({ anna: { rules } })).plan[0]).toMatchObject({
    kind: 'ringDevices',
    also: { number: mobile, show: '+46920123400', forwardedBy: anna, confirm: true },
  });
  expect(planOf(toAnna({ anna: { rules, mobile: null } }))).toEqual(['ringDevices', 'noAnswer']);
});

test.each([
  ['21:59', Date.UTC(2026, 10, 26, 20, 59), false],
  ['22:00', Date.UTC(2026, 10, 26, 21, 0), true],
  ['05:59 the next day', Date.UTC(2026, 10, 27, 4, 59), true],
  ['06:00 the next day', Date.UTC(2026, 10, 27, 5, 0), false],
  ['02:30 before the clocks go back', Date.UTC(2026, 9, 25, 0, 30), false],
  ['05:30 after they went back, of a Saturday', Date.UTC(2026, 9, 25, 4, 30), false],
  ['05:59 summer time', Date.UTC(2026, 6, 24, 3, 59), true],
  ['06:00 summer time', Date.UTC(2026, 6, 24, 4, 0), false],
])('22:00–06:00 on Thursdays, across midnight: %s', (_, atMs, holds) => {
  const rules = [rule({ times: [{ days: [4], from: '22:00', to: '06:00' }] }, { do: 'busy' })];
  expect(planOf({ ...toAnna({ anna: { rules } }), atMs })).toEqual(holds ? ['busy'] : ['ringDevices', 'noAnswer']);
});

test('a night across the clock change is as long as the walls say', () => {
  const rules = [rule({ times: [{ days: [6], from: '22:00', to: '06:00' }] }, { do: 'busy' })];
  const at = (atMs: number) => planOf({ ...toAnna({ anna: { rules } }), atMs })[0];
  // Saturday 24 October 22:00 summer time, to Sunday 06:00 winter time.
  expect([at(Date.UTC(2026, 9, 24, 20, 0)), at(Date.UTC(2026, 9, 25, 4, 59)), at(Date.UTC(2026, 9, 25, 5, 0))]).toEqual(
    ['busy', 'busy', 'ringDevices'],
  );
});

test('forwards end after five', () => {
  const chain = Object.fromEntries(
    users.map((userId, index) => [
      userId,
      { rules: users[index + 1] ? [rule({}, ring, forwardTo(users[index + 1]!))] : [] },
    ]),
  );
  const facts = toAnna(chain);
  expect(planOf(facts).filter((step) => step.startsWith('on to'))).toHaveLength(mostDiversions);
  expect(route(facts).trace.find(({ leftOut }) => leftOut !== null)).toMatchObject({ leftOut: 'tooManyForwards' });
});

test('whom a forward leads to of whom nothing is known is asked for, and left out when there is nobody', () => {
  const facts = toAnna({ anna: { rules: [rule({}, forwardTo('ghost'))] } });
  expect([unknownPeople(facts), planOf(facts)]).toEqual([['ghost'], ['ringDevices', 'noAnswer']]);
});

const anyUser = fc.constantFrom(...users, 'ghost' as UserId);
const anyTarget = fc.oneof(
  anyUser.map((userId) => ({ kind: 'user' as const, userId })),
  fc.constantFrom(mobile, partner, '+99').map((number) => ({ kind: 'number' as const, number })),
  fc.constant({ kind: 'mobile' as const }),
);
const forS = fc.integer({ min: 5, max: 120 });
const afterS = fc.constantFrom(0, 5, 10, 30, 60);
const rings = fc.oneof(
  fc.record({ do: fc.constant('ring' as const), forS }),
  fc.record({ do: fc.constant('ringAlso' as const), target: anyTarget, afterS, forS }),
);
const forwards = fc.record({ do: fc.constant('forward' as const), target: anyTarget, forS });
const anyActions: fc.Arbitrary<RuleAction[]> = fc.oneof(
  rings.map((each) => [each]),
  forwards.map((each) => [each]),
  fc.tuple(rings, forwards).map((each) => [...each]),
  fc.constantFrom<RuleAction[]>([{ do: 'busy' }], [{ do: 'reject' }]),
);
const time = fc.constantFrom('00:00', '06:00', '12:30', '22:00', '23:59');
const some = <T>(...items: T[]) => fc.oneof(fc.constant<T[]>([]), fc.subarray(items));
const anyRule: fc.Arbitrary<Rule> = fc.record({
  id: fc.uuid(),
  name: fc.string({ maxLength: 10 }),
  on: fc.boolean(),
  when: fc.record({
    activities: some('meeting', 'lunch'),
    lines: some('free' as const, 'inCall' as const, 'unreachable' as const),
    callers: some('internal' as const, 'external' as const, 'anonymous' as const, 'vip' as const),
    times: fc.oneof(
      fc.constant<RuleConditions['times']>([]),
      fc.array(fc.record({ days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), from: time, to: time }), {
        maxLength: 2,
      }),
    ),
    calledNumbers: some('+46851920011'),
  }),
  actions: anyActions,
});
const anyPerson = fc.record({
  activity: fc.constantFrom(null, meeting),
  line: fc.constantFrom('free' as const, 'inCall' as const, 'unreachable' as const),
  circle: fc.constantFrom('none' as const, 'vip' as const, 'blocked' as const, 'unknown' as const),
  rules: fc.array(anyRule, { maxLength: 4 }),
  mobile: fc.constantFrom(null, mobile),
  verdicts: fc.constantFrom(
    { [mobile]: 'ok', [partner]: 'ok' } as const,
    { [partner]: 'forwardNotAllowed' } as const,
    {},
  ),
  zone: fc.constantFrom('Europe/Stockholm', 'America/Los_Angeles', 'UTC'),
  emergencyUntilMs: fc.constantFrom(null, null, 4e12),
});
const anyFacts: fc.Arbitrary<RouteFacts> = fc
  .record({
    atMs: fc.integer({ min: 0, max: 4e12 }),
    people: fc.record(Object.fromEntries(users.map((userId) => [userId, anyPerson]))),
    kind: fc.constantFrom('internal' as const, 'external' as const, 'anonymous' as const),
    path: fc.subarray(users.slice(1)),
    diversions: fc.integer({ min: 0, max: 6 }),
    isLoop: fc.boolean(),
    defaults: fc.array(anyRule, { maxLength: 3 }),
    devices: fc.subarray([device]),
  })
  .map(({ people, kind, devices, atMs, ...more }) => ({
    ...toAnna(people, { ...more, caller: { kind, number: kind === 'anonymous' ? null : '+46920123400' } }),
    destination: { kind: 'user' as const, userId: anna, devices },
    atMs,
  }));

test('whatever the facts: there is a plan, it is short, it ends, and it rings nobody twice', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { plan, trace } = route(facts);
      expect(plan.length).toBeLessThanOrEqual(20);
      expect(plan.at(-1)?.kind).toBe('end');
      expect(plan.slice(0, -1).some(({ kind }) => kind === 'end')).toBe(false);
      const beside = plan.flatMap((step) =>
        'also' in step && step.also && 'person' in step.also ? [step.also.person.userId] : [],
      );
      const rung = [...plan.flatMap((step) => (step.kind === 'ringPerson' ? [step.person.userId] : [])), ...beside];
      expect(new Set(rung).size).toBe(rung.length);
      expect(rung.filter((userId) => userId === anna || facts.incoming?.path.includes(userId))).toEqual([]);
      expect(rung.length - beside.length).toBeLessThanOrEqual(mostDiversions);
      for (const [index, step] of plan.entries())
        if (step.kind === 'ringAlso') expect(plan[index - 1]?.kind).toMatch(/^ring(Devices|Person)$/);
      // One thing decides for each person that it comes to, and it is said of everybody who rings.
      const decided = trace.filter(({ decides }) => decides).map(({ userId }) => userId);
      expect(new Set(decided).size).toBe(decided.length);
      expect([anna, ...rung].filter((userId) => !decided.includes(userId))).toEqual([]);
      // What was kept of the facts explains the call as well as they do.
      expect(route(JSON.parse(JSON.stringify(facts)) as RouteFacts)).toEqual({ plan, trace });
    }),
    { numRuns: 10_000 },
  );
});

describe('a rule leads', () => {
  const voicemail = { greeting: ['voicemail-sv'] as const, maxMs: 300_000, silenceMs: 8_000 };
  const support = '00000000-0000-4000-8000-0000000000aa' as AnswerGroupId;
  const party = { kind: 'service', userId: null, contactId: null, name: 'Support', number: '1901' } as const;
  const groups = { [support]: { ...party, service: 'answerGroup' as const } };
  const toGroup = [rule({}, { do: 'group', groupId: support })];
  const toVoicemail = [rule({}, { do: 'voicemail' })];
  const ruled = (facts: RouteFacts) => route(facts).trace.find(({ rule: its }) => its !== null);

  test('to the voicemail: nothing rings; who has none is rung, and the rule says why', () => {
    const facts = toAnna({ anna: { rules: toVoicemail, voicemail } });
    expect([planOf(facts), decidedBy(facts)]).toEqual([['greet', 'say', 'record', 'voicemail'], ['anna: own 1']]);
    const without = toAnna({ anna: { rules: toVoicemail } });
    expect(planOf(without)).toEqual(['ringDevices', 'noAnswer']);
    expect(ruled(without)).toMatchObject({ rule: { number: 1 }, decides: false, leftOut: 'noVoicemail' });
  });

  test('to a group, which has the call from then on; one that is gone is left out', () => {
    const facts = toAnna({ anna: { rules: toGroup, groups, voicemail } });
    expect(planOf(facts)).toEqual(['queue', 'noAnswer']);
    expect(route(facts).plan[0]).toMatchObject({ groupId: support, to: { name: 'Support', number: '1901' } });
    const gone = toAnna({ anna: { rules: toGroup } });
    expect(planOf(gone)).toEqual(['ringDevices', 'noAnswer']);
    expect(ruled(gone)).toMatchObject({ decides: false, leftOut: 'nobodyThere' });
  });

  test('by the rules of whom it is forwarded to, and by those of the organisation', () => {
    const forwarded = { anna: { rules: [rule({}, forwardTo(bjorn))], voicemail }, bjorn: { rules: toGroup, groups } };
    expect(planOf(toAnna(forwarded))).toEqual(['queue', 'noAnswer']);
    const theirVoicemail = { ...forwarded, bjorn: { rules: toVoicemail } };
    expect(route(toAnna(theirVoicemail)).plan.at(0)).toMatchObject({ kind: 'greet', owner: { userId: anna } });
    expect(planOf(toAnna({ anna: { groups } }, { defaults: toGroup }))).toEqual(['queue', 'noAnswer']);
  });
});
