/** Elements that hold others: Segment and Cluster (RFC 8794, RFC 9559 §5.1). Recorders write them without a length. */
const holders: ReadonlySet<number> = new Set([0x18538067, 0x1f43b675]);

/**
 * A number of one to eight bytes, whose leading zeros say how many, and the bit after them nothing (RFC 8794 §4).
 * `value` is exact as far as any length in a file goes; all bits set = it is not known. Null = it is cut.
 */
function readNumber(bytes: Buffer, at: number): { readonly value: number | 'unknown'; readonly end: number } | null {
  const first = bytes[at] ?? 0;
  const length = Math.clz32(first) - 23;
  if (at >= bytes.length || length > 8 || at + length > bytes.length) return null;
  const most = 2 ** (8 - length) - 1;
  const rest = bytes.subarray(at + 1, at + length);
  const end = at + length;
  if ((first & most) === most && rest.every((byte) => byte === 0xff)) return { value: 'unknown', end };
  return { value: rest.reduce((value, byte) => value * 256 + byte, first & most), end };
}

/** The end of a WebM file is missing: its last element is longer than what there is of it. */
export function isWebmCut(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length;) {
    const id = readId(bytes, at);
    const size = id && readNumber(bytes, id.end);
    if (id === null || size === null) return true;
    if (size.value !== 'unknown' && size.end + size.value > bytes.length) return true;
    at = size.value === 'unknown' || holders.has(id.value) ? size.end : size.end + size.value;
  }
  return false;
}

/** Names of elements keep the bits that say how long they are. */
function readId(bytes: Buffer, at: number): { readonly value: number; readonly end: number } | null {
  const number = readNumber(bytes, at);
  return number && { value: bytes.readUIntBE(at, Math.min(number.end - at, 6)), end: number.end };
}
