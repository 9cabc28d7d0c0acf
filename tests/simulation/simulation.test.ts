import { simulate } from './simulate';

const steps = 400;
const rounds = 500;

test(`${rounds * steps} random steps with faults break no invariant`, () => {
  const firstSeed = Number(process.env['VAXEL_SEED'] ?? Date.now() % 1_000_000);
  let answered = 0;
  for (let seed = firstSeed; seed < firstSeed + rounds; seed++) answered += simulate(seed, steps).answered;
  process.stdout.write(`simulation: seeds ${firstSeed} to ${firstSeed + rounds - 1}, ${rounds * steps} steps, ${answered} calls answered\n`);
  // The story must be worth checking: calls are really answered in it.
  expect(answered).toBeGreaterThan(rounds);
});

test('a seed replays exactly', () => {
  expect(simulate(7, steps)).toEqual(simulate(7, steps));
});
