import type { Feature, Infrastructure } from '../feature';
import type { LinesFeature } from '../lines/feature';
import { forgetDevice, purgeUnusedDevices } from './enrol';
import { createIceServers, type TurnServers } from './ice-servers';
import { createDeviceRegistry, type Device, type DeviceRegistry } from './registry';
import { createDeviceRoutes } from './routes';
import { showReachable } from './show-reachable';

export interface DevicesFeature extends Feature {
  readonly devices: DeviceRegistry;
}

export interface DevicesDeps extends Pick<LinesFeature, 'lines' | 'lineStates'> {
  readonly media: { readonly stunUrls: readonly string[]; readonly turn: TurnServers | null };
}

/** The windows and phones that people's calls ring on. */
export function createDevicesFeature(infrastructure: Infrastructure, { lines, lineStates, media }: DevicesDeps): DevicesFeature {
  const { db, clock, publisher } = infrastructure;
  const devices = createDeviceRegistry();
  showReachable(devices, lineStates);
  const tell = ({ organisationId, userId }: Device) => publisher.toUser(organisationId, userId, { type: 'devices', devices: devices.views(userId) });
  devices.onChange(tell);
  devices.onRingerMoved(tell);
  lines.onGone(({ userId }) => devices.devicesOf(userId).forEach((device) => forgetDevice(infrastructure.switch, devices, device.id)));
  return {
    devices,
    router: createDeviceRoutes({ ...infrastructure, registry: devices, lines, iceServers: createIceServers({ ...media, clock }) }),
    snapshot: { devices: ({ userId }) => devices.views(userId) },
    windows: { used: ({ userId }, windowId) => devices.windowUsed(userId, windowId) },
    purge: () => purgeUnusedDevices(db),
  };
}
