import { packetSamples, samplesPerMs, statedSamples } from './opus-packets';
import { decodePages, encodePage, mostSegments, segmentsOf, type OggPage } from './ogg-pages';

/** What a decoder shall leave out at the beginning, at 48 kHz: the look-ahead of libopus (RFC 7845 §4.2). */
export const preSkip = 312;
/** How many samples a recording of this length has, those of the pre-skip among them. */
export const samplesOf = (ms: number): number => preSkip + ms * samplesPerMs;
/** How long one of so many samples is. */
export const msOf = (samples: number): number => Math.floor(Math.max(0, samples - preSkip) / samplesPerMs);
/** How much there is in a page: what a crash may cost. */
const pageSamples = 1000 * samplesPerMs;
/** The first page of either is no longer than this. */
const headBytes = 64;
/** Two pages before the first with sound (RFC 7845 §3). */
const headPages = 2;

/** One side, or two beside each other (two-sided.ts). */
export type Channels = 1 | 2;
/** Mapping family 1: two streams, neither of two channels; the first is left, the second right (RFC 7845 §5.1.1.2). */
const twoStreams = Buffer.from([1, 2, 0, 0, 1]);

/** OpusHead: version 1, 48 kHz, no gain, mapping family 0 of what is mono (RFC 7845 §5.1). */
export function opusHead(channels: Channels = 1): Buffer {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 0, 'latin1');
  head[8] = 1;
  head[9] = channels;
  head.writeUInt16LE(preSkip, 10);
  head.writeUInt32LE(48_000, 12);
  return channels === 1 ? head : Buffer.concat([head.subarray(0, 18), twoStreams]);
}

/** OpusTags with a vendor and no comment (RFC 7845 §5.2). */
function opusTags(): Buffer {
  const vendor = Buffer.from('vaxel');
  const tags = Buffer.alloc(16 + vendor.length);
  tags.write('OpusTags', 0, 'latin1');
  tags.writeUInt32LE(vendor.length, 8);
  vendor.copy(tags, 12);
  return tags;
}

/** Opus packets as a file: Ogg with a page for every second (RFC 7845). */
export interface OggOpusWriter {
  /** @param samples of a packet of two streams, which no other rule tells @throws RangeError when it is no packet */
  add(packet: Buffer, samples?: number): void;
  /** Of what was added, in samples. */
  samples(): number;
  /** The last page, which says that it is. Nothing comes after it. */
  finish(): void;
}

/** `write` gets the bytes of the file in their order, a page at a time; the first of them at once. */
export function createOggOpusWriter(
  serial: number,
  write: (page: Buffer) => void,
  channels: Channels = 1,
): OggOpusWriter {
  let sequence = 0;
  let packets: Buffer[] = [];
  let segments = 0;
  let total = 0;
  let pagedSamples = 0;

  function page(isLast: boolean): void {
    write(encodePage({ serial, sequence, granule: total, packets, isFirst: sequence === 0, isLast }));
    sequence += 1;
    packets = [];
    segments = 0;
    pagedSamples = total;
  }

  for (const header of [opusHead(channels), opusTags()]) {
    packets.push(header);
    page(false);
  }
  return {
    add(packet, stated) {
      const samples = stated ?? packetSamples(packet);
      if (samples === null) throw new RangeError('no Opus packet');
      const needed = segmentsOf(packet);
      if (packets.length > 0 && (segments + needed > mostSegments || total - pagedSamples >= pageSamples)) page(false);
      packets.push(packet);
      segments += needed;
      total += samples;
    },
    samples: () => total,
    finish: () => page(true),
  };
}

const isOurs = ([first]: readonly OggPage[]): boolean => first?.packets[0]?.toString('latin1', 0, 8) === 'OpusHead';

/**
 * The packets of such a file, up to where it is damaged; none when it is another file.
 * @param pages of it, where they have been read: of what may be hours long, in parts
 */
export function readOggOpus(bytes: Buffer, pages = decodePages(bytes)): readonly Buffer[] {
  return isOurs(pages) ? pages.slice(headPages).flatMap(({ packets }) => packets) : [];
}

/** How many sides such a file has; null when it is another file. */
export function channelsOf(bytes: Buffer): Channels | null {
  const head = decodePages(bytes.subarray(0, headBytes))[0]?.packets[0];
  if (head?.toString('latin1', 0, 8) !== 'OpusHead') return null;
  return head[9] === 2 ? 2 : 1;
}

/**
 * The file without what comes after `mostMs`, with its end said as it is. What is damaged, or behind damage, is left
 * out. Null when no sound is left.
 */
export function cutOgg(bytes: Buffer, mostMs: number, pages = decodePages(bytes)): Buffer | null {
  const mostSamples = samplesOf(mostMs);
  const begin = (page: number): number => pages[page - 1]?.granule ?? 0;
  let at = pages.length - 1;
  while (at > headPages && begin(at) >= mostSamples) at -= 1;
  const last = pages[at];
  const before = pages[at - 1];
  if (!isOurs(pages) || at < headPages || last === undefined || before === undefined) return null;
  return Buffer.concat([bytes.subarray(0, before.end), encodePage(endedAt(last, begin(at), mostSamples))]);
}

/** A page as the last one, with the packets that begin before `mostSamples`, and one at least. */
function endedAt(page: OggPage, begin: number, mostSamples: number): OggPage {
  const packets: Buffer[] = [];
  let granule = begin;
  for (const packet of page.packets) {
    if (granule >= mostSamples && packets.length > 0) break;
    packets.push(packet);
    granule += statedSamples(packet) ?? 0;
  }
  return { ...page, packets, granule: Math.min(granule, page.granule, Math.max(begin, mostSamples)), isLast: true };
}

/** What a crash has left, as a file with an end: up to the last page that is whole. Null when nothing was heard. */
export const repairOgg = (bytes: Buffer, pages = decodePages(bytes)): Buffer | null =>
  cutOgg(bytes, Number.POSITIVE_INFINITY, pages);
