import { Encoder } from '@evan/opus';
import { toWav } from './wav';

/** Of a tone, in packets of 20 ms. */
function tone(hz: number, ms: number): Buffer[] {
  const encoder = new Encoder({ channels: 1, sample_rate: 48_000, application: 'voip' });
  return Array.from({ length: ms / 20 }, (_, frame) => {
    const at = (sample: number): number => (2 * Math.PI * hz * (frame * 960 + sample)) / 48_000;
    return Buffer.from(encoder.encode(Int16Array.from({ length: 960 }, (_each, each) => 16_000 * Math.sin(at(each)))));
  });
}

test('a recording as WAV is 16 kHz, mono, as long as it was, and sounds the same', async () => {
  const wav = Buffer.from((await toWav(tone(440, 1_000))).buffer);
  const samples = 16_000 - 104;
  expect(wav.length).toBe(44 + 2 * samples);
  expect([wav.toString('latin1', 0, 4), wav.readUInt32LE(4)]).toEqual(['RIFF', wav.length - 8]);
  expect([wav.readUInt16LE(22), wav.readUInt32LE(24), wav.readUInt16LE(34)]).toEqual([1, 16_000, 16]);
  let crossings = 0;
  for (let at = 3_000; at < 11_000; at += 1)
    if (wav.readInt16LE(44 + 2 * at) < 0 && wav.readInt16LE(46 + 2 * at) >= 0) crossings += 1;
  expect(Math.abs(crossings - 220)).toBeLessThan(3);
});

test('something else gets its turn in between, and what is no packet is left out', async () => {
  let turns = 0;
  const count = setInterval(() => (turns += 1));
  const wav = await toWav([Buffer.alloc(0), Buffer.from([255]), ...tone(440, 20_000)]);
  clearInterval(count);
  expect(turns).toBeGreaterThan(2);
  expect(wav.length).toBe(44 + 2 * (320_000 - 104));
});
