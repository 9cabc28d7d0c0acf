import { createFakeClock } from '../../tests/fakes/clock';
import { createTurnstiles } from './turnstile';

function gate(burst = 2, perSecond = 10) {
  const clock = createFakeClock();
  const { pass } = createTurnstiles(clock, { burst, perSecond });
  const passed: string[] = [];
  const come = (name: string, key = 'office') => {
    const result = pass(key, () => void passed.push(name));
    if (result === true) passed.push(name);
    return result;
  };
  return { clock, come, passed };
}

test('as many as the burst pass at once, the others in the order in which they came, as fast as the rate', () => {
  const { clock, come, passed } = gate();
  for (const name of ['a', 'b', 'c', 'd', 'e']) come(name);
  expect(passed).toEqual(['a', 'b']);
  clock.advance(99);
  expect(passed).toEqual(['a', 'b']);
  clock.advance(1);
  expect(passed).toEqual(['a', 'b', 'c']);
  // Who comes now does not overtake.
  come('f');
  clock.advance(300);
  expect(passed).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  expect(clock.pending).toBe(0);
});

test('who gives up costs the others no time', () => {
  const { clock, come, passed } = gate(1);
  come('a');
  const impatient = Array.from({ length: 50 }, (_, n) => come(`gone ${n}`));
  come('b');
  for (const leave of impatient) if (leave !== true) leave();
  clock.advance(100);
  expect(passed).toEqual(['a', 'b']);
});

test('a row at one address is nothing to another', () => {
  const { come, passed } = gate(1);
  for (let n = 0; n < 10; n += 1) come('crowd');
  come('guest', 'elsewhere');
  expect(passed).toEqual(['crowd', 'guest']);
});

test('a thousand who wait are one timer', () => {
  const { clock, come, passed } = gate(1, 100);
  for (let n = 0; n < 1_000; n += 1) come(String(n));
  expect(clock.pending).toBe(1);
  clock.advance(10_000);
  expect(passed).toHaveLength(1_000);
  expect(clock.pending).toBe(0);
});
