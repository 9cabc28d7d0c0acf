/** What a piece of sound is, judged by level and spectrum; for phones in tests that say what they hear. */
export interface SoundAnalysis {
  /** RMS level in dB below full scale; -100 for nothing at all. */
  readonly level: number;
  /** Strongest frequency, to about 2 Hz. */
  readonly hz: number;
  /** Number of separate spectral peaks within 25 dB of the strongest. */
  readonly partials: number;
  /** Their frequencies. */
  readonly peaks: readonly number[];
}

export const nothingHeard = { hz: 0, partials: 0, peaks: [] } as const;

const size = 4096;
export const analysisRate = 8000;

/** `samples` at 8 kHz, -1 to 1; the newest 4096 at most are used. */
export function analyse(samples: Float64Array): SoundAnalysis {
  const window = samples.subarray(Math.max(0, samples.length - size));
  const power = window.reduce((sum, value) => sum + value * value, 0) / Math.max(1, window.length);
  const level = power < 1e-10 ? -100 : 10 * Math.log10(power);
  if (level < -70) return { level, ...nothingHeard };
  const spectrum = magnitudes(window);
  const strongest = spectrum.reduce((best, value, bin) => (value > (spectrum[best] ?? 0) ? bin : best), 1);
  const hzOf = (bin: number): number => (interpolate(spectrum, bin) * analysisRate) / size;
  const peaks = findPeaks(spectrum, spectrum[strongest] ?? 0);
  return { level, hz: hzOf(strongest), partials: peaks.length, peaks: peaks.map(hzOf) };
}

function interpolate(spectrum: Float64Array, bin: number): number {
  const [left, middle, right] = [spectrum[bin - 1] ?? 0, spectrum[bin] ?? 0, spectrum[bin + 1] ?? 0];
  const curve = left - 2 * middle + right;
  return curve === 0 ? bin : bin + (left - right) / (2 * curve);
}

function findPeaks(spectrum: Float64Array, strongest: number): number[] {
  const limit = strongest * 10 ** (-25 / 20);
  // Wider than the main lobe of a windowed tone, so that one tone is one peak.
  const reach = 12;
  const peaks: number[] = [];
  for (let bin = reach; bin < spectrum.length - reach; bin += 1) {
    const value = spectrum[bin] ?? 0;
    if (value < limit) continue;
    let isPeak = true;
    for (let other = bin - reach; isPeak && other <= bin + reach; other += 1)
      isPeak = other === bin || (spectrum[other] ?? 0) < value;
    if (isPeak) peaks.push(bin);
  }
  return peaks;
}

/** Magnitude spectrum of the Hann-windowed samples (radix-2 FFT). */
function magnitudes(window: Float64Array): Float64Array {
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  window.forEach((value, i) => (re[reverse(i)] = value * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / window.length))));
  for (let half = 1; half < size; half *= 2) {
    for (let k = 0; k < half; k += 1) {
      const [cos, sin] = [Math.cos((-Math.PI * k) / half), Math.sin((-Math.PI * k) / half)];
      for (let a = k; a < size; a += 2 * half) {
        const b = a + half;
        const [reB, imB] = [re[b] ?? 0, im[b] ?? 0];
        const [x, y] = [reB * cos - imB * sin, reB * sin + imB * cos];
        re[b] = (re[a] ?? 0) - x;
        im[b] = (im[a] ?? 0) - y;
        re[a] = (re[a] ?? 0) + x;
        im[a] = (im[a] ?? 0) + y;
      }
    }
  }
  return Float64Array.from({ length: size / 2 }, (_, bin) => Math.hypot(re[bin] ?? 0, im[bin] ?? 0));
}

function reverse(index: number): number {
  let reversed = 0;
  for (let bit = 1; bit < size; bit *= 2) reversed = reversed * 2 + ((index & bit) === 0 ? 0 : 1);
  return reversed;
}

type Judge = (sound: SoundAnalysis) => boolean;

export const isTone =
  (hz: number): Judge =>
  ({ level, hz: heard, partials }) =>
    level > -40 && Math.abs(heard - hz) < 12 && partials === 1;
/** Those tones, and no other. */
export const isTones =
  (...wanted: readonly number[]): Judge =>
  ({ level, peaks }) =>
    level > -40 &&
    peaks.length === wanted.length &&
    wanted.every((hz) => peaks.some((heard) => Math.abs(heard - hz) < 12));
export const isMusic: Judge = ({ level, partials }) => level > -45 && partials >= 3;
export const isSilence: Judge = ({ level }) => level < -60;

/** Of whole periods of any tone of 20 Hz steps, so that one tone is not taken for another. */
const blockSamples = analysisRate / 20;

/** Says of a tone how loud it was at its loudest within 50 ms, in dB below full scale. */
export class Loudest {
  private block: number[] = [];
  level = -100;

  constructor(private readonly hz: number) {}

  add(samples: Float64Array): void {
    for (const sample of samples) {
      this.block.push(sample);
      if (this.block.length < blockSamples) continue;
      this.level = Math.max(this.level, this.levelOf(this.block));
      this.block = [];
    }
  }

  /** Hann-windowed, at one frequency. */
  private levelOf(block: readonly number[]): number {
    let [re, im] = [0, 0];
    for (const [at, sample] of block.entries()) {
      const weighed = sample * (1 - Math.cos((2 * Math.PI * at) / blockSamples));
      const angle = (2 * Math.PI * this.hz * at) / analysisRate;
      re += weighed * Math.cos(angle);
      im += weighed * Math.sin(angle);
    }
    return 20 * Math.log10(Math.max(1e-5, (2 * Math.hypot(re, im)) / blockSamples));
  }
}
