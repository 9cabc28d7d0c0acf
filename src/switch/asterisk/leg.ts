import { createHash } from 'node:crypto';
import { LegId, type DeviceId } from '../../contract/ids';
import type { LegWatch } from '../leg-watch';
import { channelVariables } from './configuration';
import type { ChannelEnd } from './endings';
import type { Channel } from './events';
import { createQueue, type CommandQueue } from './queue';
import { noWishes, nowhere, type Place, type Wishes } from './wishes';

/** One channel of Asterisk, and the run of a device's program that it leads to; null for lines and Asterisk's own. */
export interface Handle {
  readonly id: string;
  readonly queue: CommandQueue;
  readonly device: { readonly deviceId: DeviceId; readonly boot: string } | null;
  /** Asterisk has it; false = it has been asked to make it, or will be in a moment. */
  isMade: boolean;
}

export const handleOf = (id: string, device: Handle['device'], isMade = true): Handle => ({
  ...{ id, device, isMade },
  queue: createQueue(),
});

/**
 *     arrived ── answer ──► answering ── Up ──► up
 *     dialling ── Ringing ──► ringing ── Up ──► up
 */
export interface Leg {
  readonly id: LegId;
  /** The channel that it is; null while several phones of one number ring. */
  handle: Handle | null;
  /** The channels that are being dialled. */
  readonly branches: Set<Handle>;
  state: 'arrived' | 'answering' | 'dialling' | 'ringing' | 'up';
  isOver: boolean;
  /** Asterisk itself has answered it, since it shall take the place of another (INVITE with Replaces). */
  readonly isTaking: boolean;
  wishes: Wishes;
  /** Where its channel is, as far as Asterisk has been told. */
  place: Place;
  /** Its phone hears the ringing tone that `ring` began. */
  hasRingingTone: boolean;
  watch: LegWatch | null;
  /** Sound comes from where it was dialled, and nobody has answered. */
  isEarly: boolean;
  /** Takes the end of a channel that was dialled, where it need not be the leg's; null = it is. */
  onRefused: ((channel: string, end: ChannelEnd) => void) | null;
  /** Packets have come since it was answered. */
  isHeard: boolean;
  /** The connection of its device stands, as far as it has one. */
  hasSocket: () => boolean;
  lastDigit: { readonly digit: string; readonly atMs: number } | null;
  /** Its phone has put it on hold. */
  isHeld: boolean;
  /** Its phone waits to be told what came of the transfer that it asked for. */
  isTransferring: boolean;
  /** How often it has been played something. */
  plays: number;
  /** What cancels the timers of its own. */
  readonly timers: Set<() => void>;
  /** What it counts for in the limits. */
  release: () => void;
}

export function createLeg(id: LegId, state: Leg['state'], handle: Handle | null, isTaking = false): Leg {
  return {
    id,
    handle,
    branches: new Set(),
    state,
    isOver: false,
    isTaking,
    wishes: noWishes,
    place: nowhere,
    hasRingingTone: false,
    watch: null,
    isEarly: false,
    onRefused: null,
    isHeard: false,
    hasSocket: () => true,
    lastDigit: null,
    isHeld: false,
    isTransferring: false,
    plays: 0,
    timers: new Set(),
    release: () => undefined,
  };
}

/** Names of what is played to a leg, in turn: a server that finds the leg can stop it. */
export const playbacksOf = (leg: LegId): readonly string[] =>
  Array.from({ length: playbackNames }, (_, at) => playbackOf(leg, at));
const playbackNames = 8;
const playbackOf = (leg: LegId, at: number): string => `play-${leg}-${at % playbackNames}`;

export function nextPlayback(leg: Leg): string {
  leg.plays += 1;
  return playbackOf(leg.id, leg.plays - 1);
}

/** All channels of a leg. */
export const handlesOf = ({ handle, branches }: Leg): readonly Handle[] => [
  ...new Set([...(handle === null ? [] : [handle]), ...branches]),
];

/** They go on without us; resolves when what they were asked before has been done. */
export async function leaveAll(legs: readonly Leg[]): Promise<void> {
  await Promise.all(legs.flatMap(handlesOf).map(({ queue }) => queue.run(async () => undefined)));
  for (const leg of legs) {
    leg.isOver = true;
    for (const cancel of leg.timers) cancel();
  }
}

/**
 * The leg that a channel is, the same for every server that asks: the one that dialled it chose its name; of one that
 * arrived it is made from Asterisk's.
 */
export function legOf({ id, channelvars }: Pick<Channel, 'id' | 'channelvars'>): LegId {
  const named = LegId.safeParse(channelvars[channelVariables.leg] ?? id);
  return named.success ? named.data : LegId.parse(uuidOf(id));
}

/** A name-based UUID (RFC 9562 section 5.5, with a name space of its own). */
function uuidOf(name: string): string {
  const hash = createHash('sha1').update(`vaxel:asterisk:${name}`).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
