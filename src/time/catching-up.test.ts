import { createFakeClock } from '../../tests/fakes/clock';
import { createCatchingUp } from './catching-up';

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

test('one at a time, and once more for all that ask meanwhile', async () => {
  const finish: (() => void)[] = [];
  const work = () => new Promise<void>((resolve) => void finish.push(resolve));
  const catchingUp = createCatchingUp({ clock: createFakeClock(), work, onFailure: () => undefined });
  for (let asked = 0; asked < 1_000; asked += 1) catchingUp.ask();
  expect(finish).toHaveLength(1);
  finish[0]?.();
  await settle();
  expect(finish).toHaveLength(2);
  finish[1]?.();
  await settle();
  expect(finish).toHaveLength(2);
  catchingUp.ask();
  expect(finish).toHaveLength(3);
});

test('what fails is done again until it succeeds, and that it fails is told once', async () => {
  const clock = createFakeClock();
  const failures: unknown[] = [];
  let tries = 0;
  const work = async () => {
    tries += 1;
    if (tries < 3) throw new Error(`try ${tries}`);
  };
  createCatchingUp({ clock, work, onFailure: (error) => failures.push(error) }).ask();
  for (let second = 0; second < 5; second += 1) {
    await settle();
    clock.advance(1_000);
  }
  expect([tries, failures, clock.pending]).toEqual([3, [new Error('try 1')], 0]);
});

test('stopped, it waits for nothing, tries nothing again, and tells of nothing', async () => {
  const clock = createFakeClock();
  const failures: unknown[] = [];
  let tries = 0;
  const work = async () => {
    tries += 1;
    throw new Error('no database');
  };
  const catchingUp = createCatchingUp({ clock, work, onFailure: (error) => failures.push(error) });
  catchingUp.ask();
  await settle();
  expect([tries, failures.length]).toEqual([1, 1]);
  catchingUp.stop();
  await settle();
  clock.advance(10_000);
  catchingUp.ask();
  await settle();
  expect([tries, failures.length]).toEqual([1, 1]);
});
