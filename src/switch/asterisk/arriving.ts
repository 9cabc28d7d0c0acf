import type { DeviceId, LegId } from '../../contract/ids';
import type { AdmitCall } from '../../limits/call-limits';
import type { Clock } from '../../ports/clock';
import type { SwitchEvent, Trunk } from '../port';
import type { Ari } from './ari';
import { arrivalOf } from './arrivals';
import { channelVariables, heardHeaders, preparing } from './configuration';
import { bootOf } from './contacts';
import type { Registrant } from './device-objects';
import type { Devices } from './devices';
import { readVariable, type Channel } from './events';
import { createLeg, handleOf, legOf, type Leg } from './leg';
import type { Legs } from './legs';
import { isMedia } from './sound-player';
import { surely } from './steps';
import { callingNumber, calledNumber } from './trunk-arrivals';
import { endpointOfChannel } from './trunk-objects';
import type { Trunks } from './trunks';
import { nowhere } from './wishes';

export interface ArrivingDeps {
  readonly ari: Ari;
  readonly devices: Devices;
  readonly trunks: Trunks;
  readonly legs: Legs;
  readonly admitCall: AdmitCall;
  readonly clock: Clock;
  readonly emit: (event: SwitchEvent) => void;
}

/** Channels that come into the application: legs that arrive, and those that shall take the place of another. */
export function createArriving(deps: ArrivingDeps) {
  const { devices, trunks, legs, admitCall, emit } = deps;
  /** Null when it is refused, which then has been done. */
  function admit(channel: Channel, isTaking: boolean): { readonly leg: Leg; readonly device: Registrant } | null {
    const device = devices.find(channel.accountcode as DeviceId);
    // Help is let in where there are too many others.
    const dialled = channel.channelvars[channelVariables.dialled] || channel.dialplan.exten;
    const release = device === null ? null : admitCall(device, dialled);
    if (device === null || release === null) {
      // A device that nobody here has enrolled: its server is another one, or will know it in a moment.
      legs.sweep(channel.id, 'interrupted');
      return null;
    }
    const { deviceId } = device;
    const target = channel.channelvars[channelVariables.contact] ?? '';
    const boot = target === '' ? (devices.contactOf(deviceId)?.boot ?? '') : bootOf(target);
    const leg = createLeg(legOf(channel), 'arrived', handleOf(channel.id, { deviceId, boot }), isTaking);
    leg.release = release;
    legs.add(leg);
    return { leg, device };
  }

  function announce(leg: Leg, channel: Channel, device: Registrant, replaces: LegId | null): void {
    const arrival = arrivalOf(leg.id, channel, device, replaces);
    if (arrival === null) return legs.hangUp(leg, 'unknownNumber');
    emit({ type: 'legArrived', ...arrival });
  }

  /**
   * Asterisk has answered the newcomer and put it in the place of the other already, whoever it is: it is taken out
   * again at once, the other put back, and asked is the engine.
   */
  function takeOver(channel: Channel, replaced: Channel): void {
    const old = legs.ofChannel(replaced.id);
    const bridge = old?.place.bridge ?? null;
    const admitted = admit(channel, true);
    if (old !== null) old.place = { ...old.place, bridge: null };
    if (admitted !== null) {
      const { leg, device } = admitted;
      leg.place = { ...nowhere, bridge };
      legs.settle(leg);
      if (old === null || !areColleagues(device, old)) legs.hangUp(leg, 'notAllowed');
      else void heard(deps, channel).then((whole) => (leg.isOver ? undefined : announce(leg, whole, device, old.id)));
    }
    if (old !== null) legs.settle(old);
  }

  /** Of others nobody learns that they exist. */
  function areColleagues({ side }: Registrant, other: Leg): boolean {
    const device = other.handle?.device ?? null;
    const theirs = device === null ? null : (devices.find(device.deviceId)?.side ?? null);
    return side.kind === 'inside' && theirs?.kind === 'inside' && side.organisationId === theirs.organisationId;
  }

  /** A call from an operator; the engine knows whose number it is. */
  function fromTrunk(found: Trunk, channel: Channel): void {
    const said = (name: keyof typeof channelVariables): string => channel.channelvars[channelVariables[name]] ?? '';
    const words = { ...wordsOf(said), dialled: said('dialled') || channel.dialplan.exten };
    const trunk = trunks.meant(found, words);
    const leg = createLeg(legOf(channel), 'arrived', handleOf(channel.id, null));
    // Whoever floods a number is refused as a colleague would be, and so is an operator that floods us.
    const who = `${said('dialled')} ${said('asserted') || said('from')}`;
    const release = admitCall({ user: who, domain: trunk.organisationId });
    if (release === null) return legs.sweep(channel.id, 'interrupted');
    leg.release = () => {
      release();
      trunks.left(leg.id);
    };
    trunks.took(trunk, leg.id);
    legs.add(leg);
    const called = calledNumber(words, trunk);
    if (called === null) return legs.hangUp(leg, 'unknownNumber');
    const organisationIds = [trunk.organisationId];
    const from = { kind: 'outside', number: callingNumber(words, trunk), organisationIds } as const;
    emit({ type: 'legArrived', leg: leg.id, from, dialled: called, callId: null, show: null, replaces: null });
  }

  return (channel: Channel, args: readonly string[], replaced: Channel | null): void => {
    // What says a recording is no leg.
    if (isMedia(channel.id) || legs.ofChannel(channel.id) !== null) return;
    // One that we have asked for, were not told of, and have given up.
    if (args[0] === 'dialled' && !legs.isEnding(channel.id)) return legs.sweep(channel.id, 'unreachable');
    if (args.length > 0) return;
    if (replaced !== null) return takeOver(channel, replaced);
    const trunk = trunks.byName(endpointOfChannel(channel.name));
    if (trunk !== null) return fromTrunk(trunk, channel);
    const admitted = admit(channel, false);
    if (admitted !== null) announce(admitted.leg, channel, admitted.device, null);
  };
}

const wordsOf = (said: (name: keyof typeof channelVariables) => string) => ({
  to: said('to'),
  from: said('from'),
  asserted: said('asserted'),
  remoteParty: said('remoteParty'),
  privacy: said('privacy'),
});

/** No dialplan has seen it: what it would have done, and read from the INVITE, is done here. */
async function heard({ ari, clock }: Pick<ArrivingDeps, 'ari' | 'clock'>, channel: Channel): Promise<Channel> {
  const path = `/channels/${channel.id}/variable`;
  const read = async ([variable, expression]: readonly [string, string]) => {
    let value = '';
    const ask = async () => (value = readVariable(await ari.request('GET', path, { variable: expression })));
    await surely(clock, ask).catch(() => undefined);
    return [variable, value] as const;
  };
  const prepared = Object.entries(preparing).map(([variable, value]) =>
    surely(clock, () => ari.request('POST', path, { variable, value })).catch(() => undefined),
  );
  const values = await Promise.all(Object.entries(heardHeaders).map(read));
  await Promise.all(prepared);
  return { ...channel, channelvars: { ...channel.channelvars, ...Object.fromEntries(values) } };
}
