import { readFile } from 'node:fs/promises';
import OpusScript from 'opusscript';
import { readOggOpus } from '../../src/sound/ogg-opus';
import { sidesOf, type SoundSide } from '../../src/sound/two-sided';
import { analyse, analysisRate, type SoundAnalysis } from './sound-analysis';

/** What is looked at by itself. */
const windowMs = 200;

/** What a recording sounds like, a fifth of a second after the other; decoded by another library than the switch's. */
export const soundOf = async (file: string): Promise<readonly SoundAnalysis[]> =>
  analysed(readOggOpus(await readFile(file)));

/** The same of one of both sides, each by itself. */
export async function soundsOf(file: string): Promise<Readonly<Record<SoundSide, readonly SoundAnalysis[]>>> {
  const { said, heard } = sidesOf(readOggOpus(await readFile(file)));
  return { said: analysed(said), heard: analysed(heard) };
}

function analysed(packets: readonly Buffer[]): readonly SoundAnalysis[] {
  const decoder = new OpusScript(analysisRate, 1, OpusScript.Application.AUDIO);
  const pcm = Buffer.concat(packets.map((packet) => Buffer.from(decoder.decode(packet))));
  decoder.delete();
  const samples = Float64Array.from({ length: pcm.length / 2 }, (_, at) => pcm.readInt16LE(2 * at) / 32_768);
  const each = (analysisRate * windowMs) / 1000;
  return Array.from({ length: Math.floor(samples.length / each) }, (_, at) =>
    analyse(samples.subarray(at * each, (at + 1) * each)),
  );
}
