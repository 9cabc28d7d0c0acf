import { setImmediate } from 'node:timers/promises';
import { peakCount } from '../contract/voicemail/limits';
import { createDecoder, decodedRate } from './decoder';
import { preSkip } from './ogg-opus';
import { packetSamples, samplesPerMs } from './opus-packets';

/** Sound is judged in pieces of 20 ms. */
const pieceMs = 20;
const pieceSamples = (decodedRate * pieceMs) / 1000;
/** Quieter than this is silence: −50 dB below full scale (RMS). */
const silence = 32_768 * 10 ** (-50 / 20);
/** What is left of the silence at the end, so that the last word is not cut off. */
const tailMs = 300;
/** So many packets are measured at once: about 2 ms of work. */
const atOnce = 100;

/** How long and how loud a recording is. */
export interface Measure {
  /** Without the silence at its end. */
  readonly ms: number;
  /** Without any silence. */
  readonly speechMs: number;
  /** The loudest sample in each of as many equal parts, 0 (silence) to 255 (full scale). */
  readonly peaks: readonly number[];
}

/** Listens to Opus packets as they come. */
export interface Meter {
  /** True when something louder than silence was in it. */
  add(packet: Buffer): boolean;
  measure(): Measure;
  /** How loud all of it is, its end too, in as many parts. */
  peaks(): readonly number[];
}

export function createMeter(): Meter {
  const decode = createDecoder();
  /** Of every piece, 0 to 255; and up to where there was sound. */
  const peaks: number[] = [];
  let speech = 0;
  let soundPieces = 0;
  let total = 0;
  let piece = { samples: 0, power: 0, peak: 0 };

  /** True when it was louder than silence. */
  function endPiece(): boolean {
    const isLoud = Math.sqrt(piece.power / pieceSamples) >= silence;
    peaks.push(Math.min(255, Math.round((piece.peak / 32_768) * 255)));
    if (isLoud) {
      speech += 1;
      soundPieces = peaks.length;
    }
    piece = { samples: 0, power: 0, peak: 0 };
    return isLoud;
  }

  return {
    add(packet) {
      const expected = packetSamples(packet) ?? 0;
      total += expected;
      const decoded = decode(packet);
      // One that no decoder takes is as long as it says.
      const samples = decoded.length > 0 ? decoded : new Int16Array((expected * decodedRate) / 48_000);
      let isLoud = false;
      for (const sample of samples) {
        piece.samples += 1;
        piece.power += sample * sample;
        piece.peak = Math.max(piece.peak, Math.abs(sample));
        if (piece.samples === pieceSamples && endPiece()) isLoud = true;
      }
      return isLoud;
    },
    peaks: () => spread(peaks),
    measure() {
      const wholeMs = Math.max(0, total - preSkip) / samplesPerMs;
      const ms = Math.floor(Math.min(wholeMs, soundPieces * pieceMs + tailMs));
      return { ms, speechMs: Math.min(ms, speech * pieceMs), peaks: spread(peaks.slice(0, Math.ceil(ms / pieceMs))) };
    },
  };
}

/** As many parts as are drawn, each as loud as its loudest piece. */
function spread(pieces: readonly number[]): readonly number[] {
  return Array.from({ length: peakCount }, (_, part) => {
    const from = Math.floor((part * pieces.length) / peakCount);
    const to = Math.max(from + 1, Math.floor(((part + 1) * pieces.length) / peakCount));
    return Math.max(0, ...pieces.slice(from, to));
  });
}

/** Of a whole recording (`readOggOpus`), while other things go on. */
export const measure = async (packets: readonly Buffer[]): Promise<Measure> => (await listenTo(packets)).measure();
export const peaksOf = async (packets: readonly Buffer[]): Promise<readonly number[]> =>
  (await listenTo(packets)).peaks();

async function listenTo(packets: readonly Buffer[]): Promise<Meter> {
  const meter = createMeter();
  for (let at = 0; at < packets.length; at += atOnce) {
    for (const packet of packets.slice(at, at + atOnce)) meter.add(packet);
    await setImmediate();
  }
  return meter;
}
