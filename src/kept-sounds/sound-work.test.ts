import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { buildSoundWorker, type BuiltWorker } from '../../tests/fakes/built-worker';
import { createFakeClock } from '../../tests/fakes/clock';
import { wavOf } from '../../tests/fakes/wav';
import { readForeignSound } from '../sound/foreign-sound';
import { createOggOpusWriter } from '../sound/ogg-opus';
import { createSoundWork } from './sound-work';

const clock = createFakeClock();
let worker: BuiltWorker;
beforeAll(async () => {
  worker = await buildSoundWorker();
});
afterAll(() => worker.remove());

/** How long nothing else could go on while it was done, at most, in milliseconds. */
async function longestStall(work: () => Promise<unknown>): Promise<number> {
  let [isOver, longest, lastMs] = [false, 0, performance.now()];
  const look = (): void => {
    longest = Math.max(longest, performance.now() - lastMs);
    lastMs = performance.now();
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  await work();
  isOver = true;
  return longest;
}

test('a file is read in a thread as it would be here: the same frames, the same problems', async () => {
  const { readForeign } = createSoundWork(worker.file, clock);
  const tone = wavOf(440, 8_000, 1_000);
  const [there, here] = [await readForeign(tone, 60_000), await readForeignSound(tone, 60_000)];
  expect(there).toEqual(here);
  expect('frames' in there && there.frames.every((each) => Buffer.isBuffer(each))).toBe(true);
  expect(await readForeign(tone, 500)).toEqual({ problem: 'tooLong' });
  expect(await readForeign(Buffer.alloc(0), 500)).toEqual({ problem: 'empty' });
});

test('a recording becomes MP4 in a thread; of no sound there is none', async () => {
  const { readForeign, toMp4 } = createSoundWork(worker.file, clock);
  const pages: Buffer[] = [];
  const writer = createOggOpusWriter(1, (page) => void pages.push(page));
  const read = await readForeign(wavOf(440, 8_000, 1_000), 60_000);
  for (const frame of 'frames' in read ? read.frames : []) writer.add(frame);
  writer.finish();
  const mp4 = await toMp4(Buffer.concat(pages));
  expect([Buffer.isBuffer(mp4), mp4?.toString('latin1', 4, 8)]).toEqual([true, 'ftyp']);
  expect(await toMp4(Buffer.from('no sound'))).toBeNull();
});

test('a file at a rate that takes seconds holds up nobody for as long as reading it here does', async () => {
  const { readForeign } = createSoundWork(worker.file, clock);
  const odd = wavOf(440, 191_999, 2_000);
  const there = await longestStall(() => readForeign(odd, 60_000));
  const here = await longestStall(() => readForeignSound(odd, 60_000));
  expect(there).toBeLessThan(here);
});

test('a thread that cannot begin is told of', async () => {
  await expect(createSoundWork('/nowhere/sound-worker.js', clock).readForeign(Buffer.alloc(1), 1)).rejects.toThrow();
});

test('a thread that never ends is ended, and whoever waited for it has a turn', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vaxel-endless-'));
  await writeFile(join(folder, 'worker.cjs'), 'for (;;);');
  const { toMp4 } = createSoundWork(join(folder, 'worker.cjs'), clock);
  for (const each of [toMp4(Buffer.alloc(1)), toMp4(Buffer.alloc(1))]) {
    const refused = expect(each).rejects.toMatchObject({ code: 'server.error' });
    await turn();
    clock.advance(120_000);
    await refused;
  }
  await rm(folder, { recursive: true });
});
