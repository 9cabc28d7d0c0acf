import { Encoder } from '@evan/opus';
import { createMeter, type Measure } from '../../sound/meter';
import { createOggOpusWriter, samplesOf } from '../../sound/ogg-opus';

/** What Asterisk writes: signed samples of 16 bits, little-endian. */
const rate = 16_000;
const frameMs = 20;
const frameSamples = (rate / 1_000) * frameMs;
const frameBytes = 2 * frameSamples;

/** A voice at this rate needs no more. */
const [bitrate, complexity] = [24_000, 5];
/** While so many are made the event loop does nothing else: about 2 ms. */
const framesInTurn = 10;

export interface Kept extends Pick<Measure, 'ms' | 'speechMs'> {
  /** There was as much as there may be. */
  readonly isFull: boolean;
}

export interface RecordedSound {
  /** The next bytes of the file that Asterisk has written, however it is cut. */
  take(bytes: Uint8Array): Promise<void>;
  /** That was all. */
  finish(): Kept;
}

/**
 * Makes a file of samples as they come, Ogg Opus, without the silence at its end.
 * @param write the file's bytes, a page at a time
 */
export function createRecordedSound(serial: number, maxMs: number, write: (page: Buffer) => void): RecordedSound {
  const encoder = new Encoder({ channels: 1, sample_rate: rate, application: 'voip' });
  Object.assign(encoder, { bitrate, complexity });
  const [writer, meter] = [createOggOpusWriter(serial, write), createMeter()];
  const most = Math.ceil(maxMs / frameMs);
  let frames = 0;
  let rest: Uint8Array = new Uint8Array(0);
  /** Nobody knows yet whether anything comes after it. */
  const silent: Buffer[] = [];

  function takeFrame(frame: Int16Array): void {
    const packet = Buffer.from(encoder.encode(frame));
    frames += 1;
    silent.push(packet);
    if (meter.add(packet)) for (const each of silent.splice(0)) writer.add(each);
  }

  return {
    async take(bytes) {
      const all = Buffer.concat([rest, bytes]);
      let at = 0;
      for (; at + frameBytes <= all.length && frames < most; at += frameBytes) {
        takeFrame(samplesIn(all.subarray(at, at + frameBytes)));
        if (frames % framesInTurn === 0) await new Promise(setImmediate);
      }
      rest = frames < most ? all.subarray(at) : new Uint8Array(0);
    },
    finish() {
      const { ms, speechMs } = meter.measure();
      for (const each of silent) if (writer.samples() < samplesOf(ms)) writer.add(each);
      writer.finish();
      return { ms, speechMs, isFull: frames >= most };
    },
  };
}

const samplesIn = (bytes: Buffer): Int16Array =>
  Int16Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readInt16LE(2 * at));
