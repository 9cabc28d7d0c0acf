/** A vowel by its first three formants, in Hz (Fant 1959, Swedish vowels). */
const vowels: readonly (readonly [number, number, number])[] = [
  [680, 1070, 2520], // a
  [340, 2050, 2490], // e
  [260, 2060, 3010], // i
  [400, 710, 2460], // å
  [300, 1700, 2300], // u
  [440, 1800, 2390], // ä
];

/** Syllables of a sentence: vowel, pitch at its beginning and end in Hz, length in ms, pause after it in ms. */
const syllables = [
  [0, 112, 131, 170, 40],
  [3, 134, 122, 130, 30],
  [1, 128, 141, 190, 60],
  [5, 150, 118, 210, 35],
  [4, 121, 108, 140, 180],
  [2, 118, 137, 160, 45],
  [0, 142, 124, 220, 30],
  [3, 126, 133, 150, 60],
  [5, 131, 104, 240, 320],
] as const;

/**
 * A few seconds of a synthetic voice that says nothing in particular: gliding pitch, vowels by their formants,
 * syllables with pauses. Loops without a click, since it begins and ends in silence.
 */
export function speechSamples(sampleRate: number): Float32Array<ArrayBuffer> {
  const parts = syllables.map(([vowel, fromHz, toHz, lengthMs, pauseMs]) => ({
    formants: vowels[vowel] ?? [500, 1500, 2500],
    fromHz,
    toHz,
    length: samples(lengthMs),
    pause: samples(pauseMs),
  }));
  const voice = new Float32Array(parts.reduce((sum, { length, pause }) => sum + length + pause, 0));
  let start = 0;
  let phase = 0;
  for (const { formants, fromHz, toHz, length, pause } of parts) {
    for (let index = 0; index < length; index++) {
      const share = index / length;
      const pitch = fromHz + (toHz - fromHz) * share;
      phase += (2 * Math.PI * pitch) / sampleRate;
      voice[start + index] = 0.5 * Math.sin(Math.PI * share) ** 0.6 * glottalTone(phase, pitch, formants);
    }
    start += length + pause;
  }
  return voice;

  function samples(ms: number): number {
    return Math.round((ms * sampleRate) / 1000);
  }
}

/** Overtones of the pitch, each as loud as the formants let it through. */
function glottalTone(phase: number, pitch: number, formants: readonly number[]): number {
  let sum = 0;
  for (let order = 1; order * pitch < 3_200; order++)
    sum += (gain(order * pitch, formants) / order ** 0.5) * Math.sin(order * phase);
  return sum / 3;
}

function gain(frequency: number, formants: readonly number[]): number {
  return formants.reduce(
    (sum, formant, index) => sum + 1 / (1 + index + ((frequency - formant) / (60 + 25 * index)) ** 2),
    0.04,
  );
}
