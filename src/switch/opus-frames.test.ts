import { decodeFrames, encodeFrames, loadSounds, soundNames } from './opus-frames';

describe('sound files', () => {
  it('reads back what it wrote', () => {
    const frames = [Buffer.from('a'), Buffer.alloc(1200, 7)];
    expect(decodeFrames(encodeFrames(frames))).toEqual(frames);
  });

  it.each([
    ['another file', Buffer.from('OggS....')],
    ['an empty file', encodeFrames([])],
    ['a cut file', encodeFrames([Buffer.alloc(10)]).subarray(0, 15)],
    ['a cut length', Buffer.concat([encodeFrames([Buffer.alloc(10)]), Buffer.from([1])])],
    ['an empty frame', Buffer.concat([encodeFrames([Buffer.alloc(10)]), Buffer.from([0, 0])])],
  ])('refuses %s', (_what, file) => {
    expect(() => decodeFrames(file)).toThrow();
  });

  it('has every sound, in frames that fit one packet', async () => {
    const sounds = await loadSounds(new URL('embedded/sounds/', import.meta.url));
    for (const name of soundNames) expect(Math.max(...sounds[name].map((frame) => frame.length))).toBeLessThan(1200);
    expect(sounds.music.length * 20).toBeGreaterThanOrEqual(20_000);
    expect(sounds.ringing.length * 20).toBe(6000);
    // A moment of silence, and a tone of at least half a second.
    expect(sounds.beep.length * 20).toBe(1000);
  });
});
