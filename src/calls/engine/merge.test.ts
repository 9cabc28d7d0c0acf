import { anna, bjorn, call, cecilia, device } from '../../../tests/fakes/decided-call';
import type { LegId, RecordingId, UserId } from '../../contract/ids';
import { ears } from './audio';
import type { Call } from './call';
import { merge } from './merge';
import type { PlanStep } from './plan';
import type { Context } from './protocol';

const rings = (userId: UserId): PlanStep => ({
  ...{ kind: 'ringDevices', targets: [device(userId)], forMs: 20_000, because: 'devicesReachable' },
});
const context: Context = {
  nowMs: 1_000,
  anchorForMs: 60_000,
  newLegId: () => 'leg' as LegId,
  newRecordingId: () => 'recording' as RecordingId,
  mayDial: () => true,
  reachable: () => [],
  recordingOf: () => null,
};

/** Anna has parked Björn, and has called Cecilia. */
function both(): readonly [Call, Call] {
  const [parked, consulted] = [call([rings(bjorn)], { id: 'a' }), call([rings(cecilia)], { id: 'b', callee: cecilia })];
  parked.answer(1);
  parked.command(anna, 'call.hold');
  consulted.answer(1);
  return [parked.now as Call, consulted.now as Call];
}

test('a consultation comes into the parked call: all three hear each other, and the other call is over', () => {
  const merged = merge(...both(), anna, context);
  if (merged.refused !== undefined) throw new Error(merged.detail);
  const { kept, closed } = merged;
  expect([...ears(kept.call)].map(([leg, { hearing }]) => [leg, hearing])).toEqual([
    ['a-leg-0', { from: ['a-leg-1', 'b-leg-1'] }],
    ['a-leg-1', { from: ['a-leg-0', 'b-leg-1'] }],
    ['b-leg-1', { from: ['a-leg-0', 'a-leg-1'] }],
  ]);
  expect(closed.call.state).toBe('ended');
  expect(closed.effects).toContainEqual({ type: 'hangUp', leg: 'b-leg-0', reason: 'transferred' });
  const told = closed.effects.flatMap((effect) => (effect.type === 'history' ? [effect.record.userId] : []));
  expect(told).toEqual([anna]);
});

test('two calls are not merged by somebody who is not in both, nor a call with itself', () => {
  const [parked, consulted] = both();
  expect(merge(parked, consulted, bjorn, context)).toMatchObject({ refused: 'call.notFound' });
  expect(merge(parked, parked, anna, context)).toMatchObject({ refused: 'call.notAllowed' });
});
