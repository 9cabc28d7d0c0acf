import type { DeviceKind, DeviceView } from '../contract/devices';
import type { DeviceId, OrganisationId, UserId } from '../contract/ids';

export interface Device {
  readonly id: DeviceId;
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly kind: DeviceKind;
  readonly label: string;
}

/** Which devices the users have and which of them answer now. In memory: devices enrol again when the server comes back. */
export interface DeviceRegistry {
  add(device: Device): void;
  remove(deviceId: DeviceId): void;
  find(deviceId: DeviceId): Device | undefined;
  devicesOf(userId: UserId): readonly Device[];
  reachableOf(userId: UserId): readonly Device[];
  isReachable(deviceId: DeviceId): boolean;
  setReachable(deviceId: DeviceId, reachable: boolean): void;
  views(userId: UserId): DeviceView[];
  /** Told after each change of what a user has or of what is reachable. Returns the unsubscriber. */
  onChange(listener: (device: Device, reachable: boolean) => void): () => void;
}

export function createDeviceRegistry(): DeviceRegistry {
  const devices = new Map<DeviceId, Device>();
  const reachable = new Set<DeviceId>();
  const listeners = new Set<(device: Device, reachable: boolean) => void>();
  const tell = (device: Device) => listeners.forEach((listener) => listener(device, reachable.has(device.id)));
  const devicesOf = (userId: UserId) => [...devices.values()].filter((device) => device.userId === userId);
  return {
    add(device) {
      devices.set(device.id, device);
      tell(device);
    },
    remove(deviceId) {
      const device = devices.get(deviceId);
      if (!device) return;
      devices.delete(deviceId);
      reachable.delete(deviceId);
      tell(device);
    },
    find: (deviceId) => devices.get(deviceId),
    devicesOf,
    reachableOf: (userId) => devicesOf(userId).filter((device) => reachable.has(device.id)),
    isReachable: (deviceId) => reachable.has(deviceId),
    setReachable(deviceId, now) {
      const device = devices.get(deviceId);
      if (!device || reachable.has(deviceId) === now) return;
      if (now) reachable.add(deviceId);
      else reachable.delete(deviceId);
      tell(device);
    },
    views: (userId) => devicesOf(userId).map(({ id, kind, label }) => ({ id, kind, label, reachable: reachable.has(id) })),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
