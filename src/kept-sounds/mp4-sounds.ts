import type { FileId } from '../sound/file-names';
import type { SoundWork } from './sound-work';
import type { SoundFiles } from './sound-files';

/** So many are kept, since a player asks for one in several parts; */
const mostKept = 8;
/** and no more than so many bytes, unless one alone is more: recordings of calls may be hours. */
const mostBytes = 20_000_000;

/** Sounds as MP4, made when they are asked for. Null: there is none. */
export type Mp4Sounds<Id extends FileId> = (id: Id) => Promise<Buffer | null>;

export function createMp4Sounds<Id extends FileId>(
  files: Pick<SoundFiles<Id>, 'find'>,
  { toMp4 }: Pick<SoundWork, 'toMp4'>,
): Mp4Sounds<Id> {
  /** What was asked for last stands at the end. */
  const kept = new Map<Id, Promise<Buffer | null>>();
  const sizes = new WeakMap<Promise<Buffer | null>, number>();

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

  const bytesKept = (): number => [...kept.values()].reduce((sum, each) => sum + (sizes.get(each) ?? 0), 0);

  function makeRoom(): void {
    for (const oldest of kept.keys()) {
      if (kept.size <= 1 || (kept.size <= mostKept && bytesKept() <= mostBytes)) return;
      kept.delete(oldest);
    }
  }

  /** How long one is is known when it is made. */
  async function weigh(sound: Promise<Buffer | null>): Promise<void> {
    const made = await sound.catch(() => null);
    sizes.set(sound, made?.length ?? 0);
    makeRoom();
  }

  function begin(id: Id): Promise<Buffer | null> {
    const sound = ask(id);
    void weigh(sound);
    return sound;
  }

  return (id) => {
    const sound = kept.get(id) ?? begin(id);
    kept.delete(id);
    kept.set(id, sound);
    makeRoom();
    return sound;
  };
}
