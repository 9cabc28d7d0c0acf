import { createQueueClock } from './queue-clock';

test('dates are whole milliseconds, and whoever waits is not moved by a clock that is set', () => {
  const time = { wall: 1_795_000_000_000, steady: 1_000.4321 };
  let isQuiet = true;
  const queue = createQueueClock({
    clock: { nowMs: () => time.wall },
    steady: { nowMs: () => time.steady },
    isQuiet: () => isQuiet,
  });
  expect(queue.nowMs()).toBe(1_795_000_000_000);
  isQuiet = false;
  Object.assign(time, { wall: 1_795_003_600_250, steady: 1_250.9876 });
  expect([queue.nowMs(), queue.fromWall(time.wall)]).toEqual([1_795_000_000_251, 1_795_000_000_251]);
  isQuiet = true;
  expect(queue.nowMs()).toBe(1_795_003_600_250);
});
