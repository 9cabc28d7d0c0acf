import { open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RecordingId } from '../contract/ids';
import { partFile, soundFile } from '../sound/file-names';

/** What of a recording lies on the disk. */
export interface FoundSound {
  readonly bytes: Buffer;
  /** The server ended before the recording did. */
  readonly isPart: boolean;
}

/** Recordings as files of one folder, which the switch writes. */
export interface SoundFiles {
  /** Null: there is none. */
  find(id: RecordingId): Promise<FoundSound | null>;
  /** Puts a whole recording in the place of one that was cut off; it is on the disk when this resolves. */
  replace(id: RecordingId, bytes: Buffer): Promise<void>;
  remove(id: RecordingId): Promise<void>;
  /** Removes those that are as old and of which `kept` does not know, such as what was too short to be a message. */
  sweep(beforeMs: number, kept: (ids: readonly RecordingId[]) => Promise<ReadonlySet<RecordingId>>): Promise<void>;
}

/** Of ids that are asked for at once. */
const mostAtOnce = 500;

export function createSoundFiles(folder: string): SoundFiles {
  const whole = (id: RecordingId): string => join(folder, soundFile(id));
  const part = (id: RecordingId): string => join(folder, partFile(id));
  return {
    async find(id) {
      const bytes = await read(whole(id));
      if (bytes !== null) return { bytes, isPart: false };
      const begun = await read(part(id));
      return begun && { bytes: begun, isPart: true };
    },
    async replace(id, bytes) {
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
      const names = await readdir(folder).catch(noneIfMissing);
      for (let from = 0; from < names.length; from += mostAtOnce) {
        const files = names.slice(from, from + mostAtOnce).flatMap((name) => {
          const id = RecordingId.safeParse(/^([\da-f-]{36})(?:\.ogg|\.part){1,2}$/.exec(name)?.[1]).data;
          return id === undefined ? [] : [{ id, path: join(folder, name) }];
        });
        const known = files.length === 0 ? new Set() : await kept(files.map(({ id }) => id));
        for (const { id, path } of files) if (!known.has(id)) await removeIfOld(path, beforeMs);
      }
    },
  };
}

async function removeIfOld(path: string, beforeMs: number): Promise<void> {
  const { mtimeMs } = await stat(path);
  if (mtimeMs < beforeMs) await rm(path, { force: true });
}

async function read(path: string): Promise<Buffer | null> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

function noneIfMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
