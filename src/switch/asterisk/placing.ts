import type { LegId } from '../../contract/ids';
import type { Logger } from '../../ports/logger';
import { AriError } from './ari';
import type { Handle, Leg } from './leg';
import { ignore, takeStep, type StepDeps } from './steps';
import { after, homeOf, inDoubt, nextStep, nowhere, placeOf, type Place, type Step, type Wishes } from './wishes';

export interface PlacingDeps extends StepDeps {
  readonly logger: Logger;
}

/** Takes channels to where they have to be for what was asked of their legs. */
export interface Placing {
  /** Takes the leg's channel there at once, beside what its queue is doing; what fails is tried again by itself. */
  take(leg: Leg): Promise<void>;
  /** Looks at the leg, and at those whose place may depend on it. */
  settle(leg: Leg): void;
}

/** Most calls are connected in the moment of their answer: nothing is played before it is known that they are not. */
const silenceAfterMs = 400;
/** More steps than any place takes; so many are a sign that something vanishes again and again. */
const mostSteps = 24;
const [againMs, mostFailures] = [500, 20];
/** No answer, on its way for long, or a failure of Asterisk's own; all else says that there is no such channel. */
const isPassing = ({ status }: AriError): boolean => [0, 409, 422].includes(status) || status >= 500;

export function createPlacing(deps: PlacingDeps): Placing {
  const { clock, legs } = deps;
  const silences = new WeakMap<Leg, 'waiting' | 'due'>();
  const retries = createRetries(deps, queue);

  const wishesOf = (id: LegId): Wishes | null => {
    const leg = legs.get(id);
    // Who is being answered is waited for where both will be.
    return leg?.state === 'up' || leg?.state === 'answering' ? leg.wishes : null;
  };

  function placeFor(leg: Leg): Place {
    if (leg.isOver) return nowhere;
    if (leg.state !== 'up')
      return { ...nowhere, bridge: bridgeOfEarly(leg, legs) ?? bridgeBefore(leg), sound: leg.wishes.playing };
    const place = placeOf(leg.id, wishesOf);
    if (place.sound !== 'silence' || silences.get(leg) === 'due') return place;
    waitForSilence(leg);
    return { ...place, sound: leg.place.sound === 'silence' ? 'silence' : null };
  }

  function waitForSilence(leg: Leg): void {
    if (silences.has(leg) || leg.place.sound === 'silence') return;
    silences.set(leg, 'waiting');
    const cancel = clock.after(silenceAfterMs, () => {
      leg.timers.delete(cancel);
      silences.set(leg, 'due');
      queue(leg);
    });
    leg.timers.add(cancel);
  }

  function queue(leg: Leg): void {
    const { handle } = leg;
    if (handle !== null && !leg.isOver) void handle.queue.run(() => walkAndTell(leg, handle));
  }

  const walkAndTell = (leg: Leg, handle: Handle): Promise<void> =>
    walk(leg, handle).then(
      () => retries.placed(leg),
      (error: unknown) => retries.failed(leg, error),
    );

  async function walk(leg: Leg, handle: Handle): Promise<void> {
    for (let steps = 0; steps < mostSteps && !leg.isOver; steps += 1) {
      const step = nextStep(leg.place, placeFor(leg));
      if (step === null) return;
      await take(deps, leg, handle, step);
      if (step.type === 'stop' && step.sound === 'silence') silences.delete(leg);
    }
  }

  return {
    async take(leg) {
      if (leg.handle !== null) await walkAndTell(leg, leg.handle);
    },
    settle(leg) {
      for (const each of relatedTo(leg, legs)) queue(each);
    },
  };
}

/** Nothing else would: the connection of the events stands. While that is away, its return is waited for. */
function createRetries({ clock, logger, ari }: PlacingDeps, queue: (leg: Leg) => void) {
  /** How often in a row. */
  const failures = new WeakMap<Leg, number>();
  return {
    placed: (leg: Leg) => void failures.delete(leg),
    failed(leg: Leg, error: unknown): void {
      notPlaced(logger, leg, error);
      const before = failures.get(leg) ?? 0;
      if (!(error instanceof AriError) || !isPassing(error) || before >= mostFailures || leg.isOver) return;
      failures.set(leg, before + 1);
      const cancel = clock.after(againMs, () => {
        leg.timers.delete(cancel);
        if (ari.isUp()) queue(leg);
      });
      leg.timers.add(cancel);
    },
  };
}

/** Before it is answered: beside nobody, also when Asterisk has put another in its place. */
const bridgeBefore = ({ id, state, isTaking, place, handle }: Leg): string | null =>
  isTaking || (state === 'ringing' && handle !== null) ? homeOf(id) : place.bridge;

/** Who waits for somebody hears what the network says meanwhile, in that one's bridge. */
function bridgeOfEarly({ wishes: { sources, playing } }: Leg, legs: ReadonlyMap<LegId, Leg>): string | null {
  const other = playing === null ? sources.find((source) => legs.get(source)?.isEarly === true) : undefined;
  return other === undefined ? null : homeOf(other);
}

/**
 * The leg, those whom it hears or who hear it, and so on: whether two are in one bridge depends on whom else either
 * hears, and on that one's music.
 */
function relatedTo(leg: Leg, legs: ReadonlyMap<LegId, Leg>): ReadonlySet<Leg> {
  const related = new Set([leg]);
  // What is added is looked at too.
  for (const each of related)
    for (const other of legs.values())
      if (other.wishes.sources.includes(each.id) || each.wishes.sources.includes(other.id)) related.add(other);
  return related;
}

async function take(deps: PlacingDeps, leg: Leg, handle: Handle, step: Step): Promise<void> {
  const { bridge } = leg.place;
  try {
    await takeStep(deps, leg, handle, step).catch((error: unknown) => {
      if (step.type !== 'enter' || !(error instanceof AriError) || error.status !== 404) throw error;
      // The bridge has vanished, or the channel has; that is told by an event of its own.
      deps.bridges.forget(step.bridge);
      return takeStep(deps, leg, handle, step);
    });
  } catch (error) {
    if (error instanceof AriError && error.status === 0 && !leg.isOver) doubt(deps, leg, step);
    throw error;
  }
  // A leg that has ended meanwhile has left where it was.
  if (step.type === 'enter') leaves(deps, leg.isOver ? step.bridge : bridge);
  if (step.type === 'listen' && leg.isOver) await ignore(deps.ari, leg.id, step.source);
  if (!leg.isOver) leg.place = after(leg.place, step);
}

/** It may have been done all the same. */
function doubt(deps: PlacingDeps, leg: Leg, step: Step): void {
  if (step.type === 'enter') leaves(deps, leg.place.bridge);
  leg.place = inDoubt(leg.place, step);
  if (step.type === 'start' && step.sound === leg.wishes.playing) deps.playAgain(leg);
}

const leaves = ({ bridges }: PlacingDeps, bridge: string | null): void =>
  void (bridge !== null && bridges.left(bridge));

function notPlaced(logger: Logger, leg: Leg, error: unknown): void {
  const facts = { leg: leg.id, error: error instanceof Error ? error.message : 'failed' };
  // A leg may end at any time: Asterisk not finding it is no news.
  if (error instanceof AriError) logger.debug(facts, 'a channel could not be placed');
  else logger.warn(facts, 'a channel could not be placed');
}
