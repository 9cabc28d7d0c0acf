import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../ports/logger';
import { keptFolder, soundFile, type FileId } from '../sound/file-names';
import { readOggOpus } from '../sound/ogg-opus';
import { packetSamples, samplesPerMs } from '../sound/opus-packets';
import type { FiledSound, Sound } from './port-sounds';

/** Folders in that of recordings, by what such sounds begin with. */
const folders = { recording: '', kept: keptFolder };

export const isFiled = (sound: Sound): sound is FiledSound =>
  Object.keys(folders).some((kind) => sound.startsWith(`${kind}/`));

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

/** Reads what a sound holds that is a file; of one that is not there, nothing. */
export type ReadFiled = (sound: FiledSound) => Promise<Turns>;

/** @param folder of recordings; null = there are none */
export const createReadFiled =
  (folder: string | null, logger: Logger): ReadFiled =>
  async (sound) => {
    if (folder === null) return [];
    const [kind, id] = sound.split('/') as [keyof typeof folders, FileId];
    try {
      return turnsOfPackets(readOggOpus(await readFile(join(folder, folders[kind], soundFile(id)))));
    } catch (error) {
      logger.warn({ sound, error: error instanceof Error ? error.message : 'failed' }, 'a sound is not played');
      return [];
    }
  };

/** Sounds one after the other, of which some are files. @param turnsOf what a sound of the switch's own holds */
export async function readTurns(
  sounds: readonly Sound[],
  read: ReadFiled,
  turnsOf: (sound: Exclude<Sound, FiledSound>) => Turns | Promise<Turns>,
): Promise<Turns> {
  const parts = await Promise.all(sounds.map((sound) => (isFiled(sound) ? read(sound) : turnsOf(sound))));
  return parts.flat();
}
