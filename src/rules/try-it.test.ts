import fc from 'fast-check';
import { anna, bjorn, cecilia, createExchange, fjallbo } from '../../tests/fakes/exchange';
import { groupId } from '../../tests/fakes/support-group';
import { leg } from '../../tests/fakes/talking';
import type { ActivityFact, VoicemailFact } from '../calls/route/facts';
import type { UserId } from '../contract/ids';
import type { Rule, RuleAction } from '../contract/rules/rules';
import type { LineUser } from '../lines/line-user';
import type { Lines } from '../lines/lines';
import { explainCall, explainPlan } from './explain';
import { nothingHappened } from './in-groups';
import { tryIt } from './try-it';

const people = [anna, bjorn, cecilia];
const outside = '+46920123400';
const meeting: ActivityFact = {
  id: 'meeting',
  name: { sv: 'Möte', en: 'Meeting' },
  callHandling: 'ring',
  untilMs: null,
  source: 'set',
};
const lines = {
  user: (userId: UserId) => people.find((user) => user.userId === userId),
  organisation: () => ({ country: 'SE' }),
  byExtension: () => undefined,
  byNumber: () => undefined,
} as unknown as Lines;

const target = fc.oneof(
  fc.constantFrom(...people).map(({ userId }) => ({ kind: 'user' as const, userId })),
  fc.constantFrom('+46313900611', '+46851929999').map((number) => ({ kind: 'number' as const, number })),
  fc.constant({ kind: 'mobile' as const }),
);
const forS = fc.constantFrom(10, 20);
const ring = fc.oneof(
  fc.record({ do: fc.constant('ring' as const), forS }),
  fc.record({ do: fc.constant('ringAlso' as const), target, afterS: fc.constantFrom(0, 5), forS }),
);
const forward = fc.record({ do: fc.constant('forward' as const), target, forS });
const actions: fc.Arbitrary<RuleAction[]> = fc.oneof(
  fc.tuple(ring),
  fc.tuple(forward),
  fc.tuple(ring, forward),
  fc.constantFrom<RuleAction[]>([{ do: 'busy' }], [{ do: 'reject' }]),
);
const rule: fc.Arbitrary<Rule> = fc.record({
  id: fc.uuid(),
  name: fc.constantFrom('A', 'B'),
  on: fc.boolean(),
  when: fc.record({
    activities: fc.constantFrom<string[]>([], ['meeting']),
    lines: fc.constantFrom<Rule['when']['lines']>([], ['free'], ['unreachable']),
    callers: fc.constantFrom<Rule['when']['callers']>([], ['external'], ['internal', 'vip'], ['anonymous']),
    times: fc.constant([]),
    calledNumbers: fc.constant([]),
  }),
  actions,
});
const knownOf = fc.record({
  rules: fc.array(rule, { maxLength: 3 }),
  activity: fc.constantFrom(null, meeting),
  standing: fc.constantFrom('none' as const, 'vip' as const, 'blocked' as const),
  isOnline: fc.boolean(),
  hasVoicemail: fc.boolean(),
});
const voicemail: VoicemailFact = { greeting: ['voicemail-sv'], maxMs: 300_000, silenceMs: 8_000 };
const anything = fc.record({
  people: fc.tuple(knownOf, knownOf, knownOf),
  defaults: fc.array(rule, { maxLength: 2 }),
  from: fc.constantFrom<LineUser | { number: string | null }>(bjorn, { number: outside }, { number: null }),
  mayForward: fc.boolean(),
});

test('what is said to happen is what the very call that is then made is planned to do', async () => {
  await fc.assert(
    fc.asyncProperty(anything, async (world) => {
      const exchange = createExchange();
      const of = (userId: UserId) =>
        world.people[people.findIndex((user) => user.userId === userId)] ?? world.people[0];
      Object.assign(exchange.knowledge, {
        rulesOf: (_: unknown, userId: UserId) => of(userId).rules,
        defaultsOf: () => world.defaults,
        activityOf: (_: unknown, userId: UserId) => of(userId).activity,
        activitiesOf: () => [meeting],
        voicemailOf: (_: unknown, userId: UserId) => (of(userId).hasVoicemail ? voicemail : null),
        verdictsOf: (_: unknown, _userId: UserId, numbers: readonly string[]) =>
          Object.fromEntries(numbers.map((number) => [number, world.mayForward ? 'ok' : 'countryNotAllowed'])),
      });
      exchange.groups.standingOf = (_organisation, userId) => Promise.resolve(of(userId).standing);
      await exchange.service.start();
      exchange.online(bjorn);
      people.forEach((user, index) => index !== 1 && world.people[index]?.isOnline && exchange.online(user));
      const { from } = world;
      const isColleague = 'userId' in from;
      const deps = {
        calls: exchange.service,
        lines,
        clock: exchange.clock,
        nameOf: (userId: UserId) => lines.user(userId)?.displayName ?? null,
        foresee: () => null,
      };
      const said = await tryIt(deps, fjallbo, 'administrator', {
        callerUserId: isColleague ? from.userId : null,
        callerNumber: isColleague ? null : from.number,
        ...{ calledUserId: anna.userId, calledGroupId: null },
        atMs: null,
        activityId: null,
      });
      exchange.arrive('a', from, isColleague ? '1001' : '+46851920011');
      await exchange.settle();
      const kept = exchange.kept.at(-1);
      if (!kept) throw new Error('the call was not explained');
      const { caller, called } = said;
      const made = explainPlan(deps, kept.routing, 'administrator', { caller, called });
      expect({ ...said, atMs: 0 }).toEqual({ ...made, atMs: 0 });
      exchange.switch.raise({ type: 'legEnded', leg: leg('a'), reason: 'cancelled' });
      await exchange.settle();
    }),
    { numRuns: 300 },
  );
});

test('rules and groups that say nothing keep no call waiting for 250 ms, and the trace says so', async () => {
  const exchange = createExchange();
  const never = () => new Promise<never>(() => undefined);
  const { verdictsOf, roleOf } = exchange.knowledge;
  Object.assign(exchange.knowledge, { rulesOf: never, defaultsOf: never, activityOf: never, zoneOf: never });
  Object.assign(exchange.knowledge, { verdictsOf, roleOf });
  exchange.groups.standingOf = never;
  await exchange.service.start();
  exchange.online(anna);
  exchange.switch.take();
  exchange.arrive('a', { number: outside }, '+46851920011');
  await exchange.settle();
  expect(exchange.dialled()).toEqual([]);
  exchange.clock.advance(250);
  await exchange.settle();
  expect(exchange.dialled()).toHaveLength(1);
  expect(exchange.kept[0]?.routing.facts.incoming?.people[anna.userId]).toMatchObject({
    circle: 'unknown',
    late: ['activity', 'circle', 'rules', 'defaults'],
  });
});

test('whose voicemail takes a call is said before, and once more of the call that was', async () => {
  const exchange = createExchange();
  exchange.knowledge.voicemailOf = () => voicemail;
  await exchange.service.start();
  const nameOf = (userId: UserId) => lines.user(userId)?.displayName ?? null;
  const deps = { calls: exchange.service, lines, clock: exchange.clock, nameOf, foresee: () => null };
  const asked = { callerNumber: outside, calledUserId: anna.userId, calledGroupId: null, atMs: null, activityId: null };
  const said = await tryIt(deps, fjallbo, anna.userId, { ...asked, callerUserId: null });
  const greets = { kind: 'voicemail', userId: anna.userId, name: anna.displayName };
  expect(said.happened).toMatchObject([greets, { kind: 'end', reason: 'voicemail' }]);
  exchange.arrive('a', { number: outside }, '+46851920011');
  await exchange.settle();
  exchange.switch.raise({ type: 'digit', leg: leg('a'), digit: '#' });
  exchange.switch.raise({ type: 'playFinished', leg: leg('a'), id: exchange.switch.playing(leg('a')) });
  await exchange.settle();
  exchange.switch.raise({ type: 'playFinished', leg: leg('a'), id: exchange.switch.playing(leg('a')) });
  await exchange.settle();
  exchange.switch.raise({ type: 'legEnded', leg: leg('a'), reason: 'hungUp' });
  await exchange.settle();
  const call = exchange.stored.at(-1)?.call;
  if (!call) throw new Error('nothing was stored');
  const then = explainCall(
    deps,
    call,
    exchange.kept.map(({ routing }) => routing),
    anna.userId,
  );
  expect(then.happened).toMatchObject([greets]);
  expect(then.outcome).toEqual({ answeredBy: null, reason: 'voicemail' });
});

test('whoever is asked about may talk just now: the answer is about a call of its own', async () => {
  const exchange = createExchange();
  exchange.knowledge.voicemailOf = () => voicemail;
  await exchange.service.start();
  for (const user of [bjorn, cecilia]) exchange.online(user);
  exchange.arrive('b', bjorn, '1003');
  await exchange.settle();
  exchange.switch.raise({ type: 'legAnswered', leg: exchange.dialled()[0]?.leg ?? leg('none') });
  await exchange.settle();
  const deps = { calls: exchange.service, lines, clock: exchange.clock, nameOf: () => null, foresee: () => null };
  const asked = { callerUserId: bjorn.userId, callerNumber: null, calledUserId: anna.userId, calledGroupId: null };
  const said = await tryIt(deps, fjallbo, 'administrator', { ...asked, atMs: null, activityId: null });
  expect(said.happened.map(({ kind }) => kind)).toEqual(['voicemail', 'end']);
});

test('whose rule leads to a group tries it, and learns of its agents only as one of them', async () => {
  const exchange = createExchange({
    group: { groupId, organisationId: fjallbo, name: 'Support', extension: '1901', number: null },
  });
  const when = { activities: [], lines: [], callers: [], times: [], calledNumbers: [] };
  const rules: Rule[] = [{ id: 'r', name: 'R', on: true, when, actions: [{ do: 'group', groupId }] }];
  Object.assign(exchange.knowledge, { rulesOf: () => rules });
  await exchange.service.start();
  exchange.online(anna);
  const found = { place: 1, agents: { paused: 2 } };
  const step = { ...nothingHappened, atMs: null, kind: 'group', name: 'Support', found } as const;
  const agentsFor = async (reader: UserId | 'administrator', isAgent: boolean) => {
    const deps = {
      ...{ calls: exchange.service, lines, clock: exchange.clock, nameOf: () => null, seesAgents: () => isAgent },
      foresee: () => ({ parts: [{ groupId, step }], plan: [] }),
    };
    const wanted = { callerUserId: null, callerNumber: outside, calledUserId: anna.userId, calledGroupId: null };
    const said = await tryIt(deps, fjallbo, reader, { ...wanted, atMs: null, activityId: null });
    return said.happened.find(({ kind }) => kind === 'group')?.found;
  };
  expect(await agentsFor(anna.userId, false)).toEqual({ place: 1, agents: {} });
  expect([await agentsFor(anna.userId, true), await agentsFor('administrator', false)]).toEqual([found, found]);
});
