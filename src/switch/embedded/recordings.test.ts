import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeClock } from '../../../tests/fakes/clock';
import { Waiters } from '../../../tests/fakes/waiters';
import { patienceMs } from '../../../tests/patience';
import type { LegId, RecordingId } from '../../contract/ids';
import { partFile, soundFile } from '../../sound/file-names';
import { readOggOpus, repairOgg, samplesOf } from '../../sound/ogg-opus';
import type { SwitchEvent } from '../port';
import type { LegAudio } from './leg-audio';
import { loadSounds } from '../opus-frames';
import { createRecorder } from './recorder';
import { createRecordings } from './recordings';
import type { RtpPacket } from './rtp';

const silentFrame = Buffer.from([0xf8, 0xff, 0xfe]);
const limits = { maxMs: 300_000, silenceMs: 8_000 };
let root: string;
let voice: readonly Buffer[];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'vaxel-recordings-'));
  voice = (await loadSounds(new URL('sounds/', import.meta.url)))['not-in-use-sv'];
});
afterAll(() => rm(root, { recursive: true }));

/** Recordings of one leg, whose time and words come from the test. */
function legThatTalks(folder: string | null = join(root, randomUUID())) {
  const clock = createFakeClock();
  const takers = new Set<(packet: RtpPacket) => void>();
  const events: SwitchEvent[] = [];
  const waiters = new Waiters();
  const warned: string[] = [];
  const recordings = createRecordings({
    listening: clock,
    steady: clock,
    logger: {
      debug: () => undefined,
      info: () => undefined,
      error: () => undefined,
      warn: (_of, what) => void warned.push(what ?? ''),
    },
    folder,
    emit(event) {
      events.push(event);
      waiters.wake();
    },
  });
  const leg = randomUUID() as LegId;
  const recording = randomUUID() as RecordingId;
  const audio = {
    record(take: (packet: RtpPacket) => void) {
      takers.add(take);
      return () => takers.delete(take);
    },
  } as Pick<LegAudio, 'record'> as LegAudio;
  let sequence = 65_530;
  return {
    ...{ clock, events, recordings, leg, recording, audio, takers, warned },
    file: (name: (of: RecordingId) => string): string => join(folder ?? '', name(recording)),
    /** One packet each 20 ms. */
    say(packets: readonly Buffer[]): void {
      for (const payload of packets) {
        clock.advance(20);
        sequence += 1;
        const counters = { sequence: sequence & 0xffff, timestamp: (sequence * 960) >>> 0 };
        for (const take of takers) take({ marker: false, payloadType: 111, ssrc: 1, payload, ...counters });
      }
    },
    async told(): Promise<SwitchEvent | undefined> {
      await waiters.until(
        () => events.length > 0,
        patienceMs,
        () => 'recorded',
      );
      return events[0];
    },
  };
}

describe('recordings', () => {
  it('lie on the disk while they are made, a page a second: what a crash leaves is a message', async () => {
    const office = legThatTalks();
    office.recordings.begin(office.leg, office.audio, office.recording, limits);
    office.say(voice.slice(0, 120));
    await expectSoon(
      async () => readOggOpus(repairOgg(await readFile(office.file(partFile))) ?? Buffer.of()),
      voice.slice(0, 100),
    );
    await office.recordings.endAll();
    expect(office.events).toEqual([expect.objectContaining({ type: 'recorded', leg: office.leg, reason: 'ended' })]);
    expect(readOggOpus(await readFile(office.file(soundFile)))).toEqual(voice.slice(0, 120));
    expect(await readdir(join(office.file(soundFile), '..'))).toEqual([soundFile(office.recording)]);
    expect(office.takers.size).toBe(0);
  });

  it('end 8 s after the last word, and without them', async () => {
    const office = legThatTalks();
    office.recordings.begin(office.leg, office.audio, office.recording, limits);
    office.say(voice.slice(0, 100));
    office.say(new Array<Buffer>(200).fill(silentFrame));
    office.clock.advance(3_900);
    expect(office.takers.size).toBe(1);
    office.clock.advance(300);
    const event = await office.told();
    expect(event).toMatchObject({ reason: 'silence' });
    const packets = readOggOpus(await readFile(office.file(soundFile)));
    expect(packets.length).toBeGreaterThan(90);
    expect(packets.length).toBeLessThanOrEqual(120);
    expect(event?.type === 'recorded' && Math.ceil(samplesOf(event.ms) / 960)).toBe(packets.length);
  });

  it('measure afterwards what nobody listened to', async () => {
    const [heard, unheard] = [legThatTalks(), legThatTalks()];
    for (const [office, silenceMs] of [
      [heard, 8_000],
      [unheard, null],
    ] as const) {
      office.recordings.begin(office.leg, office.audio, office.recording, { ...limits, silenceMs });
      office.say([...voice.slice(0, 100), ...new Array<Buffer>(300).fill(silentFrame)]);
      office.recordings.stop(office.leg, office.recording);
      await office.told();
    }
    const lengths = [heard, unheard].map(
      ({ events: [event] }) => event?.type === 'recorded' && [event.ms, event.speechMs],
    );
    expect(lengths[0]).toEqual(lengths[1]);
    expect(await readFile(unheard.file(soundFile))).toHaveLength((await readFile(heard.file(soundFile))).length);
  });

  it('take no more bytes than a voice has in their time', async () => {
    const office = legThatTalks();
    office.recordings.begin(office.leg, office.audio, office.recording, { maxMs: 1_000, silenceMs: null });
    const flood = Buffer.concat([Buffer.from([16 << 3]), Buffer.alloc(1_200)]);
    office.clock.advance(900);
    for (let sequence = 0; sequence < 300; sequence += 1)
      for (const take of office.takers)
        take({ marker: false, payloadType: 111, ssrc: 1, sequence, timestamp: sequence * 120, payload: flood });
    expect(await office.told()).toMatchObject({ reason: 'maximum' });
    expect((await readFile(office.file(soundFile))).length).toBeLessThan(70_000);
  });

  it('fail once where the disk says no, and leave nothing that is theirs', async () => {
    const folder = join(root, 'in-the-way');
    await writeFile(folder, '');
    const nowhere = legThatTalks(folder);
    nowhere.recordings.begin(nowhere.leg, nowhere.audio, nowhere.recording, limits);
    expect(await nowhere.told()).toMatchObject({ reason: 'failed', ms: 0, speechMs: 0 });
    nowhere.recordings.legEnded(nowhere.leg);
    await nowhere.recordings.endAll();
    expect(nowhere.events).toHaveLength(1);
    expect([nowhere.takers.size, nowhere.warned.length]).toEqual([0, 1]);

    // No name for it: the part is taken away again.
    const nameless = legThatTalks();
    await mkdir(nameless.file(soundFile), { recursive: true });
    nameless.recordings.begin(nameless.leg, nameless.audio, nameless.recording, limits);
    nameless.say(voice.slice(0, 60));
    nameless.recordings.stop(nameless.leg, nameless.recording);
    expect(await nameless.told()).toMatchObject({ reason: 'failed' });
    expect(await readdir(join(nameless.file(soundFile), '..'))).toEqual([soundFile(nameless.recording)]);

    // Another's of that name is left alone.
    const taken = legThatTalks();
    await mkdir(join(taken.file(partFile), '..'));
    await writeFile(taken.file(partFile), 'other');
    taken.recordings.begin(taken.leg, taken.audio, taken.recording, limits);
    expect(await taken.told()).toMatchObject({ reason: 'failed' });
    expect(await readFile(taken.file(partFile), 'utf8')).toBe('other');
  });

  it('fail as soon as the disk is full', async () => {
    const clock = createFakeClock();
    const done: string[] = [];
    let pages = 0;
    const { take, end } = createRecorder({
      listening: clock,
      steady: clock,
      logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
      recording: randomUUID() as RecordingId,
      limits,
      file: {
        append: () => ((pages += 1) > 3 ? Promise.reject(new Error('ENOSPC')) : Promise.resolve()),
        read: () => Promise.reject(new Error('ENOSPC')),
        keep: () => Promise.reject(new Error('ENOSPC')),
        discard: async () => void done.push('discarded'),
      },
      onRecorded: ({ reason }) => void done.push(reason),
    });
    for (const [sequence, payload] of voice.slice(0, 110).entries()) {
      clock.advance(20);
      take({ marker: false, payloadType: 111, ssrc: 1, sequence, timestamp: sequence * 960, payload });
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(done).toEqual(['discarded', 'failed']);
    await end('ended');
    clock.advance(400_000);
    expect(done).toHaveLength(2);
  });

  it('are not made without a folder', async () => {
    const office = legThatTalks(null);
    office.recordings.begin(office.leg, office.audio, office.recording, limits);
    expect(await office.told()).toMatchObject({ recording: office.recording, reason: 'failed' });
  });
});

/** Looks again until it is so: a page is written by another thread. */
async function expectSoon<T>(look: () => Promise<T>, expected: T): Promise<void> {
  const untilMs = performance.now() + patienceMs;
  for (;;) {
    try {
      return expect(await look()).toEqual(expected);
    } catch (error) {
      if (performance.now() > untilMs) throw error;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
