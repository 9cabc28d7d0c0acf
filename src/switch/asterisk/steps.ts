import type { LegId } from '../../contract/ids';
import type { Clock } from '../../ports/clock';
import { AriError, type Ari } from './ari';
import type { Bridges } from './bridges';
import { application, musicClasses } from './configuration';
import { readVariable } from './events';
import { playbacksOf, type Handle, type Leg } from './leg';
import { isFiled } from '../filed-turns';
import type { SoundPlayer } from './sound-player';
import { mediaOf } from './sounds';
import type { Playing, Step } from './wishes';

export interface StepDeps {
  readonly ari: Ari;
  readonly bridges: Bridges;
  readonly clock: Clock;
  readonly legs: ReadonlyMap<LegId, Leg>;
  /** Folder of the sounds, as Asterisk sees it. */
  readonly soundsFolder: string;
  readonly player: SoundPlayer;
  /** What shall be played to the leg gets another name: the end of one of the same name may be told yet. */
  readonly playAgain: (leg: Leg) => void;
}

/** Asterisk says so while a channel is on its way into the application, or from one bridge to another. */
const [retryMs, unansweredMs, mostRetries] = [25, 100, 8];

/** How Asterisk calls the form in which the sounds are (scripts/asterisk-sounds.mjs). */
const musicFormat = 'slin16';
const [stopAgainMs, mostStops] = [10, 50];

/** Takes one step with a leg's channel. @throws AriError */
export function takeStep(deps: StepDeps, leg: Leg, handle: Handle, step: Step): Promise<void> {
  return patiently(deps.clock, () => carryOut(deps, leg, handle, step));
}

/** What a channel is asked that may be on its way. @throws AriError */
export const patiently = (clock: Clock, work: () => Promise<unknown>): Promise<void> =>
  again(clock, work, isOnItsWay, retryMs);

/** What may be done twice: no answer tells nobody whether it was done. @throws AriError */
export const surely = (clock: Clock, work: () => Promise<unknown>): Promise<void> =>
  again(clock, () => patiently(clock, work), isUnanswered, unansweredMs);

const isOnItsWay = ({ status }: AriError): boolean => status === 409 || status === 422;
const isUnanswered = ({ status }: AriError): boolean => status === 0;

async function again(
  clock: Clock,
  work: () => Promise<unknown>,
  isPassing: (error: AriError) => boolean,
  pauseMs: number,
): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return void (await work());
    } catch (error) {
      if (!(error instanceof AriError && isPassing(error)) || tries >= mostRetries) throw error;
      await new Promise<void>((resolve) => void clock.after(pauseMs * (tries + 1), resolve));
    }
  }
}

async function carryOut(deps: StepDeps, leg: Leg, { id }: Handle, step: Step): Promise<unknown> {
  const { ari, bridges } = deps;
  const channel = `/channels/${id}`;
  switch (step.type) {
    case 'mute':
      return ari.request(step.on ? 'POST' : 'DELETE', `${channel}/mute`, { direction: 'in' });
    case 'enter':
      return bridges.enter(step.bridge, id);
    case 'listen':
      return listen(deps, leg, step.source);
    case 'ignore':
      return ignore(ari, leg.id, step.source);
    case 'start':
      if (step.sound === 'music' || step.sound === 'silence')
        return ari.request('POST', `${channel}/moh`, { mohClass: musicClasses[step.sound] });
      return play(deps, leg, channel, step.sound);
    case 'stop':
      if (step.sound === 'music' || step.sound === 'silence') return stopMusic(deps, channel);
      if (step.sound === 'whatever') return stopAll(deps, leg, channel);
      if (step.sound.sounds.some(isFiled)) return deps.player.end(step.sound.playback);
      return ari.request('DELETE', `/playbacks/${step.sound.playback}`).catch(unlessGone);
  }
}

async function play(deps: StepDeps, leg: Leg, channel: string, { playback, sounds }: Playing): Promise<unknown> {
  if (sounds.some(isFiled)) return deps.player.begin(playback, sounds, leg.place.bridge);
  return deps.ari.request('POST', `${channel}/play/${playback}`, { media: mediaOf(sounds, deps.soundsFolder) });
}

/**
 * Asterisk 22.10 does not hear it when it is told to stop in the very moment in which it makes the next 20 ms of music,
 * and then plays on in whatever bridge the channel comes into. Until it has stopped, it writes to the channel in the
 * format of the music.
 */
async function stopMusic({ ari, clock }: StepDeps, channel: string): Promise<void> {
  for (let tries = 0; tries < mostStops; tries += 1) {
    await ari.request('DELETE', `${channel}/moh`);
    const format = await ari.request('GET', `${channel}/variable`, { variable: 'CHANNEL(audiowriteformat)' });
    if (readVariable(format) !== musicFormat) return;
    await new Promise<void>((resolve) => void clock.after(stopAgainMs, resolve));
  }
}

/** What an earlier server had it hear. */
async function stopAll(deps: StepDeps, leg: Leg, channel: string): Promise<void> {
  await stopMusic(deps, channel);
  const stopped = playbacksOf(leg.id).map(async (playback, at) => {
    const answer = await deps.ari.request('DELETE', `/playbacks/${playback}`).catch(unlessGone);
    // Its name is taken for a moment yet.
    if (answer !== gone) leg.plays = at + 1;
  });
  await Promise.all(stopped);
  deps.playAgain(leg);
}

async function listen({ ari, bridges, legs, clock }: StepDeps, leg: Leg, source: LegId): Promise<void> {
  const [of, bridge] = [legs.get(source)?.handle?.id, leg.place.bridge];
  if (of === undefined || bridge === null) return;
  const spy = spyOf(leg.id, source);
  await ari
    .request('POST', `/channels/${of}/snoop/${spy}`, { spy: 'in', app: application, appArgs: 'spy' })
    .catch((error: unknown) => {
      // It is there already: asked for again because it was not in the application yet.
      if (!(error instanceof AriError) || error.status !== 409) throw error;
    });
  await patiently(clock, () => bridges.join(bridge, spy));
}

/** @param source '' = what the names of all have in common */
export const spyOf = (leg: LegId, source: LegId | ''): string => `spy-${leg}-${source}`;
export const isSpy = (channel: string): boolean => channel.startsWith('spy-');

/** The leg listens to the other no more. @throws AriError */
export const ignore = (ari: Ari, leg: LegId, source: LegId): Promise<unknown> =>
  ari.request('DELETE', `/channels/${spyOf(leg, source)}`).catch(unlessGone);

const gone = Symbol('gone');

function unlessGone(error: unknown): typeof gone {
  if (!(error instanceof AriError) || error.status !== 404) throw error;
  return gone;
}
