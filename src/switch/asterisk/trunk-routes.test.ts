import { randomUUID } from 'node:crypto';
import { aTrunk } from '../../../tests/fakes/trunks';
import type { OrganisationId } from '../../contract/ids';
import type { Trunk } from '../port';
import { reasonOfNetwork, routeOf, triesNext, type Standing } from './trunk-routes';

const { organisationId } = aTrunk();
const good: Standing = { calls: 0, isGood: true };
const namesOf = (all: readonly Trunk[], number: string, standings: Readonly<Record<string, Standing>> = {}) => {
  const route = routeOf(all, organisationId, number, ({ name }) => standings[name] ?? good);
  return 'none' in route ? route.none : route.trunks.map(({ name }) => name);
};

const sweden = aTrunk({ name: 'sweden', prefixes: ['+46'], callsAtOnce: 2 });
const all = aTrunk({ name: 'all' });
const off = aTrunk({ name: 'off', enabled: false });
const others = aTrunk({ name: 'others', organisationId: randomUUID() as OrganisationId });

describe('the trunks for a number', () => {
  test('are the organisation’s that take it, in their order', () => {
    expect(namesOf([off, sweden, others, all], '+46701234567')).toEqual(['sweden', 'all']);
    expect(namesOf([off, sweden, others, all], '+33612345678')).toEqual(['all']);
    expect(namesOf([sweden], '+33612345678')).toBe('barred');
    expect(namesOf([off, others], '+46701234567')).toBe('noNetwork');
  });

  test('one that seems not to answer comes last, and is tried where there is no other', () => {
    const bad = { calls: 0, isGood: false };
    expect(namesOf([sweden, all], '+46701234567', { sweden: bad })).toEqual(['all', 'sweden']);
    expect(namesOf([all], '+46701234567', { all: bad })).toEqual(['all']);
  });

  test('one that is full is left out', () => {
    const full = { calls: 2, isGood: true };
    expect(namesOf([sweden, all], '+46701234567', { sweden: full })).toEqual(['all']);
    expect(namesOf([sweden], '+46701234567', { sweden: full })).toBe('tooManyOutside');
  });

  test('help goes over every one that there is, full or not, for these numbers or not', () => {
    const full = { calls: 2, isGood: true };
    expect(namesOf([sweden], '112', { sweden: full })).toEqual(['sweden']);
    expect(namesOf([sweden, all, off], '112', { sweden: full })).toEqual(['all', 'sweden']);
    expect(namesOf([others], '112')).toBe('noNetwork');
  });
});

test.each([
  [503, 34, true, 'noNetwork'],
  [500, 0, true, 'noNetwork'],
  [408, 18, true, 'noNetwork'],
  [488, 58, true, 'noNetwork'],
  [0, 0, true, 'noNetwork'],
  [403, 21, true, 'networkRefused'],
  [407, 0, true, 'networkRefused'],
  [486, 17, false, 'busy'],
  [600, 17, false, 'busy'],
  [603, 21, false, 'declined'],
  [404, 1, false, 'unknownNumber'],
  [410, 22, false, 'unknownNumber'],
  [484, 28, false, 'unknownNumber'],
  [480, 19, false, 'unreachable'],
  [487, 127, false, 'cancelled'],
] as const)('%i from a network: the next one is tried = %s, and is told as %s', (status, cause, next, reason) => {
  expect(triesNext({ status }, false)).toBe(next);
  expect(triesNext({ status }, true)).toBe(false);
  expect(reasonOfNetwork({ status, cause }, false)).toBe(reason);
});

test('a phone that has rung until the network was tired was not answered', () => {
  expect(reasonOfNetwork({ status: 408, cause: 18 }, true)).toBe('noAnswer');
});
