import type { LegId, RecordingId } from '../../contract/ids';
import type { Clock } from '../../ports/clock';
import type { SwitchEvent } from '../port';
import { AriError } from './ari';
import type { Leg } from './leg';
import type { Recorder } from './recorder';
import { createFetches, type FetchesDeps } from './recording-fetches';
import { nameOf, readName, type Piece, type Recording, type RecordingFacts } from './recording-names';

export interface RecordingsDeps extends Omit<FetchesDeps, 'known' | 'tell'> {
  readonly recorder: Recorder;
  readonly legs: ReadonlyMap<LegId, Leg>;
  readonly clock: Clock;
  readonly emit: (event: SwitchEvent) => void;
  /** A piece of a recording of both sides has ended; `kept` is false where there is nothing of it. */
  readonly onPiece: (one: Recording, isKept: boolean) => void;
  /** A server before us has begun one. */
  readonly onPieceFound: (one: Recording) => void;
}

/** What Asterisk records of legs, and fetching it when that has ended. */
export interface Recordings {
  record(facts: RecordingFacts): void;
  /** @param piece of a recording of both sides; absent = it is of one */
  stopRecording(leg: LegId, recording: RecordingId, piece?: Piece): void;
  /** One has ended. */
  told(name: string): void;
  /**
   * Asterisk is asked what has ended while nothing was told.
   * @param withFound also of what a server before us has begun: the legs that it had are known @throws AriError
   */
  look(withFound: boolean): Promise<void>;
  /** Looks so, and resolves when all that has ended is fetched, or cannot be for now. @throws AriError */
  settle(): Promise<void>;
  /** Resolves when nothing is under way. */
  fetched(): Promise<void>;
  /** Resolves when all has ended and is told of. */
  drained(): Promise<void>;
  /** Whoever has asked for recordings of the leg before us is told of them by us. */
  takeUp(leg: LegId): void;
  /** Asterisk is away for so long that its calls are lost. It may come back with what it has kept of them. */
  lose(): void;
  stop(): void;
}

/** After Asterisk was given up, what it comes back with soon is not lost. */
const graceMs = 30_000;

export function createRecordings(deps: RecordingsDeps): Recordings {
  const { recorder, legs, clock } = deps;
  const known = new Map<string, Recording>();
  const telling = createTelling(deps);
  const fetches = createFetches({ ...deps, known, tell: telling.tell });
  const grace = createGrace(clock, () => {
    for (const one of [...known.values()]) fetches.fail(one, new AriError(0, 'Asterisk is away'));
  });

  const end = (one: Recording): void =>
    void stop(recorder, legs.get(one.leg), one).then((isLive) => (isLive ? undefined : fetches.begin(nameOf(one))));

  async function lookAt(name: string): Promise<void> {
    const facts = readName(name);
    if (fetches.isTold(name)) return fetches.begin(name);
    if (facts === null || known.get(name)?.isBegun === false) return;
    const one = known.get(name) ?? { ...facts, isBegun: true, isStopped: false, isFound: true };
    // What is told of it while we ask is told of one that is known.
    known.set(name, one);
    if (one.isFound && one.piece) deps.onPieceFound(one);
    if (!(await recorder.isLive(name))) fetches.begin(name);
    else if (one.isStopped) end(one);
  }

  async function look(withFound: boolean): Promise<void> {
    grace.cancel();
    const stored = withFound ? await recorder.names().catch(unlessRefused) : [];
    await Promise.all([...new Set([...known.keys(), ...stored])].map(lookAt));
  }

  return {
    record(facts) {
      const one = { ...facts, isBegun: false, isStopped: false, isFound: false };
      known.set(nameOf(one), one);
      begin(recorder, legs.get(one.leg), one).catch((error: unknown) => fetches.fail(one, error));
    },
    stopRecording(leg, recording, piece) {
      const own = [...known.values()].filter((one) => one.leg === leg && one.recording === recording);
      for (const one of own) {
        if (one.piece?.side !== piece?.side || one.piece?.atMs !== piece?.atMs) continue;
        one.isStopped = true;
        end(one);
      }
    },
    told: fetches.begin,
    look,
    async settle() {
      await look(true);
      await fetches.fetched();
    },
    fetched: fetches.fetched,
    drained: fetches.drained,
    takeUp: telling.takeUp,
    lose: grace.begin,
    stop() {
      grace.cancel();
      fetches.stop();
    },
  };
}

/** @throws AriError when there is nobody to listen to */
async function begin(recorder: Recorder, leg: Leg | undefined, one: Recording): Promise<void> {
  const { handle = null } = leg ?? {};
  if (handle === null) throw new AriError(404, 'no such leg');
  await handle.queue.run(() => recorder.begin(handle.id, one));
  one.isBegun = true;
}

/**
 * After what was asked of the leg before. What Asterisk does not hear it is told again with the next connection.
 * @returns whether it goes on for a moment, and its end is told
 */
async function stop(recorder: Recorder, leg: Leg | undefined, one: Recording): Promise<boolean> {
  const ask = async (): Promise<boolean> => {
    await recorder.stop(nameOf(one));
    return recorder.isLive(nameOf(one));
  };
  return (await leg?.handle?.queue.run(ask).catch(() => true)) ?? true;
}

function createGrace(clock: Clock, onOver: () => void) {
  let cancel: () => void = () => undefined;
  return {
    begin(): void {
      cancel();
      cancel = clock.after(graceMs, onOver);
    },
    cancel: () => cancel(),
  };
}

/** An Asterisk that has no recordings takes calls all the same. */
function unlessRefused(error: unknown): readonly string[] {
  if (!(error instanceof AriError) || error.status === 0) throw error;
  return [];
}

/** Of what a server before us has begun nobody wants to know before its call goes on here. */
function createTelling({ emit, onPiece }: Pick<RecordingsDeps, 'emit' | 'onPiece'>) {
  const takenUp = new Set<LegId>();
  let untold: Extract<SwitchEvent, { type: 'recorded' }>[] = [];
  const tell: FetchesDeps['tell'] = (one, reason, { ms, speechMs }) => {
    if (one.piece) return onPiece(one, reason !== 'failed');
    const { leg, recording, isFound } = one;
    const event = { type: 'recorded', leg, recording, ms, speechMs, reason } as const;
    if (isFound && !takenUp.has(leg)) untold.push(event);
    else emit(event);
  };
  return {
    tell,
    takeUp(leg: LegId): void {
      takenUp.add(leg);
      const own = untold.filter((event) => event.leg === leg);
      untold = untold.filter((event) => event.leg !== leg);
      for (const event of own) emit(event);
    },
  };
}
