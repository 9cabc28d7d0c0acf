import fc from 'fast-check';
import { concealment, packetSamples } from './opus-packets';

describe('Opus packets', () => {
  it.each([
    ['SILK, 60 ms', [3 << 3, 1], 60],
    ['hybrid, 10 ms', [12 << 3, 1], 10],
    ['CELT, 2.5 ms', [16 << 3, 1], 2.5],
    ['CELT, 20 ms, stereo', [(31 << 3) | 4, 1], 20],
    ['two frames of one length', [(31 << 3) | 1, 1, 1], 40],
    ['two frames', [(31 << 3) | 2, 1, 1, 1], 40],
    ['as many as it says', [(31 << 3) | 3, 6], 120],
    ['48 of the shortest', [(16 << 3) | 3, 48], 120],
  ])('knows how long one is: %s', (_what, bytes, ms) => {
    expect(packetSamples(Buffer.from(bytes))).toBe(ms * 48);
  });

  it.each([
    ['nothing', []],
    ['no number of frames', [(31 << 3) | 3]],
    ['no frame', [(31 << 3) | 3, 0]],
    ['140 ms', [(31 << 3) | 3, 7]],
    ['two frames that share an odd number of bytes', [(31 << 3) | 1, 1]],
    ['a frame of more bytes than any has', [31 << 3, ...new Array<number>(1280).fill(0)]],
  ])('knows what is none: %s', (_what, bytes) => {
    expect(packetSamples(Buffer.from(bytes))).toBeNull();
  });

  it('asks for concealment in whole frames, as many as fit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 100_000 }), (toc, samples) => {
        const lengths = concealment(Buffer.from([toc, 1]), samples).map(
          (packet) => packetSamples(packet) ?? Number.NaN,
        );
        const total = lengths.reduce((sum, length) => sum + length, 0);
        const frame = packetSamples(Buffer.from([toc & 0xfc])) ?? Number.NaN;
        expect(total).toBeLessThanOrEqual(samples);
        expect(total).toBeGreaterThan(samples - frame);
      }),
    );
  });
});
