import { LegId, type DeviceId } from '../../contract/ids';
import type { Ari } from './ari';
import type { Bridges } from './bridges';
import { channelVariables } from './configuration';
import { bootOf } from './contacts';
import type { Channel, FoundBridge } from './events';
import { createLeg, handleOf, legOf, type Leg } from './leg';
import type { Legs } from './legs';
import { isMedia } from './sound-player';
import { isSpy, spyOf } from './steps';
import { purposeOf, nowhere, type Place } from './wishes';

export interface AdoptionDeps {
  readonly ari: Ari;
  readonly bridges: Bridges;
  readonly legs: Legs;
}

/** What an earlier server has left in Asterisk. */
export interface Adoption {
  /** Its channels become legs, which nobody has asked anything of yet. */
  adopt(channels: readonly Channel[], found: readonly FoundBridge[]): ReadonlySet<Leg>;
  /** Bridges that are nobody's are taken away. */
  tidy(found: readonly FoundBridge[]): void;
}

/** Ends of our own making aside, a channel of a phone or a line is a leg. */
export const isLeg = ({ name }: Channel): boolean => name.startsWith('PJSIP/');

export function createAdoption({ ari, bridges, legs }: AdoptionDeps): Adoption {
  function legFor(channel: Channel): Leg {
    const id = legOf(channel);
    const known = legs.all.get(id);
    if (known !== undefined) return known;
    const leg = createLeg(id, stateOf(channel), null);
    leg.isHeld = channel.channelvars[channelVariables.held] === 'yes';
    legs.add(leg);
    return leg;
  }

  function adoptOne(channel: Channel): void {
    const boot = bootOf(channel.channelvars[channelVariables.contact] ?? '');
    const device = channel.accountcode === '' ? null : { deviceId: channel.accountcode as DeviceId, boot };
    const leg = legFor(channel);
    const handle = handleOf(channel.id, device);
    const isFirst = leg.handle === null && leg.branches.size === 0;
    // Of several phones that ring, none is the leg yet.
    if (isFirst || leg.state === 'up') leg.handle = handle;
    else leg.handle = null;
    if (leg.state === 'dialling' || leg.state === 'ringing') legs.addBranch(leg, handle);
    else legs.add(leg);
  }

  /** What listened for a leg that has ended meanwhile. */
  const isNobodysSpy = (channel: string): boolean =>
    isSpy(channel) && ![...legs.all.keys()].some((ear) => channel.startsWith(spyOf(ear, '')));

  function placeOf(leg: Leg, channels: ReadonlySet<string>, found: readonly FoundBridge[]): Place {
    const bridge = found.find((each) => leg.handle !== null && each.channels.includes(leg.handle.id)) ?? null;
    const spied = [...legs.all.keys()].filter((source) => channels.has(spyOf(leg.id, source)));
    // Who talks with others hears nothing else.
    const hears = bridge !== null && purposeOf(bridge.name) === 'meeting' ? null : 'whatever';
    return { ...nowhere, bridge: bridge?.name ?? null, listensTo: spied, sound: hears, muted: null };
  }

  return {
    adopt(channels, found) {
      const unknown = channels.filter(
        (each) => isLeg(each) && legs.ofChannel(each.id) === null && !legs.isEnding(each.id),
      );
      for (const channel of unknown) adoptOne(channel);
      // A server that is gone sends them nothing more.
      for (const { id } of channels) if (isMedia(id) || isNobodysSpy(id)) legs.sweep(id, 'interrupted');
      const listed = new Set(channels.map(({ id }) => id));
      const adopted = new Set<Leg>(unknown.flatMap(({ id }) => legs.ofChannel(id) ?? []));
      for (const leg of adopted) leg.place = placeOf(leg, listed, found);
      for (const { id, name, channels: inside } of found) {
        const members = [...adopted].filter(({ handle }) => handle !== null && inside.includes(handle.id));
        if (members.length > 0 && !bridges.has(name)) bridges.found(name, id, members.length);
      }
      return adopted;
    },
    tidy(found) {
      for (const { id, name, channels } of found)
        if (purposeOf(name) !== null && channels.length === 0 && !bridges.has(name))
          void ari.request('DELETE', `/bridges/${id}`).catch(() => undefined);
    },
  };
}

function stateOf({ id, state, channelvars }: Channel): Leg['state'] {
  if (state === 'Up') return 'up';
  const isDialled = LegId.safeParse(channelvars[channelVariables.leg] ?? id).success;
  if (!isDialled) return 'arrived';
  return state === 'Ringing' ? 'ringing' : 'dialling';
}
