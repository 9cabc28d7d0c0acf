import { randomInt, randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { VaxelError, type ErrorCode } from '../contract/errors';
import { toVaxelError } from '../errors/to-vaxel-error';
import type { SoundId } from '../contract/ids';
import type { SoundOfOwner } from '../contract/sounds/sounds';
import type { Database } from '../ports/database';
import { readForeignSound, type SoundProblem } from '../sound/foreign-sound';
import { createOggOpusWriter } from '../sound/ogg-opus';
import type { SoundFiles } from './sound-files';
import { createSoundStore, type SoundOwner } from './store';

export interface NewSound {
  readonly name: string;
  /** A file of somebody else, or a recording of ours. */
  readonly bytes: Buffer;
  readonly mostMs: number;
}

/**
 * Makes a sound of a file, for its owner; a problem of the file changes nothing.
 * @param alongside what is stored with it, or neither is
 */
export type KeepSound = (owner: SoundOwner, sound: NewSound, alongside?: Alongside) => Promise<SoundOfOwner>;
type Alongside = (transaction: Transaction<Database>, sound: SoundOfOwner) => Promise<void>;

export interface KeepSoundDeps {
  readonly db: Kysely<Database>;
  readonly files: Pick<SoundFiles<SoundId>, 'replace' | 'remove'>;
}

/** The sounds are frames of 20 ms. */
const frameMs = 20;

/**
 * The file is on the disk before there is a row. What a crash leaves without one is swept.
 * @throws VaxelError sounds.* | request.notFound for an owner who is not there
 */
export const createKeepSound =
  ({ db, files }: KeepSoundDeps): KeepSound =>
  async (owner, { name, bytes, mostMs }, alongside) => {
    const sound = await readForeignSound(bytes, mostMs);
    if ('problem' in sound) throw new VaxelError(codes[sound.problem], 'The file is no sound that can be kept.');
    const id = randomUUID() as SoundId;
    await files.replace(id, oggOf(sound.frames));
    try {
      return await db.transaction().execute(async (transaction) => {
        const kept = await createSoundStore(transaction, owner).add({ id, name, ms: sound.frames.length * frameMs });
        await alongside?.(transaction, kept);
        return kept;
      });
    } catch (error) {
      // Whether it is stored is not known then; if it is not, the file is swept.
      if (toVaxelError(error).code !== 'server.unavailable') await files.remove(id);
      throw error;
    }
  };

const codes: Readonly<Record<SoundProblem, ErrorCode>> = {
  empty: 'sounds.empty',
  notSound: 'sounds.notSound',
  otherCodec: 'sounds.otherCodec',
  cut: 'sounds.cut',
  tooLong: 'sounds.tooLong',
};

function oggOf(frames: readonly Buffer[]): Buffer {
  const pages: Buffer[] = [];
  const writer = createOggOpusWriter(randomInt(2 ** 32), (page) => void pages.push(page));
  for (const frame of frames) writer.add(frame);
  writer.finish();
  return Buffer.concat(pages);
}
