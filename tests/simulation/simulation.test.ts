import { simulate } from './simulate';

const steps = 400;
const rounds = 500;

test(`${rounds * steps} random steps with faults break no invariant`, () => {
  const firstSeed = Number(process.env['VAXEL_SEED'] ?? Date.now() % 1_000_000);
  const sum: Record<string, number> = {};
  for (let seed = firstSeed; seed < firstSeed + rounds; seed++) {
    const { decisions, transfers } = simulate(seed, steps);
    for (const [what, count] of Object.entries({ ...decisions, ...transfers })) sum[what] = (sum[what] ?? 0) + count;
  }
  process.stdout.write(
    `simulation: seeds ${firstSeed} to ${firstSeed + rounds - 1}, ${rounds * steps} steps: ${Object.entries(sum)
      .map(([what, count]) => `${count} ${what}`)
      .join(', ')}\n`,
  );
  // The story must be worth checking: all of this really happens in it.
  expect(sum['answered']).toBeGreaterThan(rounds);
  for (const what of [
    'late',
    'waited',
    'forwarded',
    'forwardedOutside',
    'asked',
    'confirmed',
    'forwardTaken',
    'rungBeside',
    'rungLater',
    'takenBeside',
    'declinedBeside',
    'announced',
    'echoed',
    'greeted',
    'recorded',
    'recordedLate',
    'talkRecorded',
    'queued',
    'offered',
    'offerTaken',
    'offerEnded',
    'sentOn',
    'talked',
    'anchored',
    'cameBack',
    'moved',
    'attended',
    'merged',
    'joined',
    'supervised',
    'takenOver',
    'inherited',
    'ofFour',
    'connected',
    'returned',
    'released',
  ])
    expect([what, (sum[what] ?? 0) > 10]).toEqual([what, true]);
});

test('a seed replays exactly', () => {
  expect(simulate(7, steps)).toEqual(simulate(7, steps));
});
