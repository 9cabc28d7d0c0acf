import { setImmediate } from 'node:timers/promises';

/** Samples to each side that one is made of: what is above half the lower rate is then 40 dB down and more. */
const reach = 16;
/** So many are made before anything else gets its turn: a few milliseconds of work. */
const atOnce = 48_000;

/** Sound at another rate, by a sinc that a Hann window ends (band-limited interpolation). Rates are whole numbers. */
export async function resample(samples: Float32Array, from: number, to: number): Promise<Float32Array> {
  if (from === to) return samples;
  const common = greatestCommon(from, to);
  const [up, down] = [to / common, from / common];
  const weightsAt = createWeights(Math.min(1, to / from), up);
  const made = new Float32Array(Math.floor((samples.length * up) / down));
  for (let at = 0; at < made.length; at += 1) {
    const phase = (at * down) % up;
    made[at] = around(samples, (at * down - phase) / up, weightsAt(phase));
    if (at % atOnce === atOnce - 1) await setImmediate();
  }
  return made;
}

/** The weighted sum of the samples to both sides of one. */
function around(samples: Float32Array, middle: number, weights: Float32Array): number {
  const first = middle - (weights.length - 1) / 2;
  const [begin, end] = [Math.max(0, -first), Math.min(weights.length, samples.length - first)];
  let sum = 0;
  for (let at = begin; at < end; at += 1) sum += (samples[first + at] as number) * (weights[at] as number);
  return sum;
}

/**
 * The weights for what lies `phase` parts, of `up`, behind a sample; each is worked out once.
 * @param cut downwards the filter is wider, so that nothing is folded back
 */
function createWeights(cut: number, up: number): (phase: number) => Float32Array {
  const width = Math.ceil(reach / cut);
  const known = new Map<number, Float32Array>();
  return (phase) => {
    const found = known.get(phase);
    if (found !== undefined) return found;
    const made = Float32Array.from({ length: 2 * width + 1 }, (_, at) => weightOf(at - width - phase / up, width, cut));
    known.set(phase, made);
    return made;
  };
}

function weightOf(away: number, width: number, cut: number): number {
  if (Math.abs(away) >= width) return 0;
  const at = Math.PI * away * cut;
  return cut * (at === 0 ? 1 : Math.sin(at) / at) * (0.5 + 0.5 * Math.cos((Math.PI * away) / width));
}

const greatestCommon = (a: number, b: number): number => (b === 0 ? a : greatestCommon(b, a % b));
