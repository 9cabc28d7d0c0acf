import { setImmediate } from 'node:timers/promises';
import { createDecoder, decodedRate } from './decoder';
import { preSkip } from './ogg-opus';

/** So many packets are decoded at once: about 2 ms of work. */
const atOnce = 100;
const headBytes = 44;
/** Of a mono sample. */
const sampleBytes = 2;
const skippedBytes = (preSkip * decodedRate * sampleBytes) / 48_000;

/** A recording as a WAV file of 16 kHz, mono, 16 bits: decoded while other things go on. */
export async function toWav(packets: readonly Buffer[]): Promise<Uint8Array<ArrayBuffer>> {
  const decode = createDecoder();
  const parts: Uint8Array[] = [];
  for (let at = 0; at < packets.length; at += atOnce) {
    for (const packet of packets.slice(at, at + atOnce)) parts.push(new Uint8Array(decode(packet).buffer));
    await setImmediate();
  }
  const samples = Buffer.concat(parts).subarray(skippedBytes);
  const wav = new Uint8Array(headBytes + samples.length);
  wav.set(headOf(samples.length));
  wav.set(samples, headBytes);
  return wav;
}

/** RIFF, with one format (PCM) and one piece of data. */
function headOf(bytes: number): Buffer {
  const head = Buffer.alloc(headBytes);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(headBytes - 8 + bytes, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(decodedRate, 24);
  head.writeUInt32LE(decodedRate * sampleBytes, 28);
  head.writeUInt16LE(sampleBytes, 32);
  head.writeUInt16LE(8 * sampleBytes, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(bytes, 40);
  return head;
}
