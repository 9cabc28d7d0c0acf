import { Encoder } from '@evan/opus';
import { BufferTarget, EncodedAudioPacketSource, EncodedPacket, Output, WebMOutputFormat } from 'mediabunny';
import OpusScript from 'opusscript';
import { analyse, analysisRate } from '../../tests/fakes/sound-analysis';
import { readForeignSound, type ForeignSound } from './foreign-sound';
import { createOggOpusWriter, opusHead } from './ogg-opus';

const toneHz = 440;
const mostMs = 60_000;

const tone = (rate: number, ms: number, hz = toneHz): readonly number[] =>
  Array.from({ length: (rate * ms) / 1000 }, (_, at) => 0.3 * Math.sin((2 * Math.PI * hz * at) / rate));

/** Every channel has the same samples, of 16 bits. */
function wavOf(samples: readonly number[], rate: number, channels = 1): Buffer {
  const data = Buffer.alloc(samples.length * channels * 2);
  for (const [at, sample] of samples.entries())
    for (let channel = 0; channel < channels; channel += 1)
      data.writeInt16LE(Math.round(sample * 32_767), 2 * (at * channels + channel));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * channels * 2, 28);
  head.writeUInt16LE(channels * 2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

function packetsOf(samples: readonly number[], channels: 1 | 2 = 1): readonly Buffer[] {
  const encoder = new Encoder({ channels, sample_rate: 48_000, application: 'audio' });
  return Array.from({ length: samples.length / 960 }, (_, at) => {
    const frame = samples.slice(at * 960, (at + 1) * 960).map((each) => Math.round(each * 32_767));
    return Buffer.from(
      encoder.encode(Int16Array.from(frame.flatMap((each) => (channels === 1 ? [each] : [each, each])))),
    );
  });
}

function oggOf(packets: readonly Buffer[]): Buffer {
  const pages: Buffer[] = [];
  const writer = createOggOpusWriter(1, (page) => pages.push(page));
  for (const packet of packets) writer.add(packet);
  writer.finish();
  return Buffer.concat(pages);
}

/** As a browser's recorder writes it. */
async function webmOf(packets: readonly Buffer[], numberOfChannels: 1 | 2): Promise<Buffer> {
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat({ appendOnly: true }), target });
  const track = new EncodedAudioPacketSource('opus');
  output.addAudioTrack(track);
  await output.start();
  const description = opusHead();
  description[9] = numberOfChannels;
  const decoderConfig = { codec: 'opus', sampleRate: 48_000, numberOfChannels, description };
  for (const [at, packet] of packets.entries())
    await track.add(new EncodedPacket(packet, 'key', at * 0.02, 0.02), { decoderConfig });
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}

/** A file with a great many chunks or elements of nothing. */
function withHeads(file: Buffer, at = file.length, head = '\xec\x80'): Buffer {
  const all = Buffer.concat([file.subarray(0, at), Buffer.alloc(300_000, head, 'latin1'), file.subarray(at)]);
  if (all.toString('latin1', 0, 4) === 'RIFF') all.writeUInt32LE(all.length - 8, 4);
  return all;
}

const framesIn = (sound: ForeignSound): readonly Buffer[] => ('frames' in sound ? sound.frames : []);

/** Of its middle; decoded by another library than the one that made it. */
function heardIn(sound: ForeignSound) {
  const decoder = new OpusScript(analysisRate, 1, OpusScript.Application.AUDIO);
  const pcm = Buffer.concat(framesIn(sound).map((frame) => Buffer.from(decoder.decode(frame))));
  decoder.delete();
  const samples = Float64Array.from({ length: pcm.length / 2 }, (_, at) => pcm.readInt16LE(2 * at) / 32_768);
  return analyse(samples.subarray(samples.length / 4, (samples.length * 3) / 4));
}

describe('a sound from outside', () => {
  const second = tone(48_000, 1_000);

  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['WAV of 8 kHz', () => wavOf(tone(8_000, 1_000), 8_000)],
    ['WAV of 44.1 kHz, two channels', () => wavOf(tone(44_100, 1_000), 44_100, 2)],
    ['WAV of 96 kHz', () => wavOf(tone(96_000, 1_000), 96_000)],
    ['Ogg', () => oggOf(packetsOf(second))],
    ['WebM', () => webmOf(packetsOf(second), 1)],
    ['WebM of two channels', () => webmOf(packetsOf(second, 2), 2)],
  ])('is made of %s: frames of 20 ms with the same tone', async (_, make) => {
    const sound = await readForeignSound(await make(), mostMs);
    expect(Math.abs(framesIn(sound).length - 50)).toBeLessThanOrEqual(1);
    const { hz, level, partials } = heardIn(sound);
    expect(Math.abs(hz - toneHz)).toBeLessThan(5);
    expect(Math.abs(level - 20 * Math.log10(0.3 / Math.SQRT2))).toBeLessThan(2);
    expect(partials).toBe(1);
  });

  it('has nothing of what no telephone carries folded into it', async () => {
    const high = tone(96_000, 1_000, 30_000);
    const both = tone(96_000, 1_000).map((each, at) => each + (high[at] ?? 0));
    expect(heardIn(await readForeignSound(wavOf(both, 96_000), mostMs)).partials).toBe(1);
  });

  it.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['nothing', () => Buffer.alloc(0), 'empty'],
    ['a WAV without sound', () => wavOf([], 48_000), 'empty'],
    ['a text', () => Buffer.from('something else, and not short either'), 'notSound'],
    ['a WAV of too low a rate', () => wavOf(tone(2_000, 1_000), 2_000), 'otherCodec'],
    ['a WAV that is cut', () => wavOf(second, 48_000).subarray(0, 30_000), 'cut'],
    ['an Ogg that is cut', () => oggOf(packetsOf(second)).subarray(0, -200), 'cut'],
    ['a WebM that is cut', async () => (await webmOf(packetsOf(second), 1)).subarray(0, -100), 'cut'],
    ['a WebM without the last byte', async () => (await webmOf(packetsOf(second), 1)).subarray(0, -1), 'cut'],
    ['what is too long', () => wavOf(tone(8_000, 60_100), 8_000), 'tooLong'],
    ['a WAV of big-endian numbers', () => Buffer.from(wavOf(second, 48_000)).fill('RIFX', 0, 4), 'notSound'],
    ['a WAV of nothing but heads', () => withHeads(wavOf(second, 48_000), 36, 'JUNK\0\0\0\0'), 'notSound'],
    ['a WebM of nothing but heads', async () => withHeads(await webmOf(packetsOf(second), 1)), 'tooLong'],
    ['packets that are none', () => webmOf([Buffer.from([3, 0])], 1), 'notSound'],
  ])('is not made of %s', async (_, make, problem) => {
    expect(await readForeignSound(await make(), mostMs)).toEqual({ problem });
  });

  it('is made of nothing but a file, whatever is changed in it', async () => {
    const whole = wavOf(tone(8_000, 200), 8_000);
    for (let at = 0; at < 44; at += 1) {
      const damaged = Buffer.from(whole);
      damaged[at] = 0xff;
      const sound = await readForeignSound(damaged, mostMs);
      expect('frames' in sound || 'problem' in sound).toBe(true);
    }
  });
});
