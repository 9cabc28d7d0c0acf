import { createLosableOwnership } from '../../tests/fakes/ownership';
import type { DeviceKind } from '../contract/devices/devices';
import type { DeviceId, OrganisationId, UserId } from '../contract/ids';
import type { DeviceRegistry } from './registry';
import { createDeviceRegistry } from './registry';

const anna = 'anna' as UserId;
const bjorn = 'bjorn' as UserId;
let registry: DeviceRegistry;
let moved: string[];

function add(userId: UserId, name: string, kind: DeviceKind = 'tab'): void {
  registry.add(
    { id: `${userId} ${name}` as DeviceId, organisationId: 'fjallbo' as OrganisationId, userId, kind, label: name },
    name,
  );
  registry.setReachable(`${userId} ${name}` as DeviceId, true);
}
const ringers = (userId = anna) => registry.views(userId).flatMap(({ label, ringer }) => (ringer ? [label] : []));

beforeEach(() => {
  registry = createDeviceRegistry(createLosableOwnership());
  moved = [];
  registry.onRingerMoved(({ label }) => moved.push(label));
});

test('exactly one window rings: the one used last', () => {
  add(anna, 'first');
  add(anna, 'second');
  registry.windowUsed(anna, 'second');
  registry.windowUsed(anna, 'first');
  expect(ringers()).toEqual(['first']);
});

test('only a use that moves the ringing is told of', () => {
  add(anna, 'first');
  add(anna, 'second');
  registry.windowUsed(anna, 'first');
  registry.windowUsed(anna, 'first');
  expect(moved).toEqual(['first']);
});

test('a window used before it is a phone rings once it is one', () => {
  add(anna, 'first');
  registry.windowUsed(anna, 'first');
  registry.windowUsed(anna, 'second');
  expect(ringers()).toEqual(['first']);
  add(anna, 'second');
  expect(ringers()).toEqual(['second']);
});

test('the ringing falls to the next window when its owner does not answer, and goes back when it does', () => {
  add(anna, 'first');
  add(anna, 'second');
  registry.windowUsed(anna, 'second');
  registry.setReachable('anna second' as DeviceId, false);
  expect(ringers()).toEqual(['first']);
  registry.setReachable('anna second' as DeviceId, true);
  expect(ringers()).toEqual(['second']);
});

test('renewed credentials are no use and end no reachability', () => {
  add(anna, 'first');
  add(anna, 'second');
  registry.windowUsed(anna, 'second');
  registry.add(
    {
      id: 'anna first' as DeviceId,
      organisationId: 'fjallbo' as OrganisationId,
      userId: anna,
      kind: 'tab',
      label: 'first',
    },
    'first',
  );
  expect(ringers()).toEqual(['second']);
  expect(registry.isReachable('anna first' as DeviceId)).toBe(true);
});

test('a pop-out takes the ringing over, and gives it back when it is revoked', () => {
  add(anna, 'tab');
  registry.windowUsed(anna, 'tab');
  add(anna, 'own', 'popout');
  expect(ringers()).toEqual(['own']);
  registry.windowUsed(anna, 'tab');
  expect(ringers()).toEqual(['own']);
  registry.remove('anna own' as DeviceId);
  expect(ringers()).toEqual(['tab']);
});

test('a window id that somebody else says changes nothing for its owner', () => {
  add(anna, 'first');
  add(anna, 'second');
  registry.windowUsed(anna, 'second');
  add(bjorn, 'third');
  registry.windowUsed(bjorn, 'first');
  expect(ringers()).toEqual(['second']);
  expect(ringers(bjorn)).toEqual(['third']);
  expect(moved).toEqual([]);
});

test('a change tells which kind of device became reachable', () => {
  const changes: string[] = [];
  registry.onChange(({ kind }, reachable) => changes.push(`${kind} ${reachable}`));
  add(anna, 'own', 'popout');
  expect(changes).toEqual(['popout false', 'popout true']);
});
