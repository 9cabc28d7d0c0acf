import { Encoder } from '@evan/opus';
import { concealment } from './opus-packets';
import { createMeter, measure } from './meter';

/** Opus of a tone of this loudness (0 to 1), 20 ms a packet; 0 = silence. */
function packetsOf(...parts: readonly (readonly [loudness: number, ms: number])[]): Buffer[] {
  const encoder = new Encoder({ channels: 1, sample_rate: 48_000, application: 'voip' });
  let at = 0;
  return parts.flatMap(([loudness, ms]) =>
    Array.from({ length: ms / 20 }, () => {
      const samples = Int16Array.from({ length: 960 }, () => {
        at += 1;
        return Math.round(loudness * 32_767 * Math.sin((2 * Math.PI * 440 * at) / 48_000));
      });
      return Buffer.from(encoder.encode(samples));
    }),
  );
}

describe('what a recording measures', () => {
  it('has no silence at its end, and counts none as speech', async () => {
    const { ms, speechMs, peaks } = await measure(packetsOf([0, 500], [0.5, 1000], [0, 3000]));
    // The encoder fades in and out over a frame or two.
    expect(Math.abs(ms - 1800)).toBeLessThanOrEqual(60);
    expect(Math.abs(speechMs - 1000)).toBeLessThanOrEqual(60);
    expect(peaks).toHaveLength(200);
    expect(Math.max(...peaks.slice(0, 50))).toBeLessThan(5);
    for (const peak of peaks.slice(65, 150)) expect(Math.abs(peak - 128)).toBeLessThan(25);
    expect(Math.max(...peaks.slice(175))).toBeLessThan(5);
  });

  it('of nothing but silence is short, and no speech', async () => {
    expect(await measure(packetsOf([0, 8000]))).toEqual({
      ms: 300,
      speechMs: 0,
      peaks: new Array<number>(200).fill(0),
    });
    expect(await measure([])).toEqual({ ms: 0, speechMs: 0, peaks: new Array<number>(200).fill(0) });
  });

  it('is the same of a moment as of an hour: parts of one piece each', async () => {
    const { peaks } = await measure(packetsOf([0.5, 100]));
    expect(Math.min(...peaks.slice(60))).toBeGreaterThan(60);
  });

  it('hears sound as it comes: quiet speech, but no noise of the line; and nothing in what was lost', () => {
    const meter = createMeter();
    const heard = (packets: readonly Buffer[]): number => packets.filter(meter.add).length;
    const packets = packetsOf([0.02, 200], [0.001, 400]);
    expect(heard(packets.slice(0, 10))).toBeGreaterThan(7);
    expect(heard(packets.slice(10))).toBeLessThan(3);
    expect(heard(packetsOf([0.02, 200]))).toBeGreaterThan(7);
    // The first of nine asks for 120 ms, into which the voice fades.
    expect(heard(concealment(packets[0] ?? Buffer.of(), 48_000))).toBe(1);
    expect(heard([Buffer.from([0xf8, 0xff, 0xff, 0xff])])).toBe(0);
  });
});
