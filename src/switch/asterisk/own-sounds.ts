import { readFile } from 'node:fs/promises';
import { decodeFrames } from '../opus-frames';
import type { FiledSound, Sound } from '../port-sounds';
import type { Turns } from '../filed-turns';

/** Reads sounds of the switch's own as frames: Asterisk has them in a form of its own, and not where we are. */
export const createReadOwn =
  (directory: URL) =>
  async (sound: Exclude<Sound, FiledSound>): Promise<Turns> =>
    decodeFrames(await readFile(new URL(`${sound}.opusframes`, directory))).map((frame) => [frame]);
