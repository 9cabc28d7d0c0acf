import { mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { partFile, soundFile, type FileId } from '../sound/file-names';

/** What of a sound lies on the disk. */
export interface FoundSound {
  readonly bytes: Buffer;
  /** The server ended before the recording did. */
  readonly isPart: boolean;
}

/** Sounds as files of one folder: recordings, which the switch writes, or those that are kept to be heard. */
export interface SoundFiles<Id extends FileId> {
  /** Null: there is none. */
  find(id: Id): Promise<FoundSound | null>;
  /** Puts a whole sound in the place of what there is; it is on the disk when this resolves. */
  replace(id: Id, bytes: Buffer): Promise<void>;
  remove(id: Id): Promise<void>;
  /** Removes those that are as old and of which `kept` does not know, such as what was too short to be a message. */
  sweep(beforeMs: number, kept: (ids: readonly Id[]) => Promise<ReadonlySet<Id>>): Promise<void>;
}

/** Of ids that are asked for at once. */
const mostAtOnce = 500;

export function createSoundFiles<Id extends FileId>(folder: string): SoundFiles<Id> {
  const whole = (id: Id): string => join(folder, soundFile(id));
  const part = (id: Id): string => join(folder, partFile(id));
  return {
    async find(id) {
      const bytes = await read(whole(id));
      if (bytes !== null) return { bytes, isPart: false };
      const begun = await read(part(id));
      return begun && { bytes: begun, isPart: true };
    },
    async replace(id, bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = await open(part(id), 'w', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(part(id), whole(id));
    },
    async remove(id) {
      await Promise.all([whole(id), part(id)].map((file) => rm(file, { force: true })));
    },
    async sweep(beforeMs, kept) {
      const names = (await readdir(folder).catch(nullIfMissing)) ?? [];
      for (let from = 0; from < names.length; from += mostAtOnce) {
        const files = names.slice(from, from + mostAtOnce).flatMap((name) => {
          const id = /^([\da-f-]{36})(?:\.ogg|\.part){1,2}$/.exec(name)?.[1] as Id | undefined;
          return id === undefined ? [] : [{ id, path: join(folder, name) }];
        });
        const known = files.length === 0 ? new Set<Id>() : await kept(files.map(({ id }) => id));
        for (const { id, path } of files) if (!known.has(id)) await removeIfOld(path, beforeMs);
      }
    },
  };
}

async function removeIfOld(path: string, beforeMs: number): Promise<void> {
  // One that is whole by now, or removed, has another name or none.
  const found = await stat(path).catch(nullIfMissing);
  if (found !== null && found.mtimeMs < beforeMs) await rm(path, { force: true });
}

const read = (path: string): Promise<Buffer | null> => readFile(path).catch(nullIfMissing);

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
