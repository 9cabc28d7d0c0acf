import { randomUUID } from 'node:crypto';
import { createFakeClock } from '../../tests/fakes/clock';
import { createRecordingSwitch } from '../../tests/fakes/recording-switch';
import type { LegId, OrganisationId, TrunkId } from '../contract/ids';
import { createTestCalls } from './test-calls';

const trunk = { trunkId: randomUUID() as TrunkId, organisationId: randomUUID() as OrganisationId };

function begun() {
  const clock = createFakeClock();
  const onSwitch = createRecordingSwitch();
  let changes = 0;
  const tests = createTestCalls({ switch: onSwitch, clock, onChanged: () => void (changes += 1) });
  tests.begin(trunk, '+46701740601', '+46851920000');
  const [dial] = onSwitch.take();
  return { clock, onSwitch, tests, dial, leg: dial?.[1] as LegId, changes: () => changes };
}

test('it goes over the trunk and no other, and what becomes of it is told', () => {
  const { tests, dial, leg, onSwitch, changes } = begun();
  expect(dial).toEqual([
    'dial',
    leg,
    { kind: 'outside', number: '+46701740601', trunkId: trunk.trunkId },
    expect.objectContaining({ organisationId: trunk.organisationId, callerNumber: '+46851920000' }),
  ]);
  for (const [type, phase] of [
    ['legHeard', 'heard'],
    ['legRinging', 'ringing'],
    ['legAnswered', 'answered'],
  ] as const) {
    tests.told({ type, leg });
    expect(tests.of(trunk.trunkId)?.phase).toBe(phase);
  }
  expect(onSwitch.take().map(([name]) => name)).toEqual(['play']);
  tests.told({ type: 'legEnded', leg, reason: 'hungUp' });
  expect(tests.of(trunk.trunkId)).toMatchObject({ phase: 'ended', reason: 'hungUp' });
  expect(changes()).toBe(5);
});

test('what the operator answered stays on screen, and another call may follow', () => {
  const { tests, leg } = begun();
  expect(() => tests.begin(trunk, '+46701740602', null)).toThrow('trunks.testing');
  tests.told({ type: 'legEnded', leg, reason: 'networkRefused', status: 403 });
  expect(tests.of(trunk.trunkId)).toMatchObject({ phase: 'ended', reason: 'networkRefused', status: 403 });
  tests.begin(trunk, '+46701740602', null);
  tests.told({ type: 'legRinging', leg });
  expect(tests.of(trunk.trunkId)).toMatchObject({ number: '+46701740602', phase: 'dialling' });
});

test('it ends by itself: when nobody answers, and soon after somebody has', () => {
  const unanswered = begun();
  unanswered.clock.advance(45_000);
  expect(unanswered.onSwitch.take()).toEqual([['hangUp', unanswered.leg, 'cancelled']]);
  expect(unanswered.tests.of(trunk.trunkId)).toMatchObject({ phase: 'ended', reason: 'noAnswer' });
  const answered = begun();
  answered.tests.told({ type: 'legAnswered', leg: answered.leg });
  answered.onSwitch.take();
  answered.clock.advance(6_000);
  expect(answered.onSwitch.take()).toEqual([['hangUp', answered.leg, 'hungUp']]);
  answered.tests.end(trunk.trunkId);
  expect(answered.onSwitch.take()).toEqual([]);
});
