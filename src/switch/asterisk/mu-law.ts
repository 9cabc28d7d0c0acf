/** Added before the logarithm, and the largest that fits then (ITU-T G.711). */
const [bias, most] = [132, 32_635];

/** Samples of 16 bits as G.711 has them, µ-law. */
export const muLaw = (samples: Int16Array): Buffer => Buffer.from(Uint8Array.from(samples, encoded));

function encoded(sample: number): number {
  const level = Math.min(Math.abs(sample), most) + bias;
  const segment = Math.floor(Math.log2(level)) - 7;
  const step = (level >> (segment + 3)) & 0x0f;
  return ~((sample < 0 ? 0x80 : 0) | (segment << 4) | step) & 0xff;
}
