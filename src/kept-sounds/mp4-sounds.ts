import type { FileId } from '../sound/file-names';
import { toMp4 } from '../sound/mp4';
import type { SoundFiles } from './sound-files';

/** So many are kept, since a player asks for one in several parts: about 10 MB. */
const mostKept = 8;

/** Sounds as MP4, made when they are asked for. Null: there is none. */
export type Mp4Sounds<Id extends FileId> = (id: Id) => Promise<Buffer | null>;

export function createMp4Sounds<Id extends FileId>(files: Pick<SoundFiles<Id>, 'find'>): Mp4Sounds<Id> {
  /** What was asked for last stands at the end. */
  const kept = new Map<Id, Promise<Buffer | null>>();

  async function make(id: Id): Promise<Buffer | null> {
    const found = await files.find(id);
    return found === null || found.isPart ? null : toMp4(found.bytes);
  }

  /** Only what there is is kept. */
  async function ask(id: Id): Promise<Buffer | null> {
    const sound = await make(id).catch((error: unknown) => {
      kept.delete(id);
      throw error;
    });
    if (sound === null) kept.delete(id);
    return sound;
  }

  return (id) => {
    const sound = kept.get(id) ?? ask(id);
    kept.delete(id);
    kept.set(id, sound);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return sound;
  };
}
