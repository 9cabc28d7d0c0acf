import fc from 'fast-check';
import { packetSamples } from './opus-packets';
import { createTrack, type TimedPacket } from './track';

const frameMs = 20;
const frameTicks = 960;

/** The packet with this number of a stream that began near the wrap of both its counters. */
const packet = (number: number, over: Partial<TimedPacket> = {}): TimedPacket => ({
  sequence: (0xfff0 + number) & 0xffff,
  timestamp: (0xffff_0000 + number * frameTicks) >>> 0,
  ssrc: 1,
  payload: voice(number),
  ...over,
});
/** A frame of 20 ms that can be told from the others. */
const voice = (number: number): Buffer => Buffer.from([31 << 3, number & 0xff, number >> 8, 1]);

/** What a track makes of packets that come at their times; what asks for concealment is its samples. */
function tracked(arrivals: readonly (readonly [atMs: number, packet: TimedPacket])[]): (number | Buffer)[] {
  const given: Buffer[] = [];
  const track = createTrack(0, (each) => given.push(each));
  for (const [atMs, each] of arrivals) track.take(each, atMs);
  track.finish();
  return given.map((each) => (each.length > 2 ? each : (packetSamples(each) ?? 0)));
}
const lengthOf = (given: readonly (number | Buffer)[]): number =>
  given.reduce<number>((sum, each) => sum + (typeof each === 'number' ? each : (packetSamples(each) ?? 0)), 0);
const voices = (numbers: readonly number[]): Buffer[] => numbers.map(voice);
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at);

describe('a track', () => {
  it('puts what the network has mixed up in order, each once, beyond the wrap of the counters', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 200 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 70 })),
        fc.infiniteStream(fc.boolean()),
        (count, delays, doubles) => {
          const arrivals = range(0, count).flatMap((number) => {
            // The first is in time: nothing is known of a stream before its first packet.
            const atMs = (number + 1) * frameMs + (number === 0 ? 0 : (delays.next().value ?? 0));
            const once = [atMs, packet(number)] as const;
            return doubles.next().value === true ? [once, [atMs + 1, packet(number)] as const] : [once];
          });
          expect(tracked(arrivals.toSorted(([a], [b]) => a - b))).toEqual(voices(range(0, count)));
        },
      ),
    );
  });

  it('is as long as the time on the wire, whatever is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 300 }), (heard) => {
        const numbers = [0, ...range(1, heard.length).filter((number) => heard[number] === true)];
        const given = tracked(numbers.map((number) => [(number + 1) * frameMs, packet(number)]));
        expect(lengthOf(given)).toBe(((numbers.at(-1) ?? 0) + 1) * frameTicks);
        expect(given.filter((each) => typeof each !== 'number')).toEqual(voices(numbers));
      }),
    );
  });

  it('conceals a loss where it was, once it is certain', () => {
    expect(tracked([1, 2, 5].map((number) => [number * frameMs, packet(number - 1)]))).toEqual([
      voice(0),
      voice(1),
      2 * frameTicks,
      voice(4),
    ]);
  });

  it('gives what it has as soon as nothing before it is missing, and waits 100 ms for what is', () => {
    const given: Buffer[] = [];
    const track = createTrack(0, (each) => given.push(each));
    track.take(packet(0), 20);
    expect(given).toEqual(voices([0]));
    track.take(packet(2), 60);
    track.take(packet(3), 80);
    expect(given).toEqual(voices([0]));
    track.take(packet(1), 90);
    expect(given).toEqual(voices([0, 1, 2, 3]));
    track.take(packet(5), 120);
    track.take(packet(6), 219);
    expect(given).toHaveLength(4);
    track.take(packet(7), 220);
    expect(given.slice(5)).toEqual(voices([5, 6, 7]));
    track.take(packet(4), 221);
    expect(given).toHaveLength(8);
  });

  it('keeps all that was said while we did not run, and the pauses after it', () => {
    const given: Buffer[] = [];
    const track = createTrack(0, (each) => given.push(each));
    const [stalls, everyMs, stallMs] = [4, 2_000, 900];
    const stalledBefore = (ms: number): number => Math.min(stalls, Math.floor(ms / everyMs)) * stallMs;
    // A pause of a second follows what is late by more than that in all.
    const numbers = Array.from({ length: 600 }, (_, index) => (index < 500 ? index : index + 50));
    for (const [sequence, number] of numbers.entries()) {
      const saidMs = (number + 1) * frameMs;
      // What is said in a stall is read after it.
      const into = saidMs % everyMs;
      const isLate = saidMs >= everyMs && saidMs < (stalls + 1) * everyMs && into < stallMs;
      const passedMs = isLate ? saidMs - into + stallMs : saidMs;
      const said = packet(sequence, { timestamp: packet(number).timestamp });
      track.take(said, passedMs - stalledBefore(saidMs), passedMs);
    }
    track.finish();
    expect(given.filter((each) => each.length > 2)).toHaveLength(600);
    expect(lengthOf(given)).toBe(650 * frameTicks);
  });

  it.each([300, 900, 1_500])('keeps pauses also where %i ms from before its beginning come at first', (lateMs) => {
    const given: Buffer[] = [];
    const track = createTrack(0, (each) => given.push(each));
    // A second is said, then nothing for a second, then a second.
    const late = lateMs / frameMs;
    const numbers = Array.from({ length: 100 + late }, (_, index) => (index < 50 + late ? index : index + 50));
    for (const [sequence, number] of numbers.entries())
      track.take(packet(sequence, { timestamp: packet(number).timestamp }), Math.max(0, (number + 1 - late) * frameMs));
    track.finish();
    // The time in which it was read is as long as all that is kept, but for a fifth of a second.
    const silentMs = (lengthOf(given.filter((each) => each.length < voice(0).length)) / frameTicks) * frameMs;
    expect(silentMs).toBeGreaterThanOrEqual(800);
    expect(silentMs).toBeLessThanOrEqual(1_000);
    expect((lengthOf(given) / frameTicks) * frameMs).toBeLessThanOrEqual(3_200);
  });

  it('takes a pause of the sender for one (DTX)', () => {
    const after = packet(1, { timestamp: packet(21).timestamp });
    expect(
      tracked([
        [20, packet(0)],
        [440, after],
      ]),
    ).toEqual([voice(0), ...new Array<number>(3).fill(6 * frameTicks), 2 * frameTicks, voice(1)]);
  });

  it('begins with the silence before the first word', () => {
    const given = tracked([[500, packet(0)]]);
    expect(given.at(-1)).toEqual(voice(0));
    expect(lengthOf(given)).toBe(25 * frameTicks);
  });

  it('goes on with another stream at its time: another source, or counters that begin anew', () => {
    for (const other of [{ ssrc: 2 }, { sequence: 40_000 }, { timestamp: 5 }]) {
      const given = tracked([
        [20, packet(0)],
        [220, packet(1, other)],
      ]);
      expect(lengthOf(given)).toBe(11 * frameTicks);
      expect([given[0], given.at(-1)]).toEqual(voices([0, 1]));
    }
  });

  it('is never much longer than the time that passed, whatever a device says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(0xffff), fc.nat(0xffff_ffff), fc.nat(3), fc.uint8Array({ maxLength: 6 })), {
          maxLength: 300,
        }),
        (sent) => {
          const given = tracked(
            sent.map(([sequence, timestamp, ssrc, payload], at) => [
              at * frameMs,
              { sequence, timestamp, ssrc, payload: Buffer.from(payload) },
            ]),
          );
          expect(lengthOf(given) / 48).toBeLessThanOrEqual(sent.length * frameMs + 1000 + 240);
        },
      ),
    );
    // A flood at one time fills that time once.
    expect(lengthOf(tracked(range(0, 500).map((number) => [20, packet(number)]))) / 48).toBeLessThanOrEqual(1_140);
  });

  it('of nothing has one frame of silence', () => {
    expect(tracked([])).toEqual([Buffer.from([0xf8, 0xff, 0xfe])]);
  });
});
