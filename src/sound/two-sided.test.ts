import fc from 'fast-check';
import { channelsOf, createOggOpusWriter, readOggOpus, repairOgg } from './ogg-opus';
import { besideEachOther, framesOf, packetOf, undelimited } from './opus-framing';
import { packetSamples, statedSamples } from './opus-packets';
import { createTwoSidedTrack, sidesOf } from './two-sided';

/** CELT: 2.5, 5, 10 and 20 ms, full band, mono. */
const kinds = [28, 29, 30, 31].map((configuration) => configuration << 3);
const silentFrame = Buffer.from([31 << 3, 0xff, 0xfe]);
const lengths = fc.array(fc.integer({ min: 0, max: 1275 }), { minLength: 1, maxLength: 6 });

describe('frames of packets', () => {
  it('are the same after any way through a packet, one that says where it ends among them', () => {
    fc.assert(
      fc.property(lengths, fc.constantFrom(...kinds), fc.uint8Array({ maxLength: 40 }), (each, kind, after) => {
        const made = { kind, frames: each.map((length, at) => Buffer.alloc(length, at + 1)) };
        expect(framesOf(packetOf(made))).toEqual(made);
        const other = { kind, frames: [Buffer.from(after)] };
        const both = { packet: packetOf(made), rest: packetOf(other) };
        expect(undelimited(besideEachOther(made, other))).toEqual(both);
      }),
    );
  });

  it('are of the packets that say so, and nothing breaks of others', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const packet = Buffer.from(bytes);
        const { frames = [] } = framesOf(packet) ?? {};
        expect(frames.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(packet.length);
        undelimited(packet);
      }),
    );
  });
});

/** What two who speak at these times make, one packet each 20 ms. */
function recorded(spoken: readonly (readonly [said: boolean, heard: boolean])[], heardKind = 31): Buffer {
  const pages: Buffer[] = [];
  const writer = createOggOpusWriter(1, (page) => pages.push(page), 2);
  const track = createTwoSidedTrack(0, writer.add);
  for (const [at, [said, heard]] of spoken.entries()) {
    const counters = { sequence: at & 0xffff, timestamp: at * 960, ssrc: 1 };
    const say = (kind: number): Buffer => Buffer.from([kind << 3, at & 0xff, at >> 8]);
    if (said) track.take('said', { ...counters, payload: say(31) }, (at + 1) * 20);
    if (heard) track.take('heard', { ...counters, ssrc: 2, payload: say(heardKind) }, (at + 1) * 20);
  }
  track.finish(spoken.length * 20);
  writer.finish();
  return Buffer.concat(pages);
}

const msOfPackets = (packets: readonly Buffer[]): number =>
  packets.reduce((sum, each) => sum + (packetSamples(each) ?? NaN), 0) / 48;

describe('two sides in one file', () => {
  it('are each what was said, at its time, and of one length', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 30, maxLength: 200 }),
        // Longer at once, and of another kind than the one beside it: SILK of 20 ms.
        fc.constantFrom(31, 9),
        (spoken, heardKind) => {
          const bytes = recorded(spoken, heardKind);
          expect(channelsOf(bytes)).toBe(2);
          const { said, heard } = sidesOf(readOggOpus(bytes));
          for (const [packets, side] of [
            [said, 0],
            [heard, 1],
          ] as const) {
            expect(msOfPackets(packets)).toBe(spoken.length * 20);
            const voices = packets.filter(({ length }) => length === 3).map((each) => each.readUInt16LE(1));
            expect(voices).toEqual(spoken.flatMap((each, at) => (each[side] ? [at] : [])));
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('fit also where one says more at once than the other', () => {
    const packets: (readonly [Buffer, number])[] = [];
    const track = createTwoSidedTrack(0, (packet, samples) => void packets.push([packet, samples]));
    const sixty = Buffer.concat([Buffer.from([(11 << 3) | 0]), Buffer.alloc(30, 5)]);
    for (let at = 0; at < 30; at += 1) {
      const counters = { sequence: at, timestamp: at * 960, ssrc: 1 };
      track.take('said', { ...counters, payload: silentFrame }, (at + 1) * 20);
      if (at % 3 === 2)
        track.take('heard', { sequence: at / 3, timestamp: (at - 2) * 960, ssrc: 2, payload: sixty }, (at + 1) * 20);
    }
    track.finish(600);
    const { said, heard } = sidesOf(packets.map(([packet]) => packet));
    expect(packets.map(([packet, samples]) => statedSamples(packet) === samples).every(Boolean)).toBe(true);
    expect(heard.filter((each) => each.equals(sixty)).length).toBeGreaterThanOrEqual(9);
    expect(said.flatMap((each) => framesOf(each)?.frames ?? [])).toHaveLength(30);
    expect([msOfPackets(said), msOfPackets(heard)]).toEqual([600, 600]);
  });

  it('are there up to the last whole second when a crash has cut the file', () => {
    const bytes = recorded(Array.from({ length: 180 }, () => [true, true] as const));
    const repaired = repairOgg(bytes.subarray(0, bytes.length - 40)) ?? Buffer.of();
    expect(channelsOf(repaired)).toBe(2);
    const { said, heard } = sidesOf(readOggOpus(repaired));
    expect([said.length, heard.length]).toEqual([150, 150]);
  });
});
