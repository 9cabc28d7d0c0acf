/**
 * Elements that hold others (RFC 8794, RFC 9559 §5.1), as far as readers look into them. Recorders write Segment and
 * Cluster without a length.
 */
const holders: ReadonlySet<number> = new Set([
  // EBML, Segment, SeekHead, Seek, Info, Cluster, BlockGroup, BlockAdditions, BlockMore
  ...[0x1a45dfa3, 0x18538067, 0x114d9b74, 0x4dbb, 0x1549a966, 0x1f43b675, 0xa0, 0x75a1, 0xa6],
  // Tracks, TrackEntry, Video, Colour, Projection, Audio, ContentEncodings, ContentEncoding, ContentCompression
  ...[0x1654ae6b, 0xae, 0xe0, 0x55b0, 0x7670, 0xe1, 0x6d80, 0x6240, 0x5034],
  // Cues, CuePoint, CueTrackPositions, Tags, Tag, Targets, SimpleTag, Attachments, AttachedFile
  ...[0x1c53bb6b, 0xbb, 0xb7, 0x1254c367, 0x7373, 0x63c0, 0x67c8, 0x1941a469, 0x61a7],
]);

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

/**
 * Whether all of a WebM file is there: the end of a file that is cut is missing, an element is longer than what it is
 * in. Readers take their time for each element, and for one of two bytes as much as for any other: a file of more than
 * `most` is not looked at any further.
 */
export function webmEnd(bytes: Buffer, most: number): 'whole' | 'cut' | 'tooMany' {
  const ends = [bytes.length];
  let count = 0;
  for (let at = 0; at < bytes.length; count += 1) {
    if (count > most) return 'tooMany';
    while (ends.length > 1 && at >= (ends.at(-1) ?? 0)) ends.pop();
    const within = ends.at(-1) ?? 0;
    const id = readId(bytes, at);
    const size = id && readNumber(bytes, id.end);
    if (id === null || size === null) return 'cut';
    const end = size.value === 'unknown' ? within : size.end + size.value;
    if (end > within) return 'cut';
    const isHolder = size.value === 'unknown' || holders.has(id.value);
    if (isHolder) ends.push(end);
    at = isHolder ? size.end : end;
  }
  return 'whole';
}

/** Names of elements keep the bits that say how long they are. */
function readId(bytes: Buffer, at: number): { readonly value: number; readonly end: number } | null {
  const number = readNumber(bytes, at);
  return number && { value: bytes.readUIntBE(at, Math.min(number.end - at, 6)), end: number.end };
}
