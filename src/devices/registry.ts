import type { DeviceKind, DeviceView } from '../contract/devices/devices';
import type { DeviceId, OrganisationId, UserId } from '../contract/ids';
import { createOwned } from '../ownership/owned';
import type { Ownership } from '../ports/ownership';
import { chooseRinger } from './ringer';
import { createWindowUse, type WindowUse } from './window-use';

export interface Device {
  readonly id: DeviceId;
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly kind: DeviceKind;
  readonly label: string;
  /** It is there without being used, until somebody takes it away. */
  readonly stays?: true;
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
  /** How many answer now, of each kind that there is. */
  countReachable(): ReadonlyMap<DeviceKind, number>;
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
  const entries = createEntries();
  const use = createWindowUse();
  const listeners = new Set<(device: Device, reachable: boolean) => void>();
  const ringerListeners = new Set<(ringer: Device) => void>();
  function remove(deviceId: DeviceId): void {
    owned.release(deviceId);
    const entry = entries.remove(deviceId);
    if (entry) tell(entry.device);
  }
  const isReachable = (deviceId: DeviceId) => entries.find(deviceId)?.reachable ?? false;
  const tell = (device: Device) => listeners.forEach((listener) => listener(device, isReachable(device.id)));
  const ringerOf = (userId: UserId) => ringerAmong(entries.ofUser(userId), use);
  return {
    own: owned.own,
    isOwn: owned.isOwn,
    releaseAll: owned.releaseAll,
    add(device, windowId = device.id) {
      entries.put({ device, windowId, reachable: isReachable(device.id) });
      tell(device);
    },
    remove,
    find: (deviceId) => entries.find(deviceId)?.device,
    devicesOf: (userId) => entries.ofUser(userId).map(({ device }) => device),
    reachableOf: (userId) => reachableAmong(entries.ofUser(userId), ringerOf(userId)),
    isReachable,
    setReachable(deviceId, reachable) {
      const entry = entries.find(deviceId);
      if (!entry || entry.reachable === reachable) return;
      entries.put({ ...entry, reachable });
      tell(entry.device);
    },
    windowUsed(userId, windowId) {
      const before = ringerOf(userId);
      use.used(userId, windowId);
      const now = ringerOf(userId);
      const ringer = now === null || now === before ? undefined : entries.find(now)?.device;
      if (ringer) ringerListeners.forEach((listener) => listener(ringer));
    },
    countReachable: () => entries.countReachable(),
    views(userId) {
      const ringer = ringerOf(userId);
      return entries.ofUser(userId).map((entry) => toView(entry, ringer));
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

/** The devices by id and by user, oldest first. */
function createEntries() {
  const byId = new Map<DeviceId, Entry>();
  const people = new Map<UserId, Map<DeviceId, Entry>>();
  return {
    find: (deviceId: DeviceId): Entry | undefined => byId.get(deviceId),
    ofUser: (userId: UserId): Entry[] => [...(people.get(userId)?.values() ?? [])],
    countReachable(): Map<DeviceKind, number> {
      const counts = new Map<DeviceKind, number>();
      for (const { device, reachable } of byId.values())
        if (reachable) counts.set(device.kind, (counts.get(device.kind) ?? 0) + 1);
      return counts;
    },
    put(entry: Entry): void {
      const { id, userId } = entry.device;
      byId.set(id, entry);
      people.set(userId, (people.get(userId) ?? new Map<DeviceId, Entry>()).set(id, entry));
    },
    remove(deviceId: DeviceId): Entry | undefined {
      const entry = byId.get(deviceId);
      byId.delete(deviceId);
      if (entry) people.get(entry.device.userId)?.delete(deviceId);
      return entry;
    },
  };
}

/** @param entries of one user, oldest first */
const ringerAmong = (entries: readonly Entry[], use: WindowUse): DeviceId | null =>
  chooseRinger(
    entries.map(({ device: { id, kind, userId }, windowId, reachable }) => ({
      id,
      kind,
      reachable,
      lastUse: use.lastUse(userId, windowId),
    })),
  );

const reachableAmong = (entries: readonly Entry[], ringer: DeviceId | null): Device[] =>
  entries
    .filter((entry) => entry.reachable)
    .map(({ device }) => device)
    .toSorted((a, b) => Number(b.id === ringer) - Number(a.id === ringer));

const toView = ({ device: { id, kind, label }, reachable }: Entry, ringer: DeviceId | null): DeviceView => ({
  id,
  kind,
  label,
  reachable,
  ringer: id === ringer,
});
