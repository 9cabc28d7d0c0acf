import type { DeviceKind, DeviceView } from '../contract/devices/devices';
import type { DeviceId, OrganisationId, UserId } from '../contract/ids';
import { createOwned } from '../ownership/owned';
import type { Ownership } from '../ports/ownership';
import { chooseRinger } from './ringer';
import { createWindowUse } from './window-use';

export interface Device {
  readonly id: DeviceId;
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly kind: DeviceKind;
  readonly label: string;
}

/**
 * Which devices the users have and which of them answer now. In memory: devices enrol again when the server comes back.
 */
export interface DeviceRegistry {
  /**
   * Makes the device one of this process's, until it is removed. False = another has it.
   * @throws VaxelError server.unavailable
   */
  own(deviceId: DeviceId): Promise<boolean>;
  isOwn(deviceId: DeviceId): boolean;
  /** Leaves the devices to others, as the process ends. */
  releaseAll(): void;
  /** `windowId` ties the device to the realtime connection of the same window. */
  add(device: Device, windowId?: string): void;
  remove(deviceId: DeviceId): void;
  find(deviceId: DeviceId): Device | undefined;
  devicesOf(userId: UserId): readonly Device[];
  /** The window that the person uses comes first. */
  reachableOf(userId: UserId): readonly Device[];
  isReachable(deviceId: DeviceId): boolean;
  setReachable(deviceId: DeviceId, reachable: boolean): void;
  /** The person opened, looks at or touches a window; of several it is the one to ring. */
  windowUsed(userId: UserId, windowId: string): void;
  views(userId: UserId): DeviceView[];
  /** Told after each change of what a user has or of what is reachable. Returns the unsubscriber. */
  onChange(listener: (device: Device, reachable: boolean) => void): () => void;
  /** Told when another window became the one to ring because the person uses it. Returns the unsubscriber. */
  onRingerMoved(listener: (ringer: Device) => void): () => void;
}

interface Entry {
  readonly device: Device;
  readonly windowId: string;
  readonly reachable: boolean;
}

export function createDeviceRegistry(ownership: Ownership): DeviceRegistry {
  const owned = createOwned(ownership, 'device', remove);
  const entries = new Map<DeviceId, Entry>();
  const use = createWindowUse();
  const listeners = new Set<(device: Device, reachable: boolean) => void>();
  const ringerListeners = new Set<(ringer: Device) => void>();
  const people = new Map<UserId, Map<DeviceId, Entry>>();
  const entriesOf = (userId: UserId) => [...(people.get(userId)?.values() ?? [])];
  function put(entry: Entry): void {
    const { id, userId } = entry.device;
    entries.set(id, entry);
    people.set(userId, (people.get(userId) ?? new Map<DeviceId, Entry>()).set(id, entry));
  }
  function remove(deviceId: DeviceId): void {
    owned.release(deviceId);
    const entry = entries.get(deviceId);
    if (!entry) return;
    entries.delete(deviceId);
    people.get(entry.device.userId)?.delete(deviceId);
    tell(entry.device);
  }
  const isReachable = (deviceId: DeviceId) => entries.get(deviceId)?.reachable ?? false;
  const tell = (device: Device) => listeners.forEach((listener) => listener(device, isReachable(device.id)));
  const ringerOf = (userId: UserId) =>
    chooseRinger(
      entriesOf(userId).map(({ device, windowId, reachable }) => ({
        id: device.id,
        kind: device.kind,
        reachable,
        lastUse: use.lastUse(userId, windowId),
      })),
    );
  return {
    own: owned.own,
    isOwn: owned.isOwn,
    releaseAll: owned.releaseAll,
    add(device, windowId = device.id) {
      put({ device, windowId, reachable: isReachable(device.id) });
      tell(device);
    },
    remove,
    find: (deviceId) => entries.get(deviceId)?.device,
    devicesOf: (userId) => entriesOf(userId).map(({ device }) => device),
    reachableOf(userId) {
      const ringer = ringerOf(userId);
      const reachable = entriesOf(userId).filter((entry) => entry.reachable);
      return reachable
        .map(({ device }) => device)
        .toSorted((a, b) => Number(b.id === ringer) - Number(a.id === ringer));
    },
    isReachable,
    setReachable(deviceId, reachable) {
      const entry = entries.get(deviceId);
      if (!entry || entry.reachable === reachable) return;
      put({ ...entry, reachable });
      tell(entry.device);
    },
    windowUsed(userId, windowId) {
      const before = ringerOf(userId);
      use.used(userId, windowId);
      const now = ringerOf(userId);
      const ringer = now === null || now === before ? undefined : entries.get(now)?.device;
      if (ringer) ringerListeners.forEach((listener) => listener(ringer));
    },
    views(userId) {
      const ringer = ringerOf(userId);
      return entriesOf(userId).map(({ device: { id, kind, label }, reachable }) => ({
        id,
        kind,
        label,
        reachable,
        ringer: id === ringer,
      }));
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onRingerMoved(listener) {
      ringerListeners.add(listener);
      return () => ringerListeners.delete(listener);
    },
  };
}
