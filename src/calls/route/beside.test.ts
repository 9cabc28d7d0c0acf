import { anna, bjorn, cecilia, decidedBy, forwardTo, planOf, rule, toAnna } from '../../../tests/fakes/route-facts';
import type { UserId } from '../../contract/ids';
import type { RuleAction } from '../../contract/rules/rules';
import type { PersonFacts } from './facts';
import { route, unknownPeople } from './route';

const beside = (userId: UserId, afterS = 0, forS = 20): RuleAction => ({
  do: 'ringAlso',
  target: { kind: 'user', userId },
  afterS,
  forS,
});

test('a colleague rings beside the devices, after a while if a rule says so, and is not forwarded to then', () => {
  const at = (...actions: RuleAction[]) => toAnna({ anna: { rules: [rule({}, ...actions)] } });
  expect(planOf(at(beside(bjorn)))).toEqual(['ringDevices and bjorn', 'noAnswer']);
  const later = at(beside(bjorn, 10, 30), forwardTo(bjorn));
  expect(route(later).plan).toMatchObject([
    { kind: 'ringDevices', forMs: 10_000 },
    { kind: 'ringAlso', also: { person: { userId: bjorn } }, forMs: 20_000, because: 'byRule' },
    { kind: 'end' },
  ]);
  expect(decidedBy(later)).toEqual(['anna: own 1', 'bjorn: builtIn']);
  expect(planOf(at(beside(bjorn, 10), forwardTo(cecilia)))).toEqual([
    'ringDevices',
    'ringAlso and bjorn',
    'on to cecilia',
    'noAnswer',
  ]);
});

test('where no device is there, nobody waits for what rings beside', () => {
  const facts = toAnna({ anna: { rules: [rule({}, beside(bjorn, 10))] } });
  const nothing = { ...facts, destination: { kind: 'user' as const, userId: anna, devices: [] } };
  expect(route(nothing).plan[0]).toMatchObject({ kind: 'ringDevices', also: { person: { userId: bjorn } } });
  expect(route(nothing).plan[0]).toMatchObject({ forMs: 20_000 });
});

test.each<[string, Partial<PersonFacts>, string]>([
  ['has blocked the caller', { circle: 'blocked' }, 'theirRules'],
  ['has a rule that says busy', { rules: [rule({}, { do: 'busy' })] }, 'theirRules'],
  ['forwards calls at once', { rules: [rule({}, forwardTo(cecilia))] }, 'theirRules'],
  [
    'is in a role in which nothing rings',
    { role: { name: 'Off', rings: { windows: false, deskPhones: false, mobile: false }, numbers: null } },
    'theirRules',
  ],
])('a colleague who %s is not rung beside, and nobody is told more', (_, its, leftOut) => {
  const facts = toAnna({ anna: { rules: [rule({}, beside(bjorn, 10))] }, bjorn: its });
  expect(planOf(facts)).toEqual(['ringDevices', 'noAnswer']);
  expect(route(facts).trace.filter((step) => step.leftOut !== null)).toMatchObject([{ userId: anna, leftOut }]);
  expect(route(facts).trace.some(({ userId }) => userId === bjorn)).toBe(false);
});

test('a colleague’s own rules that ring are not followed further; who calls or is in the path is not rung', () => {
  const rules = [rule({}, beside(bjorn))];
  const bjorns = { rules: [rule({}, beside(cecilia, 5))] };
  expect(planOf(toAnna({ anna: { rules }, bjorn: bjorns }))).toEqual(['ringDevices and bjorn', 'noAnswer']);
  const own = toAnna({ anna: { rules } }, { path: [bjorn], caller: { kind: 'internal', number: '1002' } });
  expect([planOf(own), route(own).trace.find(({ leftOut }) => leftOut !== null)?.leftOut]).toEqual([
    ['ringDevices', 'noAnswer'],
    'loop',
  ]);
  expect(unknownPeople(toAnna({ anna: { rules: [rule({}, beside('ghost' as UserId))] } }))).toEqual(['ghost']);
});

test('whoever is forwarded to has a colleague rung beside, too', () => {
  const facts = toAnna({
    anna: { rules: [rule({}, forwardTo(bjorn))] },
    bjorn: { rules: [rule({}, beside(cecilia, 5))] },
  });
  expect(planOf(facts)).toEqual(['on to bjorn', 'ringAlso and cecilia', 'noAnswer']);
});
