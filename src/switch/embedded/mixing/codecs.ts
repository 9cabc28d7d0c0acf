import { Decoder, Encoder } from '@evan/opus';

const rate = 48_000;
/** Samples of 20 ms. */
export const frameSamples = rate / 50;
const [bitrate, complexity] = [32_000, 5] as const;

/** Opus at 48 kHz, mono. */
export interface Codec<From, To> {
  run(from: From): To;
  /** As if it were new. */
  reset(): void;
}

/** The samples of a packet; none when it is no packet. */
export type MixDecoder = Codec<Uint8Array, Int16Array>;
/** A packet of 20 ms. */
export type MixEncoder = Codec<Int16Array, Uint8Array>;

/** The package never gives back the memory of a codec: those that are not used any more wait here for the next use. */
export interface Pool<T> {
  take(): T;
  give(codec: T): void;
}

export interface Codecs {
  readonly decoders: Pool<MixDecoder>;
  readonly encoders: Pool<MixEncoder>;
}

export const createCodecs = (): Codecs => ({
  decoders: createPool(createDecoder),
  encoders: createPool(createEncoder),
});

function createPool<T extends Codec<never, unknown>>(make: () => T): Pool<T> {
  const free: T[] = [];
  return {
    take: () => free.pop() ?? make(),
    give(codec) {
      codec.reset();
      free.push(codec);
    },
  };
}

function createDecoder(): MixDecoder {
  const decoder = new Decoder({ channels: 1, sample_rate: rate });
  return {
    run(packet) {
      try {
        return new Int16Array(decoder.decode(packet).slice().buffer);
      } catch {
        return new Int16Array(0);
      }
    },
    reset: () => decoder.reset(),
  };
}

function createEncoder(): MixEncoder {
  const encoder = new Encoder({ channels: 1, sample_rate: rate, application: 'voip' });
  encoder.bitrate = bitrate;
  encoder.complexity = complexity;
  return { run: (samples) => encoder.encode(samples), reset: () => encoder.reset() };
}
