import { parentPort, workerData } from 'node:worker_threads';
import { readForeignSound } from './foreign-sound';
import { toMp4 } from './mp4';
import type { SoundTask } from './worker-messages';

/** One task with a sound, in a thread: what it throws is thrown where it was asked for. */
async function work(task: SoundTask): Promise<void> {
  const bytes = Buffer.from(task.bytes.buffer, task.bytes.byteOffset, task.bytes.byteLength);
  const done = await (task.what === 'toMp4' ? toMp4(bytes) : readForeignSound(bytes, task.mostMs));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to a thread, which has no origin
  parentPort?.postMessage(done);
}

void work(workerData as SoundTask);
