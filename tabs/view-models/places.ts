import type { DeviceView } from '../../src/contract/devices/devices';
import type { DeviceId } from '../../src/contract/ids';
import type { AudioPlace } from '../../src/contract/calls/commands';
import type { Settings } from '../../src/contract/settings/settings';
import type { SoftphoneState } from '../softphone/softphone-state';

/** Where the audio of a call of mine can be. */
export interface Place {
  /** `here`, `mobile` or a device's id. */
  readonly id: string;
  readonly kind: 'here' | 'window' | 'popout' | 'deskPhone' | 'mobile';
  /** The device's own name; null for this window and the mobile. */
  readonly label: string | null;
  readonly number: string | null;
  /** Null for this window. */
  readonly to: AudioPlace | null;
}

const kinds: Record<DeviceView['kind'], Place['kind']> = {
  tab: 'window',
  popout: 'popout',
  deskPhone: 'deskPhone',
  mobile: 'mobile',
};
const order: readonly Place['kind'][] = ['here', 'deskPhone', 'popout', 'window', 'mobile'];

/** This window, my other devices that answer their probe, and my mobile number; desk phones before windows. */
export function placesFor(
  devices: readonly DeviceView[],
  here: DeviceId | null,
  mobile: string | null,
): readonly Place[] {
  const places: Place[] = [
    { id: 'here', kind: 'here', label: null, number: null, to: null },
    ...devices
      .filter(({ id, reachable }) => reachable && id !== here)
      .map((device): Place => ({
        id: device.id,
        kind: kinds[device.kind],
        label: device.label,
        number: null,
        to: { kind: 'device', deviceId: device.id },
      })),
    ...(mobile === null
      ? []
      : [{ id: 'mobile', kind: 'mobile', label: null, number: mobile, to: { kind: 'mobile' } } as const]),
  ];
  return places.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/**
 * The browser refuses the microphone, or there is none. One that another program holds may be free at the next call.
 */
export function lacksMicrophone({
  permission,
  microphone,
}: Pick<SoftphoneState, 'permission' | 'microphone'>): boolean {
  return permission === 'denied' || microphone === 'denied' || microphone === 'missing';
}

export interface CallFromContext {
  readonly devices: readonly DeviceView[];
  readonly here: DeviceId | null;
  readonly callFrom: Settings['callFrom'];
  readonly noMicrophone: boolean;
}

/**
 * Where a new call gets its audio, null = in this window, and whether the place that the person chose could not be had.
 */
export function placeToCallFrom({ devices, here, callFrom, noMicrophone }: CallFromContext): {
  readonly from: AudioPlace | null;
  readonly missing: boolean;
} {
  const reachable = devices.filter((device) => device.reachable && device.id !== here);
  const at = (device: DeviceView | undefined): AudioPlace | null =>
    device ? { kind: 'device', deviceId: device.id } : null;
  if (callFrom === 'mobile') return { from: { kind: 'mobile' }, missing: false };
  const chosen = at(reachable.find(({ id }) => id === callFrom));
  if (chosen) return { from: chosen, missing: false };
  // The window of its own has taken over ringing and audio: what is dialled in the tab is spoken there.
  const popout =
    devices.find(({ id }) => id === here)?.kind === 'popout'
      ? null
      : at(reachable.find(({ kind, ringer }) => kind === 'popout' && ringer));
  const instead = noMicrophone ? at(reachable.find(({ kind }) => kind === 'deskPhone') ?? reachable[0]) : null;
  return { from: popout ?? instead, missing: callFrom !== null && callFrom !== here };
}
