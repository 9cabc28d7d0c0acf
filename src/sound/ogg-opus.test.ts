import fc from 'fast-check';
import { createOggOpusWriter, cutOgg, preSkip, readOggOpus, repairOgg } from './ogg-opus';
import { decodePages, pagesInParts } from './ogg-pages';

/** A frame of 20 ms with so many bytes. */
const frame = (bytes: number, fill = 7): Buffer => Buffer.concat([Buffer.from([31 << 3]), Buffer.alloc(bytes, fill)]);
const frameSamples = 960;
const many = Array.from({ length: 130 }, (_, at) => frame(5, at));
/** Of long lists text is compared sooner than bytes. */
const asText = (packets: readonly Buffer[]): string[] => packets.map((each) => each.toString('latin1'));

function fileOf(packets: readonly Buffer[], isFinished = true): Buffer {
  const pages: Buffer[] = [];
  const writer = createOggOpusWriter(0xfeedbeef, (page) => pages.push(page));
  for (const packet of packets) writer.add(packet);
  if (isFinished) writer.finish();
  return Buffer.concat(pages);
}

const anyFrames = fc.array(fc.integer({ min: 0, max: 1200 }), { minLength: 1, maxLength: 200 });

describe('recordings in Ogg', () => {
  it('are read as they were written, of whatever length the packets are', () => {
    fc.assert(
      fc.property(anyFrames, (lengths) => {
        const packets = lengths.map((bytes, at) => frame(bytes, at & 0xff));
        expect(asText(readOggOpus(fileOf(packets)))).toEqual(asText(packets));
      }),
      { numRuns: 30 },
    );
  });

  it('have a page for every second, and say how long they are', () => {
    const pages = decodePages(fileOf(new Array<Buffer>(120).fill(frame(60))));
    expect(pages.slice(2).map(({ packets }) => packets.length)).toEqual([50, 50, 20]);
    expect(pages.map(({ granule }) => granule)).toEqual([0, 0, 48_000, 96_000, 115_200]);
    expect(pages.map(({ isFirst, isLast }) => [isFirst, isLast])).toEqual([
      [true, false],
      [false, false],
      [false, false],
      [false, false],
      [false, true],
    ]);
    const [head] = pages[0]?.packets ?? [];
    expect(head?.readUInt16LE(10)).toBe(preSkip);
  });

  it('take no packet that is none', () => {
    const writer = createOggOpusWriter(1, () => undefined);
    expect(() => writer.add(Buffer.from([]))).toThrow(RangeError);
    expect(writer.samples()).toBe(0);
  });

  it('cut by a crash at any byte keep every page before it, and have an end', () => {
    const file = fileOf(many, false);
    // Two pages have been written; the rest was not.
    for (let length = 0; length <= file.length; length += 1) {
      const repaired = repairOgg(file.subarray(0, length));
      const whole = decodePages(file.subarray(0, length)).length - 2;
      if (whole <= 0) expect(repaired).toBeNull();
      else expect(asText(readOggOpus(repaired ?? Buffer.of()))).toEqual(asText(many.slice(0, whole * 50)));
      const last = decodePages(repaired ?? Buffer.of()).at(-1);
      if (whole > 0) expect(last).toMatchObject({ isLast: true, granule: whole * 48_000 });
    }
  });

  it('damaged anywhere keep what is before the damage, and make nothing of another file', () => {
    const file = fileOf(many);
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = Buffer.from(file);
        damaged[at] = (damaged[at] ?? 0) ^ change;
        const kept = asText(readOggOpus(repairOgg(damaged) ?? Buffer.of()));
        expect(kept).toEqual(asText(many.slice(0, kept.length)));
      }),
    );
    expect(repairOgg(Buffer.from('RIFF'))).toBeNull();
    expect(readOggOpus(Buffer.of())).toEqual([]);
  });

  it('are cut where their sound ends', () => {
    const file = fileOf(many);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 130 * 20 - 7 }), (ms) => {
        const samples = ms * 48 + preSkip;
        const cut = cutOgg(file, ms) ?? Buffer.of();
        expect(asText(readOggOpus(cut))).toEqual(asText(many.slice(0, Math.ceil(samples / frameSamples))));
        expect(decodePages(cut).at(-1)).toMatchObject({ isLast: true, granule: samples });
      }),
    );
    expect(repairOgg(file)).toEqual(file);
  });
});

test('pages of a recording of hours are read while other things go on, and are the same', async () => {
  const bytes = fileOf(new Array<Buffer>(12_000).fill(frame(60)));
  let [turns, isOver] = [0, false];
  const count = (): void => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const pages = await pagesInParts(bytes);
  isOver = true;
  expect(pages).toEqual(decodePages(bytes));
  expect(turns).toBeGreaterThanOrEqual(Math.floor(pages.length / 50));
  expect(readOggOpus(bytes, pages)).toHaveLength(12_000);
});
