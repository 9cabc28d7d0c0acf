import { createFakeClock } from '../../../tests/fakes/clock';
import type { Clock } from '../../clock';
import { afterRunning } from './running-time';

it('calls back once, after the time, unless it is cancelled', () => {
  const clock = createFakeClock();
  const called: number[] = [];
  const startMs = clock.nowMs();
  afterRunning(clock, 1600, () => called.push(clock.nowMs() - startMs));
  const cancel = afterRunning(clock, 1600, () => called.push(-1));
  clock.advance(1000);
  cancel();
  clock.advance(10_000);
  expect(called).toEqual([1600]);
});

it('does not count the time for which the process was blocked', () => {
  const timers: (() => void)[] = [];
  // Timers of a process that was blocked come late, however late: all that is known is that they came.
  const late: Clock = { nowMs: () => 0, after: (_delayMs, callback) => (timers.push(callback), () => undefined) };
  let isCalled = false;
  afterRunning(late, 1500, () => (isCalled = true));
  for (let step = 0; step < 5; step += 1) timers.shift()?.();
  expect(isCalled).toBe(false);
  timers.shift()?.();
  expect(isCalled).toBe(true);
});
