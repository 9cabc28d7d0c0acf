import type { LegId } from '../../contract/ids';
import type { Clock } from '../../ports/clock';
import type { Logger } from '../../ports/logger';
import type { RecordingEnd } from '../port';
import { AriError } from './ari';
import type { Leg } from './leg';
import type { Recorder } from './recorder';
import type { Kept } from './recorded-sound';
import type { KeepRecording } from './recording-file';
import { nameOf, type Recording } from './recording-names';

export interface FetchesDeps {
  readonly recorder: Recorder;
  readonly keep: KeepRecording;
  readonly legs: ReadonlyMap<LegId, Leg>;
  /** Those that nobody has been told the end of, by name. */
  readonly known: Map<string, Recording>;
  readonly tell: (one: Recording, reason: RecordingEnd, kept: Kept) => void;
  readonly isUp: () => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Fetches what was recorded, tells of it once, and leaves nothing of it in Asterisk. */
export interface Fetches {
  begin(name: string): void;
  /** Nothing comes of it. */
  fail(one: Recording, error: unknown): void;
  /** All that is left to do is to remove it. */
  isTold(name: string): boolean;
  /** Resolves when nothing is under way. */
  fetched(): Promise<void>;
  /** Resolves when nothing is known any more. */
  drained(): Promise<void>;
  stop(): void;
}

/** Nobody else would try again: the connection of the events stands. While that is away, its return is waited for. */
const againMs = 1_000;
const isPassing = (error: unknown): boolean => error instanceof AriError && (error.status === 0 || error.status >= 500);
const nothing: Kept = { ms: 0, speechMs: 0, isFull: false };

export function createFetches(deps: FetchesDeps): Fetches {
  const { recorder, keep, legs, known, logger } = deps;
  const told = new Set<string>();
  const tries = createTries(deps, work);
  let whenDrained: (() => void)[] = [];

  function settle(one: Recording, reason: RecordingEnd, kept: Kept): void {
    const name = nameOf(one);
    if (!known.delete(name)) return;
    told.add(name);
    deps.tell(one, reason, kept);
    if (known.size === 0) for (const drained of whenDrained.splice(0)) drained();
  }

  function fail(one: Recording, error: unknown): void {
    const facts = { leg: one.leg, error: messageOf(error) };
    // A leg may end at any time: Asterisk not finding it is no news.
    if (error instanceof AriError && error.status === 404) logger.debug(facts, 'nothing was recorded');
    else logger.warn(facts, 'a recording failed');
    settle(one, 'failed', nothing);
    tries.begin(nameOf(one));
  }

  async function take(name: string, one: Recording): Promise<void> {
    try {
      const channel = legs.get(one.leg)?.handle?.id ?? null;
      const stands = channel !== null && (await recorder.stands(channel));
      const kept = await keep(one, (piece) => recorder.read(name, piece));
      settle(one, reasonOf(one, kept, stands), kept);
    } catch (error) {
      if (isPassing(error)) throw error;
      fail(one, error);
    }
  }

  async function work(name: string): Promise<void> {
    const one = known.get(name);
    if (one !== undefined) await take(name, one);
    if (!told.has(name)) return;
    await recorder.remove(name);
    told.delete(name);
  }

  return {
    begin: tries.begin,
    fail,
    isTold: (name) => told.has(name),
    fetched: tries.done,
    drained: () => new Promise((resolve) => void (known.size === 0 ? resolve() : whenDrained.push(resolve))),
    stop: tries.stop,
  };
}

function createTries(
  { clock, logger, isUp }: Pick<FetchesDeps, 'clock' | 'logger' | 'isUp'>,
  work: (name: string) => Promise<void>,
) {
  const underWay = new Map<string, Promise<void>>();
  const timers = new Set<() => void>();

  function again(name: string): void {
    const cancel = clock.after(againMs, () => {
      timers.delete(cancel);
      if (isUp()) begin(name);
    });
    timers.add(cancel);
  }

  function begin(name: string): void {
    if (underWay.has(name)) return;
    const failed = (error: unknown): void => {
      logger.debug({ error: messageOf(error) }, 'a recording could not be fetched yet');
      again(name);
    };
    const done = work(name)
      .catch(failed)
      .finally(() => underWay.delete(name));
    underWay.set(name, done);
  }

  return {
    begin,
    done: async () => void (await Promise.all(underWay.values())),
    stop() {
      for (const cancel of timers) cancel();
      timers.clear();
    },
  };
}

function reasonOf({ isStopped, silenceMs }: Recording, { isFull }: Kept, stands: boolean): RecordingEnd {
  if (isFull) return 'maximum';
  if (isStopped) return 'stopped';
  return silenceMs !== null && stands ? 'silence' : 'ended';
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'failed');
