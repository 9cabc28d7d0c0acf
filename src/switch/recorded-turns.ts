import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordingId } from '../contract/ids';
import type { Logger } from '../ports/logger';
import { soundFile } from '../sound/file-names';
import { readOggOpus } from '../sound/ogg-opus';
import { packetSamples, samplesPerMs } from '../sound/opus-packets';
import type { RecordedSound, Sound } from './port';

const prefix = 'recording/';
export const isRecorded = (sound: Sound): sound is RecordedSound => sound.startsWith(prefix);

/** What shall be played is a recording, which is alone. */
export const recordingIn = ([sound]: readonly Sound[]): RecordingId | null =>
  sound !== undefined && isRecorded(sound) ? (sound.slice(prefix.length) as RecordingId) : null;

/** Packets in turns of 20 ms: those that begin in each. */
export type Turns = readonly (readonly Buffer[])[];

export const turnMs = 20;
const turnSamples = turnMs * samplesPerMs;

export function turnsOfPackets(packets: readonly Buffer[]): Turns {
  const turns: Buffer[][] = [];
  let begin = 0;
  for (const packet of packets) {
    const turn = Math.floor(begin / turnSamples);
    begin += packetSamples(packet) ?? 0;
    while (turns.length * turnSamples < begin) turns.push([]);
    turns[turn]?.push(packet);
  }
  return turns;
}

/** Reads what a recording holds; of one that is not there, nothing. @param folder null = there are none */
export const createReadRecording =
  (folder: string | null, logger: Logger) =>
  async (recording: RecordingId): Promise<Turns> => {
    if (folder === null) return [];
    try {
      return turnsOfPackets(readOggOpus(await readFile(join(folder, soundFile(recording)))));
    } catch (error) {
      logger.warn({ recording, error: error instanceof Error ? error.message : 'failed' }, 'a recording is not played');
      return [];
    }
  };
