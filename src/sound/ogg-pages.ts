import { setImmediate } from 'node:timers/promises';

/** A page of an Ogg stream (RFC 3533 §6) of which every packet is whole. */
export interface OggPage {
  readonly serial: number;
  readonly sequence: number;
  /** Samples up to the end of the page, those before the beginning (pre-skip) among them. */
  readonly granule: number;
  readonly packets: readonly Buffer[];
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** Header before the table of segments. */
const headerBytes = 27;
const crcAt = 22;
/** A page has so many segments at most, of 255 bytes at most; a packet ends with one that is shorter. */
export const mostSegments = 255;
export const segmentsOf = (packet: Buffer): number => Math.floor(packet.length / 255) + 1;

/** CRC-32 with the polynomial 0x04c11db7, not reflected, from zero (RFC 3533 §6, field 7). */
const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc << 1) ^ (crc < 0 ? 0x04c11db7 : 0);
  return crc >>> 0;
});

/** Of a page as if its own field were zero. */
function crcOf(page: Buffer): number {
  let crc = 0;
  for (let at = 0; at < page.length; at += 1) {
    const byte = at >= crcAt && at < crcAt + 4 ? 0 : (page[at] ?? 0);
    crc = (crc << 8) ^ (crcTable[(crc >>> 24) ^ byte] ?? 0);
  }
  return crc >>> 0;
}

export function encodePage(page: OggPage): Buffer {
  const lacing = page.packets.flatMap(({ length }) => [
    ...new Array<number>(Math.floor(length / 255)).fill(255),
    length % 255,
  ]);
  const header = Buffer.alloc(headerBytes);
  header.write('OggS', 0, 'latin1');
  header[5] = (page.isFirst ? 2 : 0) | (page.isLast ? 4 : 0);
  header.writeBigUInt64LE(BigInt(page.granule), 6);
  header.writeUInt32LE(page.serial, 14);
  header.writeUInt32LE(page.sequence, 18);
  header[26] = lacing.length;
  const bytes = Buffer.concat([header, Buffer.from(lacing), ...page.packets]);
  bytes.writeUInt32LE(crcOf(bytes), crcAt);
  return bytes;
}

/** A page of a file, and where in it the page ends. */
export type PageInFile = OggPage & { readonly end: number };

/** The page that begins at `at`; null where it is cut, damaged, or has a part of a packet. */
function decodePage(bytes: Buffer, at: number): PageInFile | null {
  const table = at + headerBytes;
  if (table > bytes.length || bytes.toString('latin1', at, at + 4) !== 'OggS') return null;
  const lacing = bytes.subarray(table, table + (bytes[at + 26] ?? 0));
  const end = table + lacing.length + lacing.reduce((sum, length) => sum + length, 0);
  const flags = bytes[at + 5] ?? 0;
  const isWhole = lacing.length === bytes[at + 26] && end <= bytes.length && lacing.at(-1) !== 255;
  if (!isWhole || (flags & 1) !== 0) return null;
  if (bytes.readUInt32LE(at + crcAt) !== crcOf(bytes.subarray(at, end))) return null;
  const packets: Buffer[] = [];
  let from = table + lacing.length;
  let to = from;
  for (const length of lacing) {
    to += length;
    if (length === 255) continue;
    packets.push(bytes.subarray(from, to));
    from = to;
  }
  return {
    serial: bytes.readUInt32LE(at + 14),
    sequence: bytes.readUInt32LE(at + 18),
    granule: Number(bytes.readBigUInt64LE(at + 6)),
    packets,
    isFirst: (flags & 2) !== 0,
    isLast: (flags & 4) !== 0,
    end,
  };
}

/** The pages of one stream from its beginning, up to the first that is not whole or not the next. */
export function* pagesOf(bytes: Buffer): Generator<PageInFile> {
  let page = decodePage(bytes, 0);
  const serial = page?.serial;
  for (let count = 0; page !== null && page.sequence === count && page.serial === serial; count += 1) {
    yield page;
    page = decodePage(bytes, page.end);
  }
}

/** Pages that are read before anything else gets its turn: a few milliseconds of work. */
const pagesAtOnce = 50;

/** All of them, of a file that may be hours long: other things go on meanwhile. */
export async function pagesInParts(bytes: Buffer): Promise<readonly PageInFile[]> {
  const pages: PageInFile[] = [];
  for (const page of pagesOf(bytes)) {
    pages.push(page);
    if (pages.length % pagesAtOnce === 0) await setImmediate();
  }
  return pages;
}

export const decodePages = (bytes: Buffer): readonly PageInFile[] => [...pagesOf(bytes)];
