/** Elements that hold others: Segment and Cluster (RFC 8794, RFC 9559 §5.1). Recorders write them without a length. */
const holders: ReadonlySet<number> = new Set([0x18538067, 0x1f43b675]);

/** A number of one to eight bytes, whose leading zeros say how many (RFC 8794 §4). Null = it is cut. */
function readNumber(bytes: Buffer, at: number): { readonly value: number; readonly end: number } | null {
  const length = Math.clz32(bytes[at] ?? 0) - 23;
  if (at >= bytes.length || length > 8 || at + length > bytes.length) return null;
  let value = 0;
  for (const byte of bytes.subarray(at, at + length)) value = value * 256 + byte;
  return { value, end: at + length };
}

/** The end of a WebM file is missing: its last element is longer than what there is of it. */
export function isWebmCut(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length;) {
    const id = readNumber(bytes, at);
    const size = id && readNumber(bytes, id.end);
    if (id === null || size === null) return true;
    const marker = 2 ** (7 * (size.end - id.end));
    const isEndless = size.value === 2 * marker - 1;
    if (!isEndless && size.end + size.value - marker > bytes.length) return true;
    at = isEndless || holders.has(id.value) ? size.end : size.end + size.value - marker;
  }
  return false;
}
