import { setImmediate } from 'node:timers/promises';

/** Samples to each side that one is made of: what is above half the lower rate is then 40 dB down and more. */
const reach = 16;
/** So many are made before anything else gets its turn: about 5 ms of work. */
const atOnce = 16_000;

/** Sound at another rate, by a sinc that a Hann window ends (band-limited interpolation). */
export async function resample(samples: Float32Array, from: number, to: number): Promise<Float32Array> {
  if (from === to) return samples;
  const step = from / to;
  // Downwards the filter is wider, so that nothing is folded back.
  const cut = Math.min(1, to / from);
  const width = reach / cut;
  const made = new Float32Array(Math.floor(samples.length / step));
  for (let at = 0; at < made.length; at += 1) {
    made[at] = around(samples, at * step, width, cut);
    if (at % atOnce === atOnce - 1) await setImmediate();
  }
  return made;
}

function around(samples: Float32Array, centre: number, width: number, cut: number): number {
  let sum = 0;
  for (let at = Math.max(0, Math.ceil(centre - width)); at <= centre + width && at < samples.length; at += 1) {
    const away = at - centre;
    sum += (samples[at] ?? 0) * cut * sinc(away * cut) * (0.5 + 0.5 * Math.cos((Math.PI * away) / width));
  }
  return sum;
}

const sinc = (at: number): number => (at === 0 ? 1 : Math.sin(Math.PI * at) / (Math.PI * at));
