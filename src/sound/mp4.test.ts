import { BufferSource, EncodedPacketSink, Input, MP4, type InputAudioTrack } from 'mediabunny';
import { toMp4 } from './mp4';
import { createOggOpusWriter } from './ogg-opus';

/** A frame of 20 ms, or of so many 20 ms frames, with some bytes. */
const frame = (bytes: number, frames = 1): Buffer =>
  Buffer.concat([frames === 1 ? Buffer.from([31 << 3]) : Buffer.from([(31 << 3) | 3, frames]), Buffer.alloc(bytes, 7)]);

function oggOf(packets: readonly Buffer[]): Buffer {
  const pages: Buffer[] = [];
  const writer = createOggOpusWriter(1, (page) => pages.push(page));
  for (const packet of packets) writer.add(packet);
  writer.finish();
  return Buffer.concat(pages);
}

async function trackOf(mp4: Buffer): Promise<InputAudioTrack> {
  const track = await new Input({ formats: [MP4], source: new BufferSource(mp4) }).getPrimaryAudioTrack();
  if (track === null) throw new Error('no sound');
  return track;
}

test('a recording in MP4 has the same packets, at the same times, for a mono decoder', async () => {
  const packets = [frame(60), frame(90), frame(0, 5), frame(700), ...new Array<Buffer>(200).fill(frame(40))];
  const track = await trackOf((await toMp4(oggOf(packets))) ?? Buffer.alloc(0));
  const found: { at: number; bytes: string }[] = [];
  for await (const { timestamp, data } of new EncodedPacketSink(track).packets())
    found.push({ at: Math.round(timestamp * 1000), bytes: Buffer.from(data).toString('latin1') });
  expect(found.map(({ bytes }) => bytes)).toEqual(packets.map((each) => each.toString('latin1')));
  expect(found.slice(0, 5).map(({ at }) => at)).toEqual([-6, 14, 34, 134, 154]);
  expect([track.codec, track.numberOfChannels, track.sampleRate]).toEqual(['opus', 1, 48_000]);
  const { description } = (await track.getDecoderConfig()) ?? {};
  expect(Buffer.from(description as Uint8Array).readUInt16LE(10)).toBe(312);
  expect(await track.computeDuration()).toBeCloseTo((packets.length + 4) * 0.02 - 0.0065, 3);
});

test('of a file without sound there is no other', async () => {
  expect(await toMp4(Buffer.from('something else'))).toBeNull();
  expect(await toMp4(oggOf([]))).toBeNull();
});
