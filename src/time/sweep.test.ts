import { createFakeClock } from '../../tests/fakes/clock';
import { createSweep } from './sweep';

const settle = () => new Promise((resolve) => setImmediate(resolve));

function sweeping(dueAtMs: number[]) {
  const clock = createFakeClock(0);
  const done: number[] = [];
  let isAway = false;
  const failures: unknown[] = [];
  const sweep = createSweep({
    clock,
    work: async () => {
      if (isAway) throw new Error('away');
      const due = dueAtMs.filter((time) => time <= clock.nowMs()).slice(0, 2);
      due.forEach((time) => dueAtMs.splice(dueAtMs.indexOf(time), 1));
      if (due.length > 0) done.push(due.length);
      return due.length;
    },
    nextInMs: async () => (dueAtMs.length === 0 ? null : Math.min(...dueAtMs) - clock.nowMs()),
    onFailure: (error) => failures.push(error),
  });
  return { clock, done, failures, sweep, away: (value: boolean) => void (isAway = value) };
}

test('what was due while nothing ran is done at the first look, in parts', async () => {
  const { done, sweep } = sweeping([-5, -4, -3, 100]);
  sweep.ask();
  await settle();
  expect(done).toEqual([2, 1]);
});

test('it sleeps until the first is due, and no longer than a minute', async () => {
  const due = [400, 90_000];
  const { clock, done, sweep } = sweeping(due);
  sweep.ask();
  await settle();
  clock.advance(399);
  await settle();
  expect(done).toEqual([]);
  clock.advance(1);
  await settle();
  expect(done).toEqual([1]);
  expect(clock.pending).toBe(1);
  due.push(500);
  sweep.ask();
  await settle();
  clock.advance(100);
  await settle();
  expect(done).toEqual([1, 1]);
  clock.advance(60_000);
  await settle();
  clock.advance(29_500);
  await settle();
  expect(done).toEqual([1, 1, 1]);
});

test('while the database is away it is tried again, and said once; stopped it is not', async () => {
  const { clock, done, failures, sweep, away } = sweeping([0, 10_000]);
  away(true);
  sweep.ask();
  await settle();
  clock.advance(1_000);
  await settle();
  away(false);
  clock.advance(1_000);
  await settle();
  expect(failures).toHaveLength(1);
  expect(done).toEqual([1]);
  sweep.stop();
  expect(clock.pending).toBe(0);
  sweep.ask();
  await settle();
  expect(done).toEqual([1]);
});
