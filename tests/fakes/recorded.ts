import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDecoder, decodedRate } from '../../src/sound/decoder';
import { readOggOpus } from '../../src/sound/ogg-opus';
import { analyse, analysisRate, type SoundAnalysis } from './sound-analysis';

/** What a recording sounds like, half a second after the other. */
export function heardIn(folder: string, recording: string): readonly SoundAnalysis[] {
  const decode = createDecoder();
  const packets = readOggOpus(readFileSync(join(folder, `${recording}.ogg`)));
  const samples = packets.flatMap((packet) => [...decode(packet)]);
  const step = decodedRate / analysisRate;
  const slower = Float64Array.from({ length: Math.floor(samples.length / step) }, (_, at) => {
    const [a = 0, b = 0] = samples.slice(at * step, (at + 1) * step);
    return (a + b) / step / 32_768;
  });
  const part = analysisRate / 2;
  return Array.from({ length: Math.floor(slower.length / part) }, (_, at) =>
    analyse(slower.slice(at * part, (at + 1) * part)),
  );
}
