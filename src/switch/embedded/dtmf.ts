import { frameMs } from './rtp-output';

/** Events 0–15 of RFC 4733 §3.2, in their order. */
const digits = '0123456789*#ABCD';
/** Long enough for every receiver, short enough for impatient people (Q.24 asks for 40 ms and 40 ms at least). */
const toneMs = 100;
const pauseMs = 60;
/** The end is sent three times so that one lost packet does not leave a digit hanging (RFC 4733 §2.5.1.4). */
const endCopies = 3;
/** -10 dBm0. */
const volume = 10;

/** One RFC 4733 payload, to be sent in this 20 ms tick. All packets of a digit share the timestamp of its first. */
export interface DtmfFrame {
  readonly payload: Buffer;
  readonly first: boolean;
  /** How long ago the digit began. */
  readonly sinceStartMs: number;
}

export function isDigit(text: string): boolean {
  return text.length === 1 && digits.includes(text.toUpperCase());
}

/**
 * What to send for a string of digits: one entry for each 20 ms tick, null in a pause. Anything that is no digit is
 * left out. `clockRate` is that of the negotiated telephone-event, 8000 or 48000.
 */
export function dtmfFrames(text: string, clockRate: number): readonly (DtmfFrame | null)[] {
  return [...text.toUpperCase()].filter(isDigit).flatMap((digit) => oneDigit(digits.indexOf(digit), clockRate));
}

function oneDigit(event: number, clockRate: number): (DtmfFrame | null)[] {
  const frames: (DtmfFrame | null)[] = [];
  for (let atMs = 0; atMs < toneMs; atMs += frameMs) {
    frames.push({ payload: payload(event, false, atMs + frameMs, clockRate), first: atMs === 0, sinceStartMs: atMs });
  }
  for (let copy = 0; copy < endCopies; copy += 1) {
    frames.push({
      payload: payload(event, true, toneMs, clockRate),
      first: false,
      sinceStartMs: toneMs + copy * frameMs,
    });
  }
  const pauses = Math.ceil((pauseMs - (endCopies - 1) * frameMs) / frameMs);
  return frames.concat(new Array<null>(Math.max(1, pauses)).fill(null));
}

function payload(event: number, end: boolean, durationMs: number, clockRate: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes[0] = event;
  bytes[1] = (end ? 0x80 : 0) | volume;
  bytes.writeUInt16BE((durationMs * clockRate) / 1000, 2);
  return bytes;
}

/** The same event in another clock rate: only the duration is counted in it. */
export function rescaleDtmf(payload: Buffer, fromRate: number, toRate: number): Buffer {
  const bytes = Buffer.from(payload);
  if (bytes.length >= 4)
    bytes.writeUInt16BE(Math.min(0xffff, Math.round((bytes.readUInt16BE(2) * toRate) / fromRate)), 2);
  return bytes;
}

/**
 * Reads the digits of one stream. Each digit is told once, at its first packet that arrives, so a lost start or end
 * changes nothing; what tells digits apart is the RTP timestamp (RFC 4733 §2.5.1.2).
 */
export function createDtmfReader(): (payload: Buffer, timestamp: number) => string | null {
  let last: number | null = null;
  return (payload, timestamp) => {
    const digit = payload.length >= 4 ? digits[payload[0] ?? 0xff] : undefined;
    if (digit === undefined) return null;
    // A straggler of the digit before is older than what was told last.
    const isNew = last === null || ((timestamp - last) | 0) > 0 || Math.abs((timestamp - last) | 0) > 48_000 * 10;
    if (!isNew) return null;
    last = timestamp;
    return digit;
  };
}
