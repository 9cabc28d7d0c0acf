import { randomInt } from 'node:crypto';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { partFile, soundFile } from '../../sound/file-names';
import { createRecordedSound, type Kept } from './recorded-sound';
import { fileNameOf, type RecordingFacts } from './recording-names';

type Take = (piece: Uint8Array) => Promise<void>;
/** Makes a recording's file of what `read` brings. @throws Error of the file, and what `read` throws */
export type KeepRecording = (facts: RecordingFacts, read: (take: Take) => Promise<void>) => Promise<Kept>;

/** @param folder null = nothing can be recorded */
export function createKeepRecording(folder: string | null): KeepRecording {
  return async (facts, read) => {
    if (folder === null) throw new Error('there is no folder for recordings');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const part = join(folder, partFile(fileNameOf(facts)));
    const file = await open(part, 'w', 0o600);
    try {
      const kept = await fill(file, facts.maxMs, read);
      await file.sync();
      await rename(part, join(folder, soundFile(fileNameOf(facts))));
      return kept;
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  };
}

async function fill(file: FileHandle, maxMs: number, read: Parameters<KeepRecording>[1]): Promise<Kept> {
  const pages: Buffer[] = [];
  const sound = createRecordedSound(randomInt(2 ** 32), maxMs, (page) => void pages.push(page));
  const write = (): Promise<unknown> => file.writeFile(Buffer.concat(pages.splice(0)));
  await read(async (piece) => {
    await sound.take(piece);
    await write();
  });
  const kept = sound.finish();
  await write();
  return kept;
}
