import { setImmediate } from 'node:timers/promises';
import { Decoder, Encoder } from '@evan/opus';
import type { InputAudioTrack } from 'mediabunny';
import { pagesOf } from './ogg-pages';
import { packetSamples } from './opus-packets';
import { resample } from './resample';
import { webmEnd } from './webm-end';

/**
 * Why a file is no sound of ours: there is nothing in it; it is no Ogg, WebM or WAV; what is in it is neither Opus nor
 * PCM; its end is missing; it is longer than may be.
 */
export type SoundProblem = 'empty' | 'notSound' | 'otherCodec' | 'cut' | 'tooLong';

export type ForeignSound = { readonly frames: readonly Buffer[] } | { readonly problem: SoundProblem };

const rate = 48_000;
/** Sounds are frames of 20 ms, as the switches play them. */
const frameSamples = rate / 50;
/** A voice at this rate needs no more. */
const [bitrate, complexity] = [24_000, 5];
/** Packets, or frames, that are made before anything else gets its turn: about 5 ms of work. */
const atOnce = 25;
/** A file may have nothing but heads of pages. */
const pagesAtOnce = 1_000;
/** With what the files begin that are read here. */
const ebmlMagic = '\x1aE\xdf\xa3';
const magics: ReadonlySet<string> = new Set(['RIFF', 'OggS', ebmlMagic]);
/** A WebM has no more elements than packets, and some of its own; a packet is no shorter (RFC 6716 §2.1.4). */
const [mostElements, shortestPacketMs] = [2_000, 2.5];
/** What a WAV says of itself. */
const mostBesideSamples = 262_144;
const [riffBytes, chunkHead] = [12, 8];
/** What recorders write; a file may say anything. */
const [lowestRate, highestRate] = [8_000, 192_000];
const mostChannels = 2;

class Problem extends Error {
  constructor(readonly problem: SoundProblem) {
    super(problem);
  }
}

/**
 * What somebody has recorded or chosen as a file, as frames of 20 ms, Opus, mono: Opus in Ogg or WebM, PCM in WAV. Two
 * channels become one. Nothing is made of what is longer than `mostMs`, damaged, or cut off.
 */
export async function readForeignSound(bytes: Buffer, mostMs: number): Promise<ForeignSound> {
  if (bytes.length === 0) return { problem: 'empty' };
  const read = await readSamples(bytes, mostMs).catch(problemOf);
  if ('problem' in read) return read;
  if (read.samples.length === 0) return { problem: 'empty' };
  return { frames: await encode(await resample(read.samples, read.sampleRate, rate)) };
}

async function readSamples(bytes: Buffer, mostMs: number): Promise<Decoded> {
  mustBeReadable(bytes, mostMs);
  const track = await trackIn(bytes);
  if (await isCut(bytes)) throw new Problem('cut');
  return decode(track, mostMs);
}

/** Before anybody reads it who would read a file of nothing but heads for minutes, and let nobody else go on. */
function mustBeReadable(bytes: Buffer, mostMs: number): void {
  const magic = bytes.toString('latin1', 0, 4);
  if (!magics.has(magic)) throw new Problem('notSound');
  if (magic === 'RIFF' && besideSamples(bytes) > mostBesideSamples) throw new Problem('notSound');
  if (magic !== ebmlMagic) return;
  const end = webmEnd(bytes, mostElements + mostMs / shortestPacketMs);
  if (end !== 'whole') throw new Problem(end === 'cut' ? 'cut' : 'tooLong');
}

/** In a WAV: heads, and all chunks but those of samples. */
function besideSamples(bytes: Buffer): number {
  let beside = 0;
  for (let at = riffBytes; at + chunkHead <= bytes.length && beside <= mostBesideSamples;) {
    const size = bytes.readUInt32LE(at + 4);
    beside += bytes.toString('latin1', at, at + 4) === 'data' ? chunkHead : chunkHead + size;
    at += chunkHead + size + (size & 1);
  }
  return beside;
}

/** Those who read files have no errors of their own for ones that are damaged. */
const problemOf = (error: unknown) => ({ problem: error instanceof Problem ? error.problem : ('notSound' as const) });

async function trackIn(bytes: Buffer): Promise<InputAudioTrack> {
  const { BufferSource, Input, OGG, WAVE, WEBM } = await import('mediabunny');
  const input = new Input({ source: new BufferSource(bytes), formats: [OGG, WAVE, WEBM] });
  const track = await input.getPrimaryAudioTrack();
  if (track === null) throw new Problem('notSound');
  const isOurs = track.codec === 'opus' || track.codec?.startsWith('pcm-') === true;
  const { sampleRate, numberOfChannels } = track;
  if (!isOurs || numberOfChannels > mostChannels || sampleRate < lowestRate || sampleRate > highestRate)
    throw new Problem('otherCodec');
  return track;
}

/** Ogg says which page is its last (RFC 3533 §6), WAV how long it is; of WebM it is known by now. */
async function isCut(bytes: Buffer): Promise<boolean> {
  if (bytes.toString('latin1', 0, 4) === 'RIFF') return bytes.readUInt32LE(4) + 8 > bytes.length + 1;
  if (bytes.toString('latin1', 0, 4) !== 'OggS') return false;
  let [isLast, count] = [false, 0];
  for (const page of pagesOf(bytes)) {
    ({ isLast } = page);
    count += 1;
    if (count % pagesAtOnce === 0) await setImmediate();
  }
  return !isLast;
}

interface Decoded {
  readonly samples: Float32Array;
  readonly sampleRate: number;
}

async function decode(track: InputAudioTrack, mostMs: number): Promise<Decoded> {
  const isOpus = track.codec === 'opus';
  const sampleRate = isOpus ? rate : track.sampleRate;
  const most = (sampleRate * mostMs) / 1000;
  const pieces: Float32Array[] = [];
  let total = 0;
  for await (const piece of isOpus ? opusPieces(track) : pcmPieces(track)) {
    total += piece.length;
    if (total > most) throw new Problem('tooLong');
    pieces.push(piece);
  }
  const samples = new Float32Array(total);
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
  }
  return { samples, sampleRate };
}

/** Without what its head says to leave out at the beginning (RFC 7845 §5.1); a decoder makes one channel of two. */
async function* opusPieces(track: InputAudioTrack): AsyncGenerator<Float32Array> {
  const { EncodedPacketSink } = await import('mediabunny');
  const decoder = new Decoder({ channels: 1, sample_rate: rate });
  let skip = await preSkipOf(track);
  let count = 0;
  for await (const { data } of new EncodedPacketSink(track).packets()) {
    const packet = Buffer.from(data);
    if (packetSamples(packet) === null) throw new Problem('notSound');
    const samples = Float32Array.from(new Int16Array(decoder.decode(packet).slice().buffer), (each) => each / 32_768);
    yield samples.subarray(Math.min(skip, samples.length));
    skip = Math.max(0, skip - samples.length);
    count += 1;
    if (count % atOnce === 0) await setImmediate();
  }
}

async function preSkipOf(track: InputAudioTrack): Promise<number> {
  const description = (await track.getDecoderConfig())?.description;
  if (!ArrayBuffer.isView(description) || description.byteLength < 12) return 0;
  return Buffer.from(description.buffer, description.byteOffset).readUInt16LE(10);
}

async function* pcmPieces(track: InputAudioTrack): AsyncGenerator<Float32Array> {
  const { AudioSampleSink } = await import('mediabunny');
  let count = 0;
  for await (const sample of new AudioSampleSink(track).samples()) {
    count += 1;
    if (count % atOnce === 0) await setImmediate();
    const channels = Array.from({ length: sample.numberOfChannels }, (_, planeIndex) => {
      const plane = new Float32Array(sample.numberOfFrames);
      sample.copyTo(plane, { planeIndex, format: 'f32-planar' });
      return plane;
    });
    sample.close();
    const [first, second] = channels;
    if (first !== undefined)
      yield second === undefined ? first : first.map((each, at) => (each + (second[at] ?? 0)) / 2);
  }
}

/** The last frame is filled up with silence. */
async function encode(samples: Float32Array): Promise<readonly Buffer[]> {
  const encoder = new Encoder({ channels: 1, sample_rate: rate, application: 'voip' });
  Object.assign(encoder, { bitrate, complexity });
  const frames: Buffer[] = [];
  for (let at = 0; at < samples.length; at += frameSamples) {
    const frame = new Int16Array(frameSamples);
    for (const [place, sample] of samples.subarray(at, at + frameSamples).entries())
      frame[place] = Math.round(Math.max(-1, Math.min(1, sample)) * 32_767);
    frames.push(Buffer.from(encoder.encode(frame)));
    if (frames.length % atOnce === 0) await setImmediate();
  }
  return frames;
}
