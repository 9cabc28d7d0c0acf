import type { RtpPacket } from './rtp';

/** Opus has an RTP clock of 48 kHz whatever it carries (RFC 7587 §4.1). */
export const ticksPerMs = 48;
export const frameMs = 20;
const frameTicks = frameMs * ticksPerMs;
/** A jump further than this within one source is a new stream in disguise (RFC 3550 A.1, MAX_DROPOUT). */
const maxGap = 3000;

/**
 * The one stream that a leg hears. Whatever it is fed from (another leg, music, a tone), its SSRC stays, its sequence
 * has no jump at a change of source and its timestamp goes on with the time that passed; so a party can be moved
 * without a re-INVITE. Gaps and reordering inside a source are kept: the receiver must see real loss as loss.
 */
export interface RtpOutput {
  readonly ssrc: number;
  /**
   * The packet as the leg shall get it, or null for a straggler of before the last change of source.
   * `source` is any value that names the origin; a change of it begins a new splice. A digit keeps its beginning
   * whatever comes in its middle: a receiver would take it for two (RFC 4733 §2.5.1.2).
   */
  next(source: unknown, packet: RtpPacket, payloadType: number, nowMs: number, isDigit?: boolean): RtpPacket | null;
  /** The next packet begins a new splice even if its source is the same (after mute, or music in between). */
  splice(): void;
}

interface Splice {
  readonly source: unknown;
  readonly sourceSsrc: number;
  readonly timestampOffset: number;
  /** Output sequence of the first packet. */
  readonly base: number;
  /** Highest sequence of the source, and how far that is from the first packet. */
  highest: number;
  reach: number;
}

export function createRtpOutput(start: { ssrc: number; sequence: number; timestamp: number }): RtpOutput {
  let nextSequence = start.sequence;
  let last = { timestamp: start.timestamp, atMs: Number.NaN };
  let splice: Splice | null = null;
  /** The last digit, as its source and as we have told it. */
  let digit: { source: unknown; ssrc: number; from: number; to: number } | null = null;

  function begin(source: unknown, packet: RtpPacket, nowMs: number): Splice {
    const pausedTicks = Number.isNaN(last.atMs)
      ? 0
      : Math.max(frameTicks, Math.round((nowMs - last.atMs) * ticksPerMs));
    const timestampOffset = (last.timestamp + pausedTicks - packet.timestamp) >>> 0;
    return { source, sourceSsrc: packet.ssrc, timestampOffset, base: nextSequence, highest: packet.sequence, reach: 0 };
  }

  /** When its digit began, if that has begun already. */
  function begunAt(source: unknown, { ssrc, timestamp: from }: RtpPacket, to: number): number | null {
    if (digit !== null && digit.source === source && digit.ssrc === ssrc && digit.from === from) return digit.to;
    digit = { source, ssrc, from, to };
    return null;
  }

  return {
    ssrc: start.ssrc,
    next(source, packet, payloadType, nowMs, isDigit = false) {
      let began = false;
      let step = splice === null ? 0 : distance(splice.highest, packet.sequence);
      if (splice === null || splice.source !== source || splice.sourceSsrc !== packet.ssrc || Math.abs(step) > maxGap) {
        splice = begin(source, packet, nowMs);
        step = 0;
        began = true;
      }
      const place = splice.reach + step;
      if (place < 0) return null;
      const timestamp = (packet.timestamp + splice.timestampOffset) >>> 0;
      if (step > 0 || began) {
        splice.highest = packet.sequence;
        splice.reach = place;
        nextSequence = (splice.base + place + 1) & 0xffff;
        last = { timestamp, atMs: nowMs };
      }
      const begun = isDigit ? begunAt(source, packet, timestamp) : null;
      return {
        marker: packet.marker || (began && begun === null),
        payloadType,
        sequence: (splice.base + place) & 0xffff,
        timestamp: begun ?? timestamp,
        ssrc: start.ssrc,
        payload: packet.payload,
      };
    },
    splice() {
      splice = null;
    },
  };
}

/** How far `to` is ahead of `from` in 16-bit sequence space, negative = behind. */
function distance(from: number, to: number): number {
  return ((to - from + 0x8000) & 0xffff) - 0x8000;
}
