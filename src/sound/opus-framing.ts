/** Frames of one packet and of one kind: what the TOC byte says of each (RFC 6716 §3.1), its count left out. */
export interface Frames {
  readonly kind: number;
  readonly frames: readonly Buffer[];
}

/** A length of one byte or two (RFC 6716 §3.2.1); null when it is cut. */
function lengthAt(bytes: Buffer, at: number): { readonly length: number; readonly size: 1 | 2 } | null {
  const [first, second] = bytes.subarray(at, at + 2);
  if (first === undefined || first < 252) return first === undefined ? null : { length: first, size: 1 };
  return second === undefined ? null : { length: second * 4 + first, size: 2 };
}

const lengthOf = (length: number): readonly number[] =>
  length < 252 ? [length] : [252 + (length & 3), (length - 252 - (length & 3)) / 4];

/** The frames whose lengths begin at `at`; the last of `count` has what is left. Null when they do not fit. */
function cut(bytes: Buffer, count: number, at: number): readonly Buffer[] | null {
  const lengths: number[] = [];
  let from = at;
  while (lengths.length < count - 1) {
    const next = lengthAt(bytes, from);
    if (next === null) return null;
    lengths.push(next.length);
    from += next.size;
  }
  const frames: Buffer[] = [];
  for (const length of lengths) {
    frames.push(bytes.subarray(from, from + length));
    from += length;
  }
  return from > bytes.length ? null : [...frames, bytes.subarray(from)];
}

function even(bytes: Buffer, count: number): readonly Buffer[] | null {
  const length = bytes.length / count;
  if (!Number.isInteger(length)) return null;
  return Array.from({ length: count }, (_, at) => bytes.subarray(at * length, (at + 1) * length));
}

/** What follows the length of the padding, without that (RFC 6716 §3.2.5); null when it does not fit. */
function unpadded(bytes: Buffer, at: number): Buffer | null {
  let from = at;
  let padding = 0;
  for (let byte = 255; byte === 255; from += 1) {
    byte = bytes[from] ?? 0;
    padding += byte === 255 ? 254 : byte;
  }
  return from + padding <= bytes.length ? bytes.subarray(from, bytes.length - padding) : null;
}

/** The frames of a packet (RFC 6716 §3.2); null when it is none. */
export function framesOf(packet: Buffer): Frames | null {
  const [toc, count = 0] = packet;
  if (toc === undefined) return null;
  const kind = toc & 0xfc;
  const as = (frames: readonly Buffer[] | null): Frames | null => frames && { kind, frames };
  if ((toc & 3) === 0) return as([packet.subarray(1)]);
  if ((toc & 3) === 1) return as(even(packet.subarray(1), 2));
  if ((toc & 3) === 2) return as(cut(packet, 2, 1));
  const rest = (count & 0x40) === 0 ? packet.subarray(2) : unpadded(packet, 2);
  const frames = count & 0x3f;
  if (rest === null || frames === 0) return null;
  return as((count & 0x80) === 0 ? even(rest, frames) : cut(rest, frames, 0));
}

/** What stands before the frames, with so many of their lengths. */
function headOf({ kind, frames }: Frames, lengths: number): Buffer {
  const head = frames.length === 1 ? [kind] : [kind | 3, 0x80 | frames.length];
  for (const { length } of frames.slice(0, lengths)) head.push(...lengthOf(length));
  return Buffer.from(head);
}

/** A packet of these frames. */
export const packetOf = (of: Frames): Buffer => Buffer.concat([headOf(of, of.frames.length - 1), ...of.frames]);

/** Two packets as one, of which the first says where it ends (RFC 6716 appendix B). */
export const besideEachOther = (left: Frames, right: Frames): Buffer =>
  Buffer.concat([
    headOf(left, left.frames.length),
    ...left.frames,
    headOf(right, right.frames.length - 1),
    ...right.frames,
  ]);

/** Takes apart what `besideEachOther` has made, the first and what follows it; null when it is no such thing. */
export function undelimited(bytes: Buffer): { readonly packet: Buffer; readonly rest: Buffer } | null {
  const [toc = 0, count = 0] = bytes;
  const isOne = (toc & 3) === 0;
  if (!isOne && (toc & 3) !== 3) return null;
  const parts = cut(bytes, isOne ? 2 : (count & 0x3f) + 1, isOne ? 1 : 2);
  const rest = parts?.at(-1);
  return parts && rest ? { packet: packetOf({ kind: toc & 0xfc, frames: parts.slice(0, -1) }), rest } : null;
}
