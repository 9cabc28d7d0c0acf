import type { LegId } from '../../contract/ids';
import type { PlayId, Sound } from '../port';

/** Sounds towards a leg, under the name that Asterisk knows them by. */
export interface Playing {
  /** Null = nobody asks when they are done. */
  readonly id: PlayId | null;
  readonly sounds: readonly Sound[];
  readonly playback: string;
}

/** What was asked for of a leg, by operations of the port. */
export interface Wishes {
  readonly source: LegId | null;
  readonly music: boolean;
  readonly muted: boolean;
  readonly playing: Playing | null;
}

export const noWishes: Wishes = { source: null, music: false, muted: false, playing: null };

type HeardSound = 'music' | 'silence' | Playing;

/** Of a channel that an earlier server has left: nobody knows what it was asked to hear. */
type FoundSound = HeardSound | 'whatever';

/**
 * Where a leg’s channel has to be for that. `listensTo` = by a channel that spies on that leg’s words, beside ours in
 * the bridge; two who hear each other need none.
 */
export interface Place {
  readonly bridge: string | null;
  readonly listensTo: LegId | null;
  readonly sound: FoundSound | null;
  /** Null = nobody knows. */
  readonly muted: boolean | null;
  /** Whether it listens so nobody knows. */
  readonly isUnsure?: boolean;
}

export const nowhere: Place = { bridge: null, listensTo: null, sound: null, muted: false };

/**
 * A leg that is up is always in a bridge, alone where it need be: whoever knows its dialogue could take the place of a
 * channel in none without our being asked (INVITE with Replaces).
 */
export function placeOf(leg: LegId, wishesOf: (leg: LegId) => Wishes | null): Place {
  const wishes = wishesOf(leg);
  if (wishes === null) return nowhere;
  const { muted, playing, music } = wishes;
  const alone = { bridge: homeOf(leg), listensTo: null, sound: null, muted };
  if (playing !== null) return { ...alone, sound: playing };
  if (music) return { ...alone, sound: 'music' };
  const source = heardBy(leg, wishesOf);
  if (source === null) return { ...alone, sound: 'silence' };
  if (source !== leg && heardBy(source, wishesOf) === leg) return { ...alone, bridge: pairOf(leg, source) };
  return { ...alone, listensTo: source };
}

/** Whose words a leg hears: nobody's while something else is played to it, nor of whom listens to music. */
function heardBy(leg: LegId, wishesOf: (leg: LegId) => Wishes | null): LegId | null {
  const wishes = wishesOf(leg);
  if (wishes === null || wishes.playing !== null || wishes.music || wishes.source === null) return null;
  const source = wishesOf(wishes.source);
  return source === null || source.music ? null : wishes.source;
}

export const homeOf = (leg: LegId): string => `home-${leg}`;

/** What a bridge of such a name is for; null = it is none of this driver's. */
export const purposeOf = (bridge: string): 'home' | 'pair' | null =>
  bridge.startsWith('home-') ? 'home' : bridge.startsWith('pair-') ? 'pair' : null;

const pairOf = (a: LegId, b: LegId): string => `pair-${[a, b].sort().join('-')}`;

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
  const listensOn = is.isUnsure !== true && is.listensTo === shall.listensTo && is.bridge === shall.bridge;
  if (is.listensTo !== null && !listensOn) return { type: 'ignore', source: is.listensTo };
  if (shall.bridge !== null && is.bridge !== shall.bridge) return { type: 'enter', bridge: shall.bridge };
  if (shall.listensTo !== null && is.listensTo === null) return { type: 'listen', source: shall.listensTo };
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
    case 'ignore':
      return { ...is, listensTo: null, isUnsure: false };
    case 'enter':
      return { ...is, bridge: step.bridge };
    case 'listen':
      return { ...is, listensTo: step.source };
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
      return { ...is, listensTo: step.source, isUnsure: true };
    case 'start':
    case 'stop':
      return { ...is, sound: 'whatever' };
  }
}
