import type { DeviceId, UserId } from '../../contract/ids';
import type { KnownDevice, RouteFacts } from './facts';
import { route as routed } from './route';

const route = (facts: RouteFacts) => routed(facts).plan;

const [anna, bjorn] = ['anna', 'bjorn'] as [UserId, UserId];
const device = (name: string, isReachable: boolean): KnownDevice => ({
  target: { deviceId: name as DeviceId, label: name, isWindow: true },
  isReachable,
});
const toBjorn = (...devices: KnownDevice[]): RouteFacts => ({
  atMs: 0,
  isDialled: true,
  callerUserId: 'anna' as UserId,
  destination: { kind: 'user', userId: bjorn, devices },
  shownNumber: null,
  mayShowNumber: true,
});
const rung = (facts: RouteFacts): string[] =>
  route(facts).flatMap((step) => (step.kind === 'ringDevices' ? step.targets.map(({ label }) => label) : []));

test('devices that are surely there ring; one that is only connected rings where there is no other', () => {
  expect(rung(toBjorn(device('tab', true), device('slow', false)))).toEqual(['tab']);
  expect(rung(toBjorn(device('slow', false), device('slower', false)))).toEqual(['slow', 'slower']);
  expect(route(toBjorn())).toEqual([{ kind: 'end', reason: 'unreachable', because: 'noDeviceReachable' }]);
});

test('an outside number is dialled with the number to show, an emergency number says that it is one', () => {
  const facts: RouteFacts = {
    ...toBjorn(),
    destination: { kind: 'outside', number: '112', emergency: true, paidBy: anna, verdict: 'ok' },
    shownNumber: '+4684000001',
  };
  expect(route(facts)[0]).toEqual({
    kind: 'dialOutside',
    number: '112',
    show: '+4684000001',
    paidBy: null,
    forMs: 60_000,
    because: 'emergencyNumber',
  });
});

test('what may not be shown is refused before anything is dialled, and nobody calls themselves', () => {
  expect(route({ ...toBjorn(device('tab', true)), mayShowNumber: false })).toEqual([
    { kind: 'end', reason: 'notAllowed', because: 'numberToShowNotYours' },
  ]);
  expect(route({ ...toBjorn(device('tab', true)), callerUserId: bjorn })).toEqual([
    { kind: 'end', reason: 'ownNumber', because: 'ownNumber' },
  ]);
});

test('a number that nobody has, or that the network does not know, is announced to who dialled it only', () => {
  const unknown: RouteFacts = { ...toBjorn(), destination: { kind: 'unknown' } };
  const end = { kind: 'end', reason: 'unknownNumber', because: 'unknownNumber' };
  const announced = [
    { kind: 'say', sounds: ['not-in-use-sv', 'not-in-use-en'], forMs: 12_000, because: 'unknownNumber' },
    end,
  ];
  expect(route(unknown)).toEqual(announced);
  expect(route({ ...unknown, isDialled: false })).toEqual([end]);
  const outside: RouteFacts = {
    ...toBjorn(),
    destination: { kind: 'outside', number: '+46851929999', emergency: false, paidBy: anna, verdict: 'ok' },
  };
  expect(route(outside)[0]).toMatchObject({ kind: 'dialOutside', ifUnknown: announced });
  expect(route({ ...outside, isDialled: false })[0]).not.toHaveProperty('ifUnknown');
});
