import { classify, readFrame, type Frame } from './hearing';
import { speechSamples } from './speech';

const sampleRate = 12_000;
const size = 2_048;
const hop = Math.round(0.043 * sampleRate);

/** Signal of `seconds`, from a function of time in seconds. */
function signal(seconds: number, value: (t: number) => number): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, index) => value(index / sampleRate));
}
const sine = (frequency: number, t: number) => Math.sin(2 * Math.PI * frequency * t);

const blackman = Float64Array.from(
  { length: size },
  (_, n) => 0.42 - 0.5 * Math.cos((2 * Math.PI * n) / size) + 0.08 * Math.cos((4 * Math.PI * n) / size),
);
const cosines = Float64Array.from({ length: size }, (_, n) => Math.cos((2 * Math.PI * n) / size));

/** The spectrum of AnalyserNode: Blackman window, FFT scaled by 1/N, in dB (Web Audio API §1.8.6). */
function spectrum(samples: Float32Array, start: number): Float32Array {
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  for (let n = 0; n < size; n++) {
    re[n] = (samples[start + n] ?? 0) * (blackman[n] as number);
  }
  fft(re, im);
  return Float32Array.from({ length: size / 2 }, (_, k) => 20 * Math.log10(Math.hypot(re[k] ?? 0, im[k] ?? 0) / size));
}

/** In place, radix 2, iterative. */
function fft(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j] as number, re[i] as number];
      [im[i], im[j]] = [im[j] as number, im[i] as number];
    }
  }
  for (let length = 2; length <= n; length <<= 1) {
    for (let k = 0; k < length / 2; k++) {
      const turn = (k * n) / length;
      const cos = cosines[turn] as number;
      const sin = -(cosines[(turn + (3 * n) / 4) % n] as number);
      for (let i = k; i < n; i += length) butterfly(re, im, i, i + length / 2, cos, sin);
    }
  }
}

function butterfly(re: Float64Array, im: Float64Array, a: number, b: number, cos: number, sin: number): void {
  const [ar, ai, br, bi] = [re[a] as number, im[a] as number, re[b] as number, im[b] as number];
  const tr = cos * br - sin * bi;
  const ti = cos * bi + sin * br;
  re[a] = ar + tr;
  im[a] = ai + ti;
  re[b] = ar - tr;
  im[b] = ai - ti;
}

/** Every window of 1.2 seconds in the signal, as the page sees it. */
function heardIn(samples: Float32Array): string[] {
  const frames: Frame[] = [];
  for (let start = 0; start + size <= samples.length; start += hop)
    frames.push(readFrame(spectrum(samples, start), sampleRate / size));
  const windows: string[] = [];
  for (let first = 0; first + 28 <= frames.length; first += 4) windows.push(classify(frames.slice(first, first + 28)));
  expect(windows.length).toBeGreaterThan(5);
  return [...new Set(windows)];
}

/** The same noise every time. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 31 - 1;
  };
}

test('nothing, and noise too faint to notice, is silence', () => {
  const random = noise(1);
  expect(heardIn(signal(3, () => 0))).toEqual(['silence']);
  expect(heardIn(signal(3, () => 0.0003 * random()))).toEqual(['silence']);
});

test('a steady tone is a tone, loud or quiet, high or low', () => {
  for (const [frequency, level] of [
    [440, 0.5],
    [440, 0.02],
    [200, 0.3],
    [1_000, 0.3],
  ] as const) {
    expect({ frequency, level, heard: heardIn(signal(3, (t) => level * sine(frequency, t))) }).toEqual({
      frequency,
      level,
      heard: ['tone'],
    });
  }
});

test("the beeps of a browser's false microphone are a tone", () => {
  const square = (t: number) => (sine(400, t) >= 0 ? 0.4 : -0.4);
  expect(heardIn(signal(5, (t) => (t % 0.5 < 0.02 ? square(t) : 0)))).toEqual(['tone']);
  expect(heardIn(signal(5, (t) => (t % 0.5 < 0.1 ? square(t) : 0)))).toEqual(['tone']);
});

test('a tone in faint noise is a tone', () => {
  const random = noise(2);
  expect(heardIn(signal(3, (t) => 0.1 * sine(425, t) + 0.003 * random()))).toEqual(['tone']);
});

test('chords that follow each other are music', () => {
  const chords = [
    [220, 277.18, 329.63],
    [246.94, 311.13, 369.99],
    [196, 246.94, 293.66, 440],
  ];
  const music = signal(6, (t) => {
    const chord = chords[Math.floor(t / 1.5) % chords.length] ?? [];
    return 0.15 * chord.reduce((sum, pitch) => sum + sine(pitch, t) + 0.3 * sine(2 * pitch, t), 0);
  });
  expect(heardIn(music)).toEqual(['music']);
});

test('our own synthetic voice is speech, wherever one begins to listen', () => {
  const voice = speechSamples(sampleRate);
  const loop = new Float32Array(voice.length * 3);
  for (let turn = 0; turn < 3; turn++) loop.set(voice, turn * voice.length);
  expect(heardIn(loop)).toEqual(['speech']);
});

test('the synthetic voice does not overdrive', () => {
  const peak = speechSamples(16_000).reduce((highest, value) => Math.max(highest, Math.abs(value)), 0);
  expect(peak).toBeGreaterThan(0.1);
  expect(peak).toBeLessThan(1);
});
