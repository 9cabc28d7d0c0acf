/** What a listener would say of a second of audio. */
export type Heard = 'silence' | 'tone' | 'speech' | 'music';

/** One look at the audio: how loud it is, and the partials of its spectrum, loudest first. */
export interface Frame {
  readonly levelDb: number;
  readonly partials: readonly Partial[];
  /** Share of the power, 0 to 1, that lies at the loudest partial: within 60 Hz of it, and within 160 Hz. */
  readonly purity: { readonly narrow: number; readonly wide: number };
}

interface Partial {
  readonly frequencyHz: number;
  readonly db: number;
}

/** Looks this far apart share no samples, so that what persists between them really lasts. */
export const framesApart = 4;

const lowestHz = 80;
const highestHz = 3_500;
const silenceDb = -62;
/** A partial counts when it is at most this much below the loudest. */
const partialRangeDb = 26;

/** Reads one spectrum (power in dB for each bin, as AnalyserNode gives it). */
export function readFrame(spectrumDb: Float32Array, binHz: number): Frame {
  const first = Math.ceil(lowestHz / binHz);
  const last = Math.min(spectrumDb.length - 2, Math.floor(highestHz / binHz));
  const partials: Partial[] = [];
  let power = 0;
  for (let bin = first; bin <= last; bin++) {
    const here = at(spectrumDb, bin);
    power += powerOf(here);
    if (here > at(spectrumDb, bin - 1) && here >= at(spectrumDb, bin + 1))
      partials.push({ frequencyHz: peakHz(spectrumDb, bin, binHz), db: here });
  }
  partials.sort((a, b) => b.db - a.db);
  const loudest = partials[0];
  if (loudest === undefined) return { levelDb: -Infinity, partials: [], purity: { narrow: 0, wide: 0 } };
  const share = (widthHz: number) => powerAround(spectrumDb, loudest.frequencyHz / binHz, widthHz / binHz) / power;
  return {
    levelDb: 10 * Math.log10(power),
    partials: partials.filter(({ db }) => db > loudest.db - partialRangeDb).slice(0, 12),
    purity: { narrow: share(60), wide: share(160) },
  };
}

function powerAround(spectrumDb: Float32Array, centreBin: number, bins: number): number {
  let power = 0;
  for (let bin = Math.max(0, Math.round(centreBin - bins)); bin <= centreBin + bins; bin++)
    power += powerOf(at(spectrumDb, bin));
  return power;
}

/**
 * Names what is heard in about a second of frames. A tone is one steady pitch, also when it comes and goes (beeps,
 * ringing);
 * music is several pitches at once that stay; speech is whatever else is loud: its pitch glides and its partials with
 * it.
 */
export function classify(frames: readonly Frame[]): Heard {
  const active = frames.filter(({ levelDb }) => levelDb > silenceDb);
  if (active.length < Math.max(2, frames.length * 0.08)) return 'silence';
  const loudestDb = Math.max(...active.map(({ levelDb }) => levelDb));
  const loud = active.filter(({ levelDb }) => levelDb > loudestDb - 10);
  // A burst of a few milliseconds has a broad peak with side lobes, which are no pitches of their own.
  const bursts = frames.some(({ levelDb }) => levelDb < loudestDb - 35);
  if (isTone(loud, bursts)) return 'tone';
  return isMusic(frames, loudestDb) ? 'music' : 'speech';
}

function isTone(loud: readonly Frame[], bursts: boolean): boolean {
  const pitch = median(loud.map(pitchOf));
  const fits = loud.filter((frame) => {
    const steady = Math.abs(pitchOf(frame) / pitch - 1) < (bursts ? 0.05 : 0.03);
    return (
      steady &&
      (bursts ? frame.purity.wide : frame.purity.narrow) > 0.45 &&
      chordOf(frame, bursts ? 290 : 0).length === 1
    );
  });
  return fits.length >= loud.length * 0.7;
}

function isMusic(frames: readonly Frame[], loudestDb: number): boolean {
  const heard = (frame: Frame | undefined): frame is Frame => frame !== undefined && frame.levelDb > loudestDb - 20;
  const pairs = frames.flatMap((frame, index) => {
    const later = frames[index + framesApart];
    return heard(frame) && heard(later) ? [[frame, later] as const] : [];
  });
  if (pairs.length < 4) return false;
  const chords = median(pairs.map(([frame]) => chordOf(frame, 0).length));
  return chords >= 2 && median(pairs.map(([frame, later]) => persistence(frame, later))) >= 0.6;
}

/**
 * Pitches that sound at once: partials within 14 dB of the loudest that are no overtone of another, nor within `lobeHz`
 * of the loudest.
 */
function chordOf({ partials }: Frame, lobeHz: number): number[] {
  const top = partials[0];
  if (top === undefined) return [];
  const strong = partials.filter(
    ({ db, frequencyHz }) =>
      db > top.db - 14 && (frequencyHz === top.frequencyHz || Math.abs(frequencyHz - top.frequencyHz) > lobeHz),
  );
  const pitches: number[] = [];
  for (const { frequencyHz } of strong.sort((a, b) => a.frequencyHz - b.frequencyHz))
    if (!pitches.some((pitch) => isOvertone(frequencyHz, pitch))) pitches.push(frequencyHz);
  return pitches;
}

function isOvertone(frequency: number, pitch: number): boolean {
  const order = Math.round(frequency / pitch);
  return Math.abs(frequency / pitch - order) < 0.04 * Math.max(1, order / 2);
}

/** Share of the strongest partials that are still there, at the same frequency, in a later frame. */
function persistence(frame: Frame, later: Frame): number {
  const strongest = frame.partials.slice(0, 5);
  const kept = strongest.filter(({ frequencyHz }) =>
    later.partials.some((other) => Math.abs(other.frequencyHz / frequencyHz - 1) < 0.008),
  );
  return kept.length / strongest.length;
}

function pitchOf(frame: Frame): number {
  return frame.partials[0]?.frequencyHz ?? 0;
}

/** The peak's true frequency, from a parabola through the highest bin and its neighbours. */
function peakHz(spectrumDb: Float32Array, bin: number, binHz: number): number {
  const [left, centre, right] = [at(spectrumDb, bin - 1), at(spectrumDb, bin), at(spectrumDb, bin + 1)];
  const curve = left - 2 * centre + right;
  const shift = Number.isFinite(curve) && curve !== 0 ? (left - right) / (2 * curve) : 0;
  return (bin + Math.max(-0.5, Math.min(0.5, shift))) * binHz;
}

function at(values: Float32Array, index: number): number {
  return values[index] ?? -Infinity;
}

function powerOf(db: number): number {
  return Number.isFinite(db) ? 10 ** (db / 10) : 0;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
