import { createHash } from 'node:crypto';
import type { LegId } from '../../contract/ids';
import type { PlayId } from '../port';
import type { Sound } from '../port-sounds';

/** Sounds towards a leg, under the name that Asterisk knows them by. */
export interface Playing {
  /** Null = nobody asks when they are done. */
  readonly id: PlayId | null;
  readonly sounds: readonly Sound[];
  readonly playback: string;
}

/** What was asked for of a leg, by operations of the port. */
export interface Wishes {
  readonly sources: readonly LegId[];
  readonly music: boolean;
  readonly muted: boolean;
  readonly playing: Playing | null;
}

export const noWishes: Wishes = { sources: [], music: false, muted: false, playing: null };

/** What it hears is what others say, and no music and no sound. */
export const hearsOthers = ({ wishes: { sources, music, playing } }: { readonly wishes: Wishes }): boolean =>
  sources.length > 0 && !music && playing === null;

type HeardSound = 'music' | 'silence' | Playing;

/** Of a channel that an earlier server has left: nobody knows what it was asked to hear. */
type FoundSound = HeardSound | 'whatever';

/**
 * Where a leg’s channel has to be for that. `listensTo` = by channels that spy on those legs’ words, beside ours in the
 * bridge; those who all hear each other need none.
 */
export interface Place {
  readonly bridge: string | null;
  readonly listensTo: readonly LegId[];
  readonly sound: FoundSound | null;
  /** Null = nobody knows. */
  readonly muted: boolean | null;
  /** Whether it listens so nobody knows. */
  readonly isUnsure?: boolean;
}

export const nowhere: Place = { bridge: null, listensTo: [], sound: null, muted: false };

/**
 * A leg that is up is always in a bridge, alone where it need be: whoever knows its dialogue could take the place of a
 * channel in none without our being asked (INVITE with Replaces). With others it is in one bridge only where each of
 * them hears all: whom somebody there does not hear never is, and so is heard by nobody but who listens.
 */
export function placeOf(leg: LegId, wishesOf: (leg: LegId) => Wishes | null): Place {
  const wishes = wishesOf(leg);
  if (wishes === null) return nowhere;
  const { muted, playing, music } = wishes;
  const alone = { bridge: homeOf(leg), listensTo: [], sound: null, muted };
  if (playing !== null) return { ...alone, sound: playing };
  if (music) return { ...alone, sound: 'music' };
  const sources = heardBy(leg, wishesOf);
  if (sources.length === 0) return { ...alone, sound: 'silence' };
  const all = [...new Set([leg, ...sources])];
  const hearsAll = (each: LegId): boolean => isRest(all, each, heardBy(each, wishesOf));
  return all.every(hearsAll) ? { ...alone, bridge: meetingOf(all) } : { ...alone, listensTo: sources };
}

/** Whether these are all but one. */
const isRest = (all: readonly LegId[], one: LegId, these: readonly LegId[]): boolean =>
  these.length === all.length - 1 && these.every((each) => each !== one && all.includes(each));

/** Whose words a leg hears: nobody's while something else is played to it, nor of whom listens to music. */
function heardBy(leg: LegId, wishesOf: (leg: LegId) => Wishes | null): readonly LegId[] {
  const wishes = wishesOf(leg);
  if (wishes === null || wishes.playing !== null || wishes.music) return [];
  return wishes.sources.filter((source) => wishesOf(source)?.music === false);
}

export const homeOf = (leg: LegId): string => `home-${leg}`;

/** What a bridge of such a name is for; null = it is none of this driver's. */
export const purposeOf = (bridge: string): 'home' | 'meeting' | null =>
  bridge.startsWith('home-') ? 'home' : /^(?:pair|meeting)-/.test(bridge) ? 'meeting' : null;

/** One name for all servers. The names of many would be too long for Asterisk. */
function meetingOf(legs: readonly LegId[]): string {
  const names = legs.toSorted().join('-');
  return legs.length === 2 ? `pair-${names}` : `meeting-${createHash('sha256').update(names).digest('hex')}`;
}

/** One step from where a channel is to where it has to be. */
export type Step =
  | { readonly type: 'mute'; readonly on: boolean }
  | { readonly type: 'stop'; readonly sound: FoundSound }
  | { readonly type: 'ignore'; readonly source: LegId }
  | { readonly type: 'enter'; readonly bridge: string }
  | { readonly type: 'listen'; readonly source: LegId }
  | { readonly type: 'start'; readonly sound: HeardSound };

/** The next step, in the order in which nobody hears what he should not; null = it is there. */
export function nextStep(is: Place, shall: Place): Step | null {
  if (shall.muted === true && is.muted !== true) return { type: 'mute', on: true };
  if (is.sound !== null && is.sound !== shall.sound) return { type: 'stop', sound: is.sound };
  const listensOn = is.isUnsure !== true && is.bridge === shall.bridge;
  const ignored = is.listensTo.find((source) => !listensOn || !shall.listensTo.includes(source));
  if (ignored !== undefined) return { type: 'ignore', source: ignored };
  if (shall.bridge !== null && is.bridge !== shall.bridge) return { type: 'enter', bridge: shall.bridge };
  const missed = shall.listensTo.find((source) => !is.listensTo.includes(source));
  if (missed !== undefined) return { type: 'listen', source: missed };
  if (shall.sound !== null && shall.sound !== 'whatever' && is.sound === null)
    return { type: 'start', sound: shall.sound };
  return is.muted !== false && shall.muted === false ? { type: 'mute', on: false } : null;
}

/** Where it is when the step has been taken. */
export function after(is: Place, step: Step): Place {
  switch (step.type) {
    case 'mute':
      return { ...is, muted: step.on };
    case 'stop':
      return { ...is, sound: null };
    case 'ignore': {
      const listensTo = is.listensTo.filter((source) => source !== step.source);
      return { ...is, listensTo, isUnsure: is.isUnsure === true && listensTo.length > 0 };
    }
    case 'enter':
      return { ...is, bridge: step.bridge };
    case 'listen':
      return { ...is, listensTo: [...is.listensTo, step.source] };
    case 'start':
      return { ...is, sound: step.sound };
  }
}

/** Where it may be when nobody has answered whether the step was taken: what is done next makes sure of it. */
export function inDoubt(is: Place, step: Step): Place {
  switch (step.type) {
    case 'mute':
      return { ...is, muted: null };
    case 'enter':
      return { ...is, bridge: null };
    case 'ignore':
    case 'listen':
      return { ...is, listensTo: [...new Set([...is.listensTo, step.source])], isUnsure: true };
    case 'start':
    case 'stop':
      return { ...is, sound: 'whatever' };
  }
}
