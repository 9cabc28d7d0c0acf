import { Worker } from 'node:worker_threads';
import { VaxelError } from '../contract/errors';
import type { Clock } from '../ports/clock';
import { createTurn } from '../time/lanes';
import type { readForeignSound } from '../sound/foreign-sound';
import type { toMp4 } from '../sound/mp4';
import type { SoundTask, SoundTaskDone } from '../sound/worker-messages';

/** What takes long with a sound: seconds of somebody's upload, or of a recording of hours. Calls go on beside it. */
export interface SoundWork {
  readonly readForeign: typeof readForeignSound;
  readonly toMp4: typeof toMp4;
}

/** Samples lie outside of it; more than this is a file that nobody should read. */
const resourceLimits = { maxOldGenerationSizeMb: 512 };

/** Longer than any takes. One that never ended would keep everybody else's waiting. */
const longestMs = 120_000;

type After = Pick<Clock, 'after'>;

/** @param file the built worker: each task has a thread of its own, and of each kind one is done after the other */
export function createSoundWork(file: string, clock: After): SoundWork {
  const [readings, makings] = [createTurn(), createTurn()];
  async function work<Task extends SoundTask>(inTurn: typeof readings, task: Task): Promise<SoundTaskDone<Task>> {
    let done: SoundTaskDone<Task> | undefined;
    await inTurn(async () => void (done = await runIn(file, task, clock)));
    return done as SoundTaskDone<Task>;
  }
  return {
    async readForeign(bytes, mostMs) {
      const read = await work(readings, { what: 'readForeign', bytes, mostMs });
      return 'problem' in read ? read : { frames: read.frames.map(asBuffer) };
    },
    async toMp4(ogg) {
      const made = await work(makings, { what: 'toMp4', bytes: ogg });
      return made && asBuffer(made);
    },
  };
}

/** A thread gives bytes without what makes them a buffer. */
const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

const runIn = <Task extends SoundTask>(file: string, task: Task, clock: After): Promise<SoundTaskDone<Task>> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: task, name: 'sound', execArgv: [], resourceLimits });
    worker.unref();
    const cancel = clock.after(longestMs, () => void worker.terminate());
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', (code) => {
      cancel();
      reject(new VaxelError('server.error', `The thread for sounds ended with ${code}.`));
    });
  });
