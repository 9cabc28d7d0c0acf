import { setImmediate } from 'node:timers/promises';
import { channelsOf, opusHead, preSkip, readOggOpus } from './ogg-opus';
import { statedSamples } from './opus-packets';

/** Packets that are written before anything else gets its turn. */
const atOnce = 500;
const rate = 48_000;

/**
 * The same packets in MP4, for browsers that play no Ogg: nothing is decoded. Null when there is no sound in it. The
 * library is loaded by the first who needs it.
 */
export async function toMp4(ogg: Buffer): Promise<Buffer | null> {
  const packets = readOggOpus(ogg);
  const channels = channelsOf(ogg) ?? 1;
  if (packets.length === 0) return null;
  const { BufferTarget, EncodedAudioPacketSource, EncodedPacket, Mp4OutputFormat, Output } = await import('mediabunny');
  const target = new BufferTarget();
  const track = new EncodedAudioPacketSource('opus');
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
  output.addAudioTrack(track);
  await output.start();
  const decoderConfig = {
    codec: 'opus',
    sampleRate: rate,
    numberOfChannels: channels,
    description: opusHead(channels),
  };
  // What a decoder leaves out lies before the beginning.
  let at = -preSkip;
  for (const [count, packet] of packets.entries()) {
    const samples = statedSamples(packet) ?? 0;
    await track.add(new EncodedPacket(packet, 'key', at / rate, samples / rate), { decoderConfig });
    at += samples;
    if (count % atOnce === 0) await setImmediate();
  }
  await output.finalize();
  return target.buffer && Buffer.from(target.buffer);
}
