import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordingId, SoundId } from '../contract/ids';
import { soundFile } from '../sound/file-names';
import { createOggOpusWriter } from '../sound/ogg-opus';
import { createReadFiled, readTurns, turnsOfPackets } from './filed-turns';

/** By the configurations of RFC 6716 §3.1, table 2: 20 ms, 10 ms, 60 ms, and two frames of 20 ms without bytes. */
const [whole, half, long, gap] = [
  Buffer.from([0xf8, 1]),
  Buffer.from([0xf0, 2]),
  Buffer.from([0x18, 3]),
  Buffer.from([0xfb, 2]),
];

test('packets go out in the turn in which they begin, whatever length they have', () => {
  expect(turnsOfPackets([whole, half, half, whole])).toEqual([[whole], [half, half], [whole]]);
  expect(turnsOfPackets([long, whole, gap, whole])).toEqual([[long], [], [], [whole], [gap], [], [whole]]);
  expect(turnsOfPackets([half, whole, half])).toEqual([[half, whole], [half]]);
});

test('a sound is read from its file; of one that is not there, or is none, nothing is heard', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vaxel-recordings-'));
  const [there, broken, missing] = [randomUUID(), randomUUID(), randomUUID()] as [
    RecordingId,
    RecordingId,
    RecordingId,
  ];
  let warned = 0;
  const nothing = (): void => undefined;
  const logger = { debug: nothing, info: nothing, warn: () => void (warned += 1), error: nothing };
  try {
    const pages: Buffer[] = [];
    const writer = createOggOpusWriter(1, (page) => void pages.push(page));
    for (const packet of [whole, half, half]) writer.add(packet);
    writer.finish();
    await mkdir(join(folder, 'kept'));
    await writeFile(join(folder, soundFile(there)), Buffer.concat(pages));
    await writeFile(join(folder, 'kept', soundFile(broken)), Buffer.concat(pages));
    await writeFile(join(folder, soundFile(broken)), 'no sound');
    const read = createReadFiled(folder, logger);
    expect(await read(`recording/${there}`)).toEqual([[whole], [half, half]]);
    expect(await read(`kept/${broken as string as SoundId}`)).toEqual([[whole], [half, half]]);
    expect([await read(`recording/${broken}`), warned]).toEqual([[], 0]);
    expect([await read(`kept/${there as string as SoundId}`), warned]).toEqual([[], 1]);
    expect([await read(`recording/${missing}`), warned]).toEqual([[], 2]);
    expect(await createReadFiled(null, logger)(`recording/${there}`)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a list is what each of its sounds holds, in their order', async () => {
  const id = randomUUID() as SoundId;
  const read = readTurns(
    ['beep', `kept/${id}`, 'goodbye'],
    async () => [[half, half]],
    (own) => [[Buffer.from(own)]],
  );
  expect(await read).toEqual([[Buffer.from('beep')], [half, half], [Buffer.from('goodbye')]]);
});
