import { randomInt } from 'node:crypto';
import type { RtpPacket } from '../rtp';
import { ticksPerMs } from '../rtp-output';
import type { MixEar, Mixing, Mouth } from './mixing';

/** Longer than the pause between two packets of a digit (RFC 4733 §2.5.1.2: 50 ms at most). */
const digitMs = 60;

/** A source of a leg, as far as its hearing has to know. */
export interface HeardMouth {
  readonly mouth: Mouth | null;
}

/** What one leg hears of its sources: one as it is, several by the mixer. */
export interface MixedHearing<Source extends HeardMouth> {
  /** In the place of those that it heard. */
  listenTo(sources: readonly Source[], before: readonly Source[]): void;
  /** Whether audio of this source is heard as it comes. */
  passes(source: Source): boolean;
  /** A digit of a source is being heard, and the voices of the others wait for its end: two streams are none. */
  digit(nowMs: number): void;
  close(): void;
}

/**
 * Whoever hears one and shall hear others too goes on hearing the one until the first of the mix is there.
 *
 * @param take a frame of the mix, as a packet of a stream that has no gaps
 */
export function createMixedHearing<Source extends HeardMouth>(
  mixing: Mixing | null,
  take: (packet: Omit<RtpPacket, 'payloadType'>) => void,
): MixedHearing<Source> {
  const ssrc = randomInt(1, 0xffffffff);
  let sequence = 0;
  let digitUntilMs = Number.NEGATIVE_INFINITY;
  let isMixed = false;
  /** Of those that are mixed, the one that is heard until they are. */
  let until: Source | null = null;
  const ear: MixEar | null = mixing?.ear(takeFrame) ?? null;

  function takeFrame(payload: Buffer, atMs: number): void {
    until = null;
    if (atMs < digitUntilMs) return;
    sequence = (sequence + 1) & 0xffff;
    take({ marker: false, sequence, timestamp: (atMs * ticksPerMs) >>> 0, ssrc, payload });
  }

  return {
    listenTo(sources, before) {
      const wasMixed = isMixed;
      isMixed = sources.length > 1;
      const [only] = before;
      if (!isMixed) until = null;
      else if (!wasMixed) until = only !== undefined && sources.includes(only) ? only : null;
      else if (until !== null && !sources.includes(until)) until = null;
      if (isMixed) ear?.hear(sources.flatMap(({ mouth }) => mouth ?? []));
      else ear?.close();
    },
    passes: (source) => !isMixed || source === until,
    digit: (nowMs) => void (digitUntilMs = nowMs + digitMs),
    close: () => ear?.close(),
  };
}
