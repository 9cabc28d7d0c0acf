import type { DeviceView } from '../../src/contract/devices/devices';
import type { DeviceId } from '../../src/contract/ids';

/** Where a call to me would ring now: only devices that have shown a sign of life; this window first. */
export function ringsOn(
  devices: readonly DeviceView[],
  mine: DeviceId | null,
): readonly { readonly label: string; readonly here: boolean }[] {
  return devices
    .filter(({ reachable }) => reachable)
    .map(({ id, label }) => ({ label, here: id === mine }))
    .sort((a, b) => Number(b.here) - Number(a.here));
}

/**
 * Whether this window makes the sound of ringing: the server names one of the person's windows. As long as it names
 * none, each does.
 */
export function ringsHere(devices: readonly DeviceView[], mine: DeviceId | null): boolean {
  const ringer = devices.find((device) => device.ringer);
  return ringer === undefined || ringer.id === mine;
}
