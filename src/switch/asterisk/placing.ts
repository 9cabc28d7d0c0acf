import type { LegId } from '../../contract/ids';
import type { Clock } from '../../ports/clock';
import type { Logger } from '../../ports/logger';
import { AriError, type Ari } from './ari';
import type { Bridges } from './bridges';
import { application } from './configuration';
import type { Handle, Leg } from './leg';
import { mediaOf } from './sounds';
import { after, homeOf, nextStep, nowhere, placeOf, type Place, type Step, type Wishes } from './wishes';

export interface PlacingDeps {
  readonly ari: Ari;
  readonly bridges: Bridges;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly legs: ReadonlyMap<LegId, Leg>;
  /** Folder of the sounds, as Asterisk sees it. */
  readonly soundsFolder: string;
}

/** Takes channels to where they have to be for what was asked of their legs. */
export interface Placing {
  /** Looks at the leg, and at those whose place depends on it. */
  settle(leg: Leg): void;
}

/** The channels that listen for a leg begin so; their events are nobody's. */
export const spyPrefix = 'spy-';

/** Most calls are connected in the moment of their answer: nothing is played before it is known that they are not. */
const silenceAfterMs = 400;
/** Asterisk says so while a channel is on its way into the application, or from one bridge to another. */
const [retryMs, mostRetries] = [25, 8];
/** More steps than any place takes; so many are a sign that something vanishes again and again. */
const mostSteps = 24;

export function createPlacing({ ari, bridges, clock, logger, legs, soundsFolder }: PlacingDeps): Placing {
  const silences = new WeakMap<Leg, 'waiting' | 'due'>();

  const wishesOf = (id: LegId): Wishes | null => {
    const leg = legs.get(id);
    return leg === undefined || leg.state !== 'up' ? null : leg.wishes;
  };

  function placeFor(leg: Leg): Place {
    if (leg.isOver) return nowhere;
    if (leg.state !== 'up') return { ...nowhere, bridge: bridgeBefore(leg), sound: leg.wishes.playing };
    const place = placeOf(leg.id, wishesOf);
    if (place.sound !== 'silence' || silences.get(leg) === 'due') return place;
    waitForSilence(leg);
    return { ...place, sound: leg.place.sound === 'silence' ? 'silence' : null };
  }

  /** Before it is answered: beside nobody, also when Asterisk has put another in its place. */
  const bridgeBefore = ({ id, state, isTaking, place, handle }: Leg): string | null =>
    isTaking || (state === 'ringing' && handle !== null) ? homeOf(id) : place.bridge;

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
    if (handle === null || leg.isOver) return;
    handle.queue
      .run(() => walk(leg, handle))
      .catch((error: unknown) => {
        const facts = { leg: leg.id, error: error instanceof Error ? error.message : 'failed' };
        if (error instanceof AriError) logger.debug(facts, 'a channel could not be placed');
        else logger.warn(facts, 'a channel could not be placed');
      });
  }

  async function walk(leg: Leg, handle: Handle): Promise<void> {
    for (let steps = 0; steps < mostSteps && !leg.isOver; steps += 1) {
      const step = nextStep(leg.place, placeFor(leg));
      if (step === null) return;
      await take(leg, handle, step);
      if (step.type === 'stop' && step.sound === 'silence') silences.delete(leg);
    }
  }

  async function take(leg: Leg, handle: Handle, step: Step): Promise<void> {
    const { bridge } = leg.place;
    try {
      await patiently(() => carryOut(leg, handle, step));
    } catch (error) {
      if (step.type !== 'enter' || !(error instanceof AriError) || error.status !== 404) throw error;
      // The bridge has vanished, or the channel has; that is told by an event of its own.
      bridges.forget(step.bridge);
      await patiently(() => carryOut(leg, handle, step));
    }
    // A leg that has ended meanwhile has left where it was.
    if (step.type === 'enter') leaves(leg.isOver ? step.bridge : bridge);
    if (!leg.isOver) leg.place = after(leg.place, step);
  }

  const leaves = (bridge: string | null): void => void (bridge !== null && bridges.left(bridge));

  async function patiently(work: () => Promise<unknown>): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      try {
        return void (await work());
      } catch (error) {
        const isOnItsWay = error instanceof AriError && (error.status === 409 || error.status === 422);
        if (!isOnItsWay || tries >= mostRetries) throw error;
        await new Promise<void>((resolve) => void clock.after(retryMs, resolve));
      }
    }
  }

  async function carryOut(leg: Leg, { id }: Handle, step: Step): Promise<unknown> {
    const channel = `/channels/${id}`;
    switch (step.type) {
      case 'mute':
        return ari.request(step.on ? 'POST' : 'DELETE', `${channel}/mute`, { direction: 'in' });
      case 'enter':
        return bridges.enter(step.bridge, id);
      case 'listen':
        return listen(leg, step.source);
      case 'ignore':
        return ari.request('DELETE', `/channels/${spyOf(leg.id, step.source)}`).catch(unlessGone);
      case 'start':
        if (step.sound === 'music') return ari.request('POST', `${channel}/moh`);
        if (step.sound === 'silence') return ari.request('POST', `${channel}/silence`);
        return ari.request('POST', `${channel}/play/${step.sound.playback}`, {
          media: mediaOf(step.sound.sounds, soundsFolder),
        });
      case 'stop':
        if (step.sound === 'music') return ari.request('DELETE', `${channel}/moh`);
        if (step.sound === 'silence') return ari.request('DELETE', `${channel}/silence`);
        return ari.request('DELETE', `/playbacks/${step.sound.playback}`).catch(unlessGone);
    }
  }

  async function listen(leg: Leg, source: LegId): Promise<void> {
    const [of, bridge] = [legs.get(source)?.handle?.id, leg.place.bridge];
    if (of === undefined || bridge === null) return;
    const spy = spyOf(leg.id, source);
    await ari
      .request('POST', `/channels/${of}/snoop/${spy}`, { spy: 'in', app: application, appArgs: 'spy' })
      .catch((error: unknown) => {
        // It is there already: asked for again because it was not in the application yet.
        if (!(error instanceof AriError) || error.status !== 409) throw error;
      });
    await ari.request('POST', `/bridges/${bridge}/addChannel`, { channel: spy });
  }

  return {
    settle(leg) {
      queue(leg);
      for (const other of legs.values())
        if (other !== leg && (other.wishes.source === leg.id || leg.wishes.source === other.id)) queue(other);
    },
  };
}

const spyOf = (leg: LegId, source: LegId): string => `${spyPrefix}${leg}-${source}`;

function unlessGone(error: unknown): void {
  if (!(error instanceof AriError) || error.status !== 404) throw error;
}
