import { besideEachOther, framesOf, undelimited } from './opus-framing';
import { concealment, statedSamples } from './opus-packets';
import { createTrack, type TimedPacket } from './track';

/** From a side that has been silent for so long nothing is waited for. */
const idleMs = 200;

/** Left: what somebody says. Right: what that one hears. */
export type SoundSide = 'said' | 'heard';
const sides = ['said', 'heard'] as const;

/** One frame, and how long it is. */
interface Piece {
  readonly kind: number;
  readonly frame: Buffer;
  readonly samples: number;
}

/**
 * Two tracks beside each other, as packets of two streams (RFC 7845 §5.1.1.2): the left one says where it ends (RFC
 * 6716 appendix B), the right one follows. Both are of one length each time.
 */
export interface TwoSidedTrack {
  /** Times as of a track. */
  take(side: SoundSide, packet: TimedPacket, nowMs: number, passedMs?: number): void;
  /** Gives what there is up to now. */
  finish(passedMs: number): void;
}

export function createTwoSidedTrack(
  beginMs: number,
  onPacket: (packet: Buffer, samples: number) => void,
): TwoSidedTrack {
  const lanes = { said: createLane(beginMs), heard: createLane(beginMs) };
  const { said, heard } = lanes;

  function givePairs(): void {
    for (;;) {
      const [left] = said.pieces;
      const [right] = heard.pieces;
      if (left === undefined || right === undefined) return;
      const samples = Math.max(left.samples, right.samples);
      if (!said.has(samples) || !heard.has(samples)) return;
      onPacket(besideEachOther(said.shift(samples), heard.shift(samples)), samples);
    }
  }

  return {
    take(side, packet, nowMs, passedMs = nowMs) {
      lanes[side].take(packet, nowMs, passedMs);
      for (const each of sides) if (each !== side) lanes[each].fillIdle(nowMs);
      givePairs();
    },
    finish(passedMs) {
      for (const each of sides) lanes[each].track.fill(passedMs);
      givePairs();
    },
  };
}

/** What stands in the place of a packet that is none. */
const concealed = (packet: Buffer, samples: number) =>
  concealment(packet, samples)
    .map(framesOf)
    .find((each) => each !== null) ?? null;

/** The frames of one side, in their order. */
function createLane(beginMs: number) {
  const pieces: Piece[] = [];
  let takenMs = beginMs;
  const track = createTrack(beginMs, (packet) => {
    const samples = statedSamples(packet) ?? 0;
    const found = framesOf(packet) ?? concealed(packet, samples);
    if (found === null) return;
    const { kind, frames } = found;
    for (const frame of frames) pieces.push({ kind, frame, samples: samples / frames.length });
  });

  return {
    pieces,
    track,
    take(packet: TimedPacket, nowMs: number, passedMs: number): void {
      takenMs = nowMs;
      track.take(packet, nowMs, passedMs);
    },
    fillIdle(nowMs: number): void {
      if (nowMs - takenMs >= idleMs) track.fill(nowMs - idleMs);
    },
    /** There is as much as that. */
    has(samples: number): boolean {
      let left = samples;
      for (const piece of pieces) {
        left -= piece.samples;
        if (left <= 0) return true;
      }
      return false;
    },
    /**
     * Takes as much as that. One packet has frames of one kind only, and of one length: what does not fit, where a
     * device has just changed how it speaks, is concealed.
     */
    shift(samples: number) {
      const [first] = pieces;
      // As it nearly always is: both speak in frames of one length.
      if (first?.samples === samples) {
        pieces.shift();
        return { kind: first.kind, frames: [first.frame] };
      }
      const each = first?.samples ?? samples;
      const kind = first?.kind ?? 0;
      const taken: Piece[] = [];
      let left = samples;
      for (; left > 0 && pieces.length > 0; left -= taken.at(-1)?.samples ?? 0) taken.push(...pieces.splice(0, 1));
      if (left === 0 && taken.every((piece) => piece.kind === kind && piece.samples === each))
        return { kind, frames: taken.map(({ frame }) => frame) };
      pieces.unshift(...emptyFrames(-left).map((frame) => ({ kind: emptyKind, frame, samples: emptySamples })));
      return { kind: emptyKind, frames: emptyFrames(samples) };
    },
  };
}

/** CELT of 2.5 ms, full band, mono (RFC 6716 §3.1): as many of these are as long as anything. */
const [emptyKind, emptySamples] = [28 << 3, 120];
const emptyFrames = (samples: number): Buffer[] => new Array<Buffer>(samples / emptySamples).fill(Buffer.alloc(0));

/** What each side of such packets said. */
export function sidesOf(packets: readonly Buffer[]): Readonly<Record<SoundSide, readonly Buffer[]>> {
  const both = packets.flatMap((packet) => undelimited(packet) ?? []);
  return { said: both.map(({ packet }) => packet), heard: both.map(({ rest }) => rest) };
}
