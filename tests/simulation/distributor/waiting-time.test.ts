import { CallCentre } from './call-centre';
import type { Day, Told } from './call-centre';

const days: readonly (readonly [string, Day])[] = [
  ['three agents', { agents: 3, load: 1.05, wave: 0, calls: 1_500 }],
  ['eight agents', { agents: 8, load: 1.05, wave: 0, calls: 1_500 }],
  ['thirty agents', { agents: 30, load: 1.05, wave: 0, calls: 2_000 }],
  ['eight agents, a load that comes and goes', { agents: 8, load: 1, wave: 0.4, calls: 1_500 }],
  ['thirty agents, a load that comes and goes', { agents: 30, load: 1, wave: 0.3, calls: 2_000 }],
];

const mean = (told: readonly Told[], of: (each: Told) => number): number =>
  told.reduce((sum, each) => sum + of(each), 0) / told.length;

// The arrivals are those of these seeds: a law of chance is no reason to fail.
test.each(days)('the waiting time that callers are told is nearer than Asterisk’s: %s', (name, day) => {
  const told = [101, 102].flatMap((seed) => new CallCentre(seed, day).run());
  expect(told.length).toBeGreaterThan(600);
  const waited = mean(told, ({ waitedMs }) => waitedMs);
  const ours = mean(told, ({ oursMs, waitedMs }) => Math.abs(oursMs - waitedMs)) / waited;
  const asterisk = mean(told, ({ asteriskMs, waitedMs }) => Math.abs(asteriskMs - waitedMs)) / waited;
  const bias = mean(told, ({ oursMs }) => oursMs) / waited - 1;
  process.stdout.write(
    `waiting time, ${name}: ${told.length} callers, error ${ours.toFixed(2)} of the mean wait, ` +
      `Asterisk's ${asterisk.toFixed(2)}, ratio ${(ours / asterisk).toFixed(2)}, bias ${bias.toFixed(2)}\n`,
  );
  expect(ours / asterisk).toBeLessThanOrEqual(0.85);
  expect(Math.abs(bias)).toBeLessThan(0.15);
});
