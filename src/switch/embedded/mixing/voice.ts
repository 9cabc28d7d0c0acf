import { concealment, packetSamples } from '../../../sound/opus-packets';
import { frameSamples, type MixDecoder } from './codecs';
import type { SaidPacket } from './worker-messages';

/** What waits before a voice is heard: what comes that much later than the one before it is not lost. */
const waitSamples = 2 * frameSamples;
/** More than this, all the time, is delay for nothing: some of it is left out. */
const mostSamples = 2 * frameSamples;
const lookEvery = 25;
/** What comes all at once after a stall, ours or theirs, is not made up for. */
const stallSamples = 10 * frameSamples;
/** So many frames are concealed when nothing comes; then it is silence until something does. */
const mostConcealed = 3;
/** A jump further than this within one stream is another one in disguise (2 s at 20 ms). */
const maxGap = 100;

/** One source, in pieces of 20 ms, from packets that come late, twice, in the wrong order, broken or not at all. */
export interface Voice {
  put(packet: Omit<SaidPacket, 'source'>): void;
  /** The next 20 ms; null = silence. Good until the next call. */
  take(): Int16Array | null;
  /** What waits is forgotten. */
  quiet(): void;
}

export function createVoice(decoder: MixDecoder): Voice {
  const waiting = createWaiting();
  const samples = createSamples();
  let isPlaying = false;
  /** Ticks since the first of what waits. */
  let waited = 0;
  let concealed = 0;
  /** The last packet, for the form of what stands in for a lost one. */
  let last: Buffer | null = null;
  /** The least that waited after a tick, and over how many ticks. */
  let spare = { least: Number.POSITIVE_INFINITY, ticks: 0 };

  function begins(): boolean {
    if (waiting.isEmpty()) return false;
    waited += 1;
    return waiting.samples() >= waitSamples || waited > 2;
  }

  function conceal(): void {
    const [packet] = last === null ? [] : concealment(last, packetSamples(last) ?? frameSamples);
    const made = packet === undefined ? null : decoder.run(packet);
    samples.add(made === null || made.length === 0 ? new Int16Array(frameSamples) : made);
  }

  function decode(packet: Buffer): void {
    const made = decoder.run(packet);
    if (made.length === 0) return conceal();
    last = packet;
    concealed = 0;
    samples.add(made);
  }

  /** One packet more, or what stands in for it; false = nothing comes any more. */
  function more(): boolean {
    const packet = waiting.next();
    if (packet !== null) decode(packet);
    else if (waiting.isEmpty() && concealed >= mostConcealed) return false;
    else {
      // Whether it is lost or late is known when another comes after it.
      if (waiting.isEmpty()) concealed += 1;
      else waiting.skip();
      conceal();
    }
    return true;
  }

  /** What is always too early is delay: a frame of it is left out, decoded all the same for those after it. */
  function shorten(): void {
    const left = waiting.samples() + samples.length();
    spare = { least: Math.min(spare.least, left), ticks: spare.ticks + 1 };
    if (spare.ticks < lookEvery && left < stallSamples) return;
    const tooMuch = left >= stallSamples ? left : spare.least;
    spare = { least: Number.POSITIVE_INFINITY, ticks: 0 };
    if (tooMuch < mostSamples) return;
    const drop = left >= stallSamples ? left - frameSamples : frameSamples;
    while (samples.length() < drop && more());
    samples.drop(drop);
  }

  function pause(): void {
    isPlaying = false;
    waited = 0;
    concealed = 0;
    samples.drop(samples.length());
    spare = { least: Number.POSITIVE_INFINITY, ticks: 0 };
  }

  return {
    put: ({ ssrc, sequence, payload }) => waiting.put(ssrc, sequence, Buffer.from(payload)),
    take() {
      isPlaying ||= begins();
      if (!isPlaying) return null;
      while (samples.length() < frameSamples) {
        if (more()) continue;
        pause();
        return null;
      }
      const frame = samples.take();
      shorten();
      return frame;
    },
    quiet() {
      waiting.clear();
      pause();
    },
  };
}

/** Packets by their place in the stream, from the next that is due. */
function createWaiting() {
  const packets = new Map<number, Buffer>();
  let stream: { readonly ssrc: number; highest: number } | null = null;
  let due = 0;
  let total = 0;

  function remove(place: number): Buffer | null {
    const packet = packets.get(place) ?? null;
    packets.delete(place);
    if (packet !== null) total -= packetSamples(packet) ?? 0;
    return packet;
  }

  function clear(): void {
    packets.clear();
    total = 0;
    stream = null;
  }

  /** The place of a packet, in a count that has no end. */
  function placeOf(ssrc: number, sequence: number): number {
    const step = stream === null ? 0 : ((sequence - stream.highest + 0x8000) & 0xffff) - 0x8000;
    if (stream === null || stream.ssrc !== ssrc || Math.abs(step) > maxGap) {
      clear();
      stream = { ssrc, highest: sequence };
      due = sequence;
      return sequence;
    }
    const place = stream.highest + step;
    if (step > 0) stream.highest = place;
    return place;
  }

  return {
    put(ssrc: number, sequence: number, packet: Buffer): void {
      const samples = packetSamples(packet);
      if (samples === null) return;
      const place = placeOf(ssrc, sequence);
      if (place < due || packets.has(place)) return;
      packets.set(place, packet);
      total += samples;
    },
    /** The one that is due; null = it is not there. */
    next(): Buffer | null {
      const packet = remove(due);
      if (packet !== null) due += 1;
      return packet;
    },
    /** The one that is due is not waited for, nor many that are lost together. */
    skip(): void {
      const first = Math.min(...packets.keys());
      due = first - due > mostConcealed ? first : due + 1;
    },
    isEmpty: () => packets.size === 0,
    samples: () => total,
    clear,
  };
}

/** Decoded samples in a row. */
function createSamples() {
  let row = new Int16Array(0);
  const frame = new Int16Array(frameSamples);
  const drop = (count: number): void => void (row = row.slice(count));
  return {
    length: () => row.length,
    add(more: Int16Array): void {
      const longer = new Int16Array(row.length + more.length);
      longer.set(row);
      longer.set(more, row.length);
      row = longer;
    },
    take(): Int16Array {
      frame.set(row.subarray(0, frameSamples));
      drop(frameSamples);
      return frame;
    },
    drop,
  };
}
