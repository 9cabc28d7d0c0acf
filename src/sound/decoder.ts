import { Decoder } from '@evan/opus';

/** Enough for a voice; a decoder at this rate costs less than one at 48 kHz. */
export const decodedRate = 16_000;

/** The samples of Opus packets, in their order. What is no packet has none. @param rate that Opus has, in Hz */
export function createDecoder(rate: 8_000 | 16_000 = decodedRate): (packet: Buffer) => Int16Array {
  const decoder = new Decoder({ channels: 1, sample_rate: rate });
  return (packet) => {
    if (packet.length === 0) return new Int16Array(0);
    try {
      return new Int16Array(decoder.decode(packet).slice().buffer);
    } catch {
      return new Int16Array(0);
    }
  };
}
