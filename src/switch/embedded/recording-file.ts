import { mkdir, open, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordingId } from '../../contract/ids';
import { partFile, soundFile } from '../../sound/file-names';

/** A recording on the disk. Its steps are done in their order; where one fails, so do all after it. */
export interface RecordingFile {
  /** Resolves when the bytes have left this process: a crash of it leaves them. */
  append(bytes: Buffer): Promise<void>;
  read(): Promise<Buffer>;
  /** Gives it its name, with these bytes, or as it is; it survives a loss of power when this resolves. */
  keep(bytes: Buffer | null): Promise<void>;
  /** Leaves nothing of it. */
  discard(): Promise<void>;
}

export function createRecordingFile(folder: string, recording: RecordingId): RecordingFile {
  const part = join(folder, partFile(recording));
  const opened = begin(folder, part);
  let last: Promise<unknown> = opened;

  function next<T>(work: (file: FileHandle) => Promise<T>): Promise<T> {
    const done = last.then(async () => work(await opened));
    last = done;
    return done;
  }

  return {
    append: (bytes) => next((file) => file.appendFile(bytes)),
    read: () => next(() => readFile(part)),
    keep: (bytes) =>
      next(async (file) => {
        if (bytes !== null) await replace(file, await readFile(part), bytes);
        await file.sync();
        await file.close();
        await rename(part, join(folder, soundFile(recording)));
      }),
    async discard() {
      const file = await opened.catch(() => null);
      // One that could not be opened is not ours.
      if (file === null) return;
      await last.catch(() => undefined);
      await file.close();
      await rm(part, { force: true });
    },
  };
}

/** Opened so that whatever is written goes to its end, and never over another one. */
async function begin(folder: string, part: string): Promise<FileHandle> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return open(part, 'ax', 0o600);
}

/** Writes only what differs: at any time all that is alike is there. */
async function replace(file: FileHandle, before: Buffer, after: Buffer): Promise<void> {
  let alike = 0;
  while (alike < after.length && before[alike] === after[alike]) alike += 1;
  if (alike < before.length) await file.truncate(alike);
  await file.appendFile(after.subarray(alike));
}
