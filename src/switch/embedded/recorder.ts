import { randomInt } from 'node:crypto';
import type { RecordingId } from '../../contract/ids';
import type { Clock } from '../../ports/clock';
import type { Logger } from '../../ports/logger';
import { createMeter, measure, type Measure } from '../../sound/meter';
import { createOggOpusWriter, cutOgg, msOf, readOggOpus } from '../../sound/ogg-opus';
import { createTrack } from '../../sound/track';
import { createTwoSidedTrack, type SoundSide } from '../../sound/two-sided';
import type { RecordingEnd, RecordingLimits } from '../port';
import type { RecordingFile } from './recording-file';
import type { RtpPacket } from './rtp';

/** What no voice exceeds: the highest rate of Opus, 510 kbit/s (RFC 6716 §2.1.1). */
const mostBytesPerMs = 64;

export interface RecorderDeps {
  readonly listening: Clock;
  readonly steady: Pick<Clock, 'nowMs'>;
  readonly logger: Logger;
  readonly recording: RecordingId;
  readonly limits: RecordingLimits;
  readonly file: RecordingFile;
  /** Once, when nothing is left to do. */
  readonly onRecorded: (recorded: Recorded) => void;
}

export interface Recorded extends Pick<Measure, 'ms' | 'speechMs'> {
  readonly reason: RecordingEnd;
}

/** One recording, from its beginning to its file. Copies packets; only where silence ends it are they decoded. */
export interface Recorder {
  /** A packet of audio that the leg says, or hears. */
  take(packet: RtpPacket, side?: SoundSide): void;
  /** What comes meanwhile is not kept, but its time. */
  pause(on: boolean): void;
  /** Ends it, if nothing has; resolves when that is told. */
  end(reason: RecordingEnd): Promise<void>;
}

export const nothingKept: Recorded = { ms: 0, speechMs: 0, reason: 'failed' };

export function createRecorder(deps: RecorderDeps): Recorder {
  const { listening, logger, recording, limits, file, onRecorded } = deps;
  const silence = awaitSilence(listening, limits.silenceMs, () => void end('silence'));
  const cancelMaximum = listening.after(limits.maxMs, () => void end('maximum'));
  const onPage = (page: Buffer): void => void file.append(page).catch(() => end('failed'));
  const timeOf = createTime(deps);
  const sound = limits.both ? createBothSides(onPage) : createSound(limits, { onPage, onSound: silence.ends });
  const mostBytes = limits.maxMs * mostBytesPerMs * (limits.both ? 2 : 1);
  let isPaused = false;
  let ending: Promise<void> | null = null;

  async function keep(reason: RecordingEnd): Promise<Recorded> {
    sound.finish(timeOf());
    return { ...(await sound.keep(file)), reason };
  }

  async function finish(reason: RecordingEnd): Promise<void> {
    cancelMaximum();
    silence.cancel();
    const recorded = await keep(reason).catch(async (err: unknown) => {
      logger.warn({ err, recording }, 'a recording could not be written, and is not kept');
      await file.discard().catch(() => undefined);
      return nothingKept;
    });
    onRecorded(recorded);
  }

  function end(reason: RecordingEnd): Promise<void> {
    ending ??= finish(reason);
    return ending;
  }

  return {
    take(packet, side = 'said') {
      if (ending !== null || isPaused) return;
      sound.take(packet, side, timeOf());
      if (sound.bytes() > mostBytes) void end('maximum');
    },
    pause(on) {
      isPaused = on;
    },
    end,
  };
}

/** How long it is since the recording has begun. */
interface Since {
  /** Of it, the time in which we listened. */
  readonly listenedMs: number;
  readonly passedMs: number;
}

function createTime({ listening, steady }: Pick<RecorderDeps, 'listening' | 'steady'>): () => Since {
  const began = { listenedMs: listening.nowMs(), passedMs: steady.nowMs() };
  return () => ({ listenedMs: listening.nowMs() - began.listenedMs, passedMs: steady.nowMs() - began.passedMs });
}

/** Calls back when nothing has ended the silence for so long; never for null. */
function awaitSilence(listening: Clock, silenceMs: number | null, onSilence: () => void) {
  let soundMs = listening.nowMs();
  let cancel: () => void = () => undefined;
  function wait(forMs: number): void {
    cancel = listening.after(forMs, () => {
      const leftMs = soundMs + (silenceMs ?? 0) - listening.nowMs();
      if (leftMs > 0) wait(leftMs);
      else onSilence();
    });
  }
  if (silenceMs !== null) wait(silenceMs);
  return {
    ends: () => void (soundMs = listening.nowMs()),
    cancel: () => cancel(),
  };
}

/** What makes pages of packets, and of those what is kept. */
interface Sound {
  take(packet: RtpPacket, side: SoundSide, since: Since): void;
  finish(since: Since): void;
  bytes(): number;
  keep(file: RecordingFile): Promise<Pick<Measure, 'ms' | 'speechMs'>>;
}

function createSound(
  { silenceMs }: RecordingLimits,
  { onPage, onSound }: { readonly onPage: (page: Buffer) => void; readonly onSound: () => void },
): Sound {
  const meter = silenceMs === null ? null : createMeter();
  const writer = createOggOpusWriter(randomInt(2 ** 32), onPage);
  let bytes = 0;
  const track = createTrack(0, (packet) => {
    bytes += packet.length;
    writer.add(packet);
    if (meter?.add(packet) === true) onSound();
  });
  return {
    take: (packet, _, { listenedMs, passedMs }) => track.take(packet, listenedMs, passedMs),
    bytes: () => bytes,
    finish() {
      track.finish();
      writer.finish();
    },
    async keep(file) {
      const whole = await file.read();
      const { ms, speechMs } = meter?.measure() ?? (await measure(readOggOpus(whole)));
      await file.keep(cutOgg(whole, ms) ?? whole);
      return { ms, speechMs };
    },
  };
}

/** Of both sides all is kept as it has been written: it may be hours. */
function createBothSides(onPage: (page: Buffer) => void): Sound {
  const writer = createOggOpusWriter(randomInt(2 ** 32), onPage, 2);
  let bytes = 0;
  const track = createTwoSidedTrack(0, (packet, samples) => {
    bytes += packet.length;
    writer.add(packet, samples);
  });
  return {
    take: (packet, side, { listenedMs, passedMs }) => track.take(side, packet, listenedMs, passedMs),
    bytes: () => bytes,
    finish({ passedMs }) {
      track.finish(passedMs);
      writer.finish();
    },
    async keep(file) {
      await file.keep(null);
      const ms = msOf(writer.samples());
      return { ms, speechMs: ms };
    },
  };
}
