import { createFakeClock } from '../fakes/fake-clock';
import { aSample } from '../fakes/fake-phones';
import { createQualityMeter, figuresBetween, rateQuality } from './call-quality';
import type { QualityFigures } from './call-quality';

const figures = (change: Partial<QualityFigures> = {}): QualityFigures => ({
  lossPercent: 0,
  latePercent: 0,
  jitterMs: 2,
  bufferMs: 40,
  roundTripMs: 20,
  lostTherePercent: null,
  ...change,
});

it.each([
  ['nothing wrong', {}, 'good', null],
  ['a little loss', { lossPercent: 2 }, 'good', null],
  ['loss that is heard', { lossPercent: 6 }, 'fair', 'loss'],
  ['a great loss', { lossPercent: 20 }, 'poor', 'loss'],
  ['loss on the way there', { lostTherePercent: 8 }, 'fair', 'lossThere'],
  ['packets too late to play', { latePercent: 8, jitterMs: 80, bufferMs: 120 }, 'fair', 'jitter'],
  ['a buffer grown by jitter', { bufferMs: 300, jitterMs: 90 }, 'fair', 'jitter'],
  ['a satellite', { roundTripMs: 560 }, 'fair', 'delay'],
  ['the moon', { roundTripMs: 2_600 }, 'poor', 'delay'],
] as const)('%s is rated %#', (_name, change, rating, cause) => {
  expect(rateQuality(figures(change))).toMatchObject({ rating, cause });
});

it('150 ms of delay are still good (ITU-T G.114), 400 ms are not (its upper limit)', () => {
  expect(rateQuality(figures({ roundTripMs: 140, bufferMs: 40 })).rating).toBe('good');
  expect(rateQuality(figures({ roundTripMs: 640, bufferMs: 40 })).rating).not.toBe('good');
});

it('takes the worse of the two directions', () => {
  expect(rateQuality(figures({ lossPercent: 1, lostTherePercent: 20 }))).toMatchObject({
    rating: 'poor',
    cause: 'lossThere',
  });
});

it('figures are of the stretch between two moments', () => {
  const before = aSample({ packetsReceived: 1_000, packetsLost: 100 });
  expect(figuresBetween(before, aSample({ packetsReceived: 1_090, packetsLost: 110 })).lossPercent).toBe(10);
  // 48,000 samples a second, each of which waited 60 ms.
  expect(
    figuresBetween(
      aSample({ bufferedMs: 9_000_000, played: 48_000 }),
      aSample({ bufferedMs: 9_000_000 + 48_000 * 60, played: 96_000 }),
    ).bufferMs,
  ).toBe(60);
  // A packet that was counted lost and came after all.
  expect(figuresBetween(before, aSample({ packetsReceived: 1_050, packetsLost: 99 })).lossPercent).toBe(0);
});

it('says something after two seconds and then once a second, of the last five', () => {
  const clock = createFakeClock();
  const meter = createQualityMeter(clock);
  let received = 0;
  let lost = 0;
  const verdicts: (string | null)[] = [];
  const second = (losing: boolean): void => {
    for (let quarter = 0; quarter < 4; quarter += 1) {
      received += losing ? 6 : 12;
      lost += losing ? 6 : 0;
      const verdict = meter.add(aSample({ packetsReceived: received, packetsLost: lost }));
      if (verdict !== null) verdicts.push(verdict === 'nothing' ? verdict : verdict.rating);
      clock.advance(250);
    }
  };
  for (let index = 0; index < 5; index += 1) second(false);
  expect(verdicts).toEqual(['good', 'good', 'good']);
  for (let index = 0; index < 5; index += 1) second(true);
  expect(verdicts.at(-1)).toBe('poor');
  for (let index = 0; index < 7; index += 1) second(false);
  expect(verdicts.at(-1)).toBe('good');
});

it('says nothing of a call in which only frames of silence come, and something once sound does', () => {
  const clock = createFakeClock();
  const meter = createQualityMeter(clock);
  let received = 0;
  const verdicts = new Set<string>();
  const pass = (seconds: number, perQuarter: number): void => {
    for (let quarter = 0; quarter < seconds * 4; quarter += 1) {
      received += perQuarter;
      const verdict = meter.add(aSample({ packetsReceived: received }));
      if (verdict !== null) verdicts.add(verdict === 'nothing' ? verdict : verdict.rating);
      clock.advance(250);
    }
  };
  pass(10, 1);
  expect([...verdicts]).toEqual(['nothing']);
  pass(10, 12);
  expect([...verdicts]).toEqual(['nothing', 'good']);
});

it('begins anew with a new stream, whose counters are its own', () => {
  const clock = createFakeClock();
  const meter = createQualityMeter(clock);
  meter.add(aSample({ stream: 1, packetsReceived: 5_000, packetsLost: 0 }));
  clock.advance(3_000);
  expect(meter.add(aSample({ stream: 2, packetsReceived: 10, packetsLost: 1 }))).toBeNull();
});
