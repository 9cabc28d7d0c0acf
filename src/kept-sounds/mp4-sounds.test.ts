import { randomUUID } from 'node:crypto';
import { soundWorkHere } from '../../tests/fakes/sound-work';
import type { RecordingId } from '../contract/ids';
import { createOggOpusWriter } from '../sound/ogg-opus';
import { createMp4Sounds } from './mp4-sounds';
import type { FoundSound } from './sound-files';

const pages: Buffer[] = [];
const writer = createOggOpusWriter(1, (page) => pages.push(page));
for (let frame = 0; frame < 100; frame += 1)
  writer.add(Buffer.concat([Buffer.from([31 << 3]), Buffer.alloc(40, frame)]));
writer.finish();
const bytes = Buffer.concat(pages);

/** Over a disk that says what it is asked for. */
function over(found: () => Promise<FoundSound | null>) {
  const read: RecordingId[] = [];
  const mp4 = createMp4Sounds<RecordingId>({ find: (id) => (read.push(id), found()) }, soundWorkHere);
  return { mp4, read };
}
const ids = Array.from({ length: 9 }, () => randomUUID() as RecordingId);
const [first, second] = ids as [RecordingId, RecordingId];

test('what is asked for in parts, or twice at once, is made once; the oldest of nine is made again', async () => {
  const { mp4, read } = over(async () => ({ bytes, isPart: false }));
  const [one, again] = await Promise.all([mp4(first), mp4(first)]);
  expect([one?.toString('latin1', 4, 8), again]).toEqual(['ftyp', one]);
  for (const id of ids.slice(1, 8)) await mp4(id);
  await mp4(first);
  await mp4(ids[8] ?? first);
  await mp4(first);
  expect(read).toEqual(ids);
  await mp4(second);
  expect(read).toEqual([...ids, second]);
});

test('what there was not may be there the next time, and so may what could not be read', async () => {
  let found: () => Promise<FoundSound | null> = () => Promise.resolve(null);
  const { mp4 } = over(() => found());
  expect(await mp4(first)).toBeNull();
  found = () => Promise.reject(new Error('the disk is away'));
  await expect(mp4(first)).rejects.toThrow('the disk is away');
  found = async () => ({ bytes, isPart: true });
  expect(await mp4(first)).toBeNull();
  found = async () => ({ bytes, isPart: false });
  expect((await mp4(first))?.length).toBeGreaterThan(4_000);
});

test('of two that are long only the last is kept', async () => {
  const long: Buffer[] = [];
  const writing = createOggOpusWriter(1, (page) => long.push(page));
  const packet = Buffer.concat([Buffer.from([31 << 3]), Buffer.alloc(1_200, 1)]);
  for (let frame = 0; frame < 9_000; frame += 1) writing.add(packet);
  writing.finish();
  const { mp4, read } = over(async () => ({ bytes: Buffer.concat(long), isPart: false }));
  for (const id of [first, second, second, first]) await mp4(id);
  expect(read).toEqual([first, second, first]);
});
