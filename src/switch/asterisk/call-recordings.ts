import type { LegId, RecordingId } from '../../contract/ids';
import type { Clock } from '../../ports/clock';
import type { Logger } from '../../ports/logger';
import type { SoundSide } from '../../sound/two-sided';
import type { RecordingEnd, RecordingLimits, SwitchEvent } from '../port';
import { dropPieces, joinPieces, piecesIn } from './pieces';
import { nameOf, type Recording, type RecordingFacts } from './recording-names';
import type { Recordings } from './recordings';

export interface CallRecordingsDeps {
  /** What records the pieces. */
  readonly pieces: Pick<Recordings, 'record' | 'stopRecording'>;
  /** The leg hears others, and neither music nor sounds; null = there is no such leg. */
  readonly hearsOthers: (leg: LegId) => boolean | null;
  readonly folder: string | null;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly emit: (event: SwitchEvent) => void;
}

/**
 * Recordings of both sides. Asterisk keeps each side of a leg as a piece by itself, for as long as it is to be kept at
 * a stretch: a pause, music or another leg ends a piece. When the recording is over the pieces are put in their places
 * (pieces.ts).
 */
export interface CallRecordings {
  record(leg: LegId, recording: RecordingId, limits: RecordingLimits): void;
  pause(leg: LegId, recording: RecordingId, on: boolean): void;
  stop(leg: LegId, recording: RecordingId): void;
  /** What the leg hears has changed, or is about to: nothing of music is to be kept. */
  hearingChanged(leg: LegId, hearsOthers: boolean): void;
  ended(piece: Recording, isKept: boolean): void;
  /** A server before us has begun it: whoever has asked for it may want to go on with it. */
  found(piece: Recording): void;
  /** What lies there from before, and nobody goes on with, is joined after a while. */
  start(): void;
  /** Ends them all; resolves when they are there. */
  endAll(): Promise<void>;
  close(): void;
}

/** So long what is found waits for somebody to go on with it. */
const foundMs = 30_000;

interface Running {
  readonly recording: RecordingId;
  readonly maxMs: number;
  leg: LegId;
  isPaused: boolean;
  hears: boolean;
  reason: RecordingEnd | null;
  isBroken: boolean;
  endMs: number;
  /** What is being recorded of each side, or still fetched. */
  readonly open: Map<string, RecordingFacts>;
  cancel: () => void;
}

export function createCallRecordings(deps: CallRecordingsDeps): CallRecordings {
  const { pieces, clock, emit, folder } = deps;
  const running = new Map<RecordingId, Running>();
  let whenDone: (() => void)[] = [];
  let cancelSweep: () => void = () => undefined;
  /** Pieces that were asked to end. */
  const isClosing = new Set<string>();

  function warn(error: unknown): null {
    deps.logger.warn({ error: error instanceof Error ? error.message : 'failed' }, 'a recording failed');
    return null;
  }

  function add(recording: RecordingId, leg: LegId, maxMs: number): Running {
    const one: Running = {
      ...{ recording, leg, maxMs, isPaused: false, hears: false, reason: null, isBroken: false, endMs: 0 },
      ...{ open: new Map(), cancel: () => undefined },
    };
    running.set(recording, one);
    return one;
  }

  const openOf = ({ open, leg }: Running, side: SoundSide): readonly RecordingFacts[] =>
    [...open.values()].filter((each) => each.leg === leg && each.piece?.side === side && !isClosing.has(nameOf(each)));

  function close(one: Running, side: SoundSide): void {
    for (const facts of openOf(one, side)) {
      isClosing.add(nameOf(facts));
      pieces.stopRecording(facts.leg, one.recording, facts.piece);
    }
  }

  function begin(one: Running, side: SoundSide): void {
    if (openOf(one, side).length > 0) return;
    const { recording, leg, maxMs } = one;
    const facts: RecordingFacts = { recording, leg, maxMs, silenceMs: null, piece: { side, atMs: clock.nowMs() } };
    // Of two that begin in one millisecond the first was asked for before the pause was.
    if (one.open.has(nameOf(facts))) return;
    one.open.set(nameOf(facts), facts);
    pieces.record(facts);
  }

  /** Begins and ends pieces as they are wanted now. */
  function settle(one: Running): void {
    const isKept = one.reason === null && !one.isPaused;
    for (const [side, wanted] of [
      ['said', isKept],
      ['heard', isKept && one.hears],
    ] as const)
      if (wanted) begin(one, side);
      else close(one, side);
  }

  function finish(one: Running, reason: RecordingEnd): void {
    if (one.reason !== null) return;
    one.reason = reason;
    one.endMs = clock.nowMs();
    one.cancel();
    settle(one);
    if (one.open.size === 0) void keep(one, reason);
  }

  async function keep(one: Running, reason: RecordingEnd): Promise<void> {
    const { recording, leg } = one;
    const ms = await joined(one).catch(warn);
    running.delete(recording);
    emit({
      ...{ type: 'recorded', leg, recording, ms: ms ?? 0, speechMs: ms ?? 0 },
      reason: ms === null ? 'failed' : reason,
    });
    if (running.size === 0) for (const done of whenDone.splice(0)) done();
  }

  async function joined({ recording, isBroken, endMs }: Running): Promise<number | null> {
    if (folder === null) return null;
    if (!isBroken) return joinPieces(folder, recording, endMs);
    await dropPieces(folder, recording);
    return null;
  }

  function wait(one: Running, ms: number, reason: RecordingEnd): void {
    one.cancel();
    one.cancel = clock.after(ms, () => finish(one, reason));
  }

  async function sweep(): Promise<void> {
    if (folder === null) return;
    const left = new Set((await piecesIn(folder)).map(({ recording }) => recording));
    for (const recording of left) if (!running.has(recording)) await joinPieces(folder, recording, 0).catch(warn);
  }

  const at = (leg: LegId, recording: RecordingId): Running | null => {
    const one = running.get(recording);
    return one?.leg === leg ? one : null;
  };

  return {
    record(leg, recording, { maxMs }) {
      const hears = deps.hearsOthers(leg);
      const known = running.get(recording);
      if (hears === null || folder === null) {
        if (known === undefined)
          emit({ ...{ type: 'recorded', leg, recording, ms: 0, speechMs: 0, reason: 'failed' } });
        return;
      }
      const one = known ?? add(recording, leg, maxMs);
      // Pieces of another leg, and of a server before us, are over.
      for (const side of ['said', 'heard'] as const) close(one, side);
      one.leg = leg;
      one.hears = hears;
      wait(one, maxMs, 'maximum');
      settle(one);
    },
    pause(leg, recording, on) {
      const one = at(leg, recording);
      if (one === null) return;
      one.isPaused = on;
      settle(one);
    },
    stop(leg, recording) {
      const one = at(leg, recording);
      if (one !== null) finish(one, 'stopped');
    },
    hearingChanged(leg, hearsOthers) {
      for (const one of running.values()) {
        if (one.leg !== leg || one.hears === hearsOthers) continue;
        one.hears = hearsOthers;
        settle(one);
      }
    },
    ended(facts, isKept) {
      const one = running.get(facts.recording);
      const name = nameOf(facts);
      isClosing.delete(name);
      if (one === undefined || !one.open.delete(name)) return;
      // While its leg is there, only the disk or Asterisk can have refused it.
      if (!isKept && deps.hearsOthers(facts.leg) !== null) one.isBroken = true;
      if (one.isBroken && one.reason === null) return finish(one, 'failed');
      if (one.reason !== null && one.open.size === 0) void keep(one, one.reason);
    },
    found(facts) {
      const known = running.get(facts.recording);
      const one = known ?? add(facts.recording, facts.leg, facts.maxMs);
      if (known === undefined) wait(one, foundMs, 'ended');
      one.open.set(nameOf(facts), facts);
    },
    start: () => void (cancelSweep = clock.after(foundMs, () => void sweep())),
    async endAll() {
      for (const one of [...running.values()]) finish(one, 'ended');
      if (running.size > 0) await new Promise<void>((resolve) => void whenDone.push(resolve));
    },
    close() {
      cancelSweep();
      for (const { cancel } of running.values()) cancel();
    },
  };
}
