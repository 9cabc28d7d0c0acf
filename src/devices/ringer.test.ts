import type { DeviceId } from '../contract/ids';
import type { RingerCandidate } from './ringer';
import { chooseRinger } from './ringer';

const device = (name: string, changes: Partial<RingerCandidate> = {}): RingerCandidate => ({
  id: name as DeviceId,
  kind: 'tab',
  reachable: true,
  lastUse: 0,
  ...changes,
});

test('nobody has windows: nobody rings', () => expect(chooseRinger([])).toBeNull());

test('the only window rings, used or not', () => expect(chooseRinger([device('a')])).toBe('a'));

test('the window used last rings', () =>
  expect(chooseRinger([device('a', { lastUse: 2 }), device('b', { lastUse: 3 }), device('c', { lastUse: 1 })])).toBe(
    'b',
  ));

test('a pop-out rings before a tab that was used later', () =>
  expect(chooseRinger([device('p', { kind: 'popout', lastUse: 1 }), device('a', { lastUse: 9 })])).toBe('p'));

test('of two pop-outs the one used last rings', () =>
  expect(
    chooseRinger([
      device('p', { kind: 'popout', lastUse: 2 }),
      device('q', { kind: 'popout', lastUse: 1 }),
      device('a', { lastUse: 9 }),
    ]),
  ).toBe('p'));

test('a window that does not answer rings nobody: the next one does', () =>
  expect(
    chooseRinger([
      device('p', { kind: 'popout', reachable: false }),
      device('a', { lastUse: 5 }),
      device('b', { lastUse: 4 }),
    ]),
  ).toBe('a'));

test('of windows never used the newest rings', () =>
  expect(chooseRinger([device('a'), device('b'), device('c', { reachable: false })])).toBe('b'));

test('phones of their own are never the ringing window', () => {
  expect(
    chooseRinger([device('desk', { kind: 'deskPhone', lastUse: 9 }), device('mobile', { kind: 'mobile', lastUse: 9 })]),
  ).toBeNull();
  expect(chooseRinger([device('a'), device('desk', { kind: 'deskPhone', lastUse: 9 })])).toBe('a');
});
