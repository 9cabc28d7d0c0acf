import { createFakeClock } from '../../tests/fakes/clock';
import type { CallId, LegId, UserId } from '../contract/ids';
import type { Call, Leg } from './engine/call';
import { createForwardLimits } from './forward-limits';

const anna = 'anna' as UserId;
const call = (id: string, state: Leg['state']): Call =>
  ({ id: id as CallId, legs: [{ id: `leg-${id}` as LegId, forwardedBy: anna, state }] }) as unknown as Call;

test('two forwards at once, until one of them ends, however it does', () => {
  const limits = createForwardLimits(createFakeClock());
  limits.follow(call('a', 'dialling'));
  expect(limits.mayForward(anna)).toBe(true);
  limits.follow(call('b', 'up'));
  expect(limits.mayForward(anna)).toBe(false);
  limits.follow(call('a', 'ended'));
  expect(limits.mayForward(anna)).toBe(true);
  limits.follow(call('c', 'dialling'));
  limits.over('c' as CallId);
  expect(limits.mayForward(anna)).toBe(true);
});

test('thirty within an hour, and no more until the first of them is an hour old', () => {
  const clock = createFakeClock();
  const limits = createForwardLimits(clock);
  for (let n = 0; n < 30; n += 1) {
    expect(limits.mayForward(anna)).toBe(true);
    limits.follow(call(String(n), 'dialling'));
    limits.follow(call(String(n), 'ended'));
    clock.advance(1_000);
  }
  expect(limits.mayForward(anna)).toBe(false);
  clock.advance(3_600_000 - 30_000);
  expect(limits.mayForward(anna)).toBe(true);
});
