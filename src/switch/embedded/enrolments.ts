import type { DeviceId } from '../../contract/ids';
import type { DeviceEnrolment } from '../port';

/** The devices that may register, by what each is asked for. */
export interface Enrolments {
  /** In the place of the one that the device had. */
  add(device: DeviceEnrolment): void;
  /** Harmless for a device that is not enrolled. */
  remove(deviceId: DeviceId): void;
  get(deviceId: DeviceId): DeviceEnrolment | null;
  /** Whose login it is; domains are the same in any case of letters. */
  ofLogin(domain: string, username: string): DeviceEnrolment | null;
  /** The phones of an outside number. */
  outside(number: string): DeviceEnrolment[];
}

export function createEnrolments(): Enrolments {
  const enrolments = new Map<DeviceId, DeviceEnrolment>();
  const byLogin = new Map<string, DeviceId>();
  const byOutsideNumber = new Map<string, Set<DeviceId>>();

  const loginOf = (domain: string, username: string): string => `${domain.toLowerCase()}\n${username}`;
  const get = (deviceId: DeviceId): DeviceEnrolment | null => enrolments.get(deviceId) ?? null;

  function remove(deviceId: DeviceId): void {
    const device = enrolments.get(deviceId);
    if (device === undefined) return;
    enrolments.delete(deviceId);
    byLogin.delete(loginOf(device.domain, device.username));
    if (device.side.kind === 'outside') byOutsideNumber.get(device.side.number)?.delete(deviceId);
  }

  return {
    add(device) {
      remove(device.deviceId);
      enrolments.set(device.deviceId, device);
      byLogin.set(loginOf(device.domain, device.username), device.deviceId);
      if (device.side.kind !== 'outside') return;
      const devices = byOutsideNumber.get(device.side.number) ?? new Set();
      byOutsideNumber.set(device.side.number, devices.add(device.deviceId));
    },
    remove,
    get,
    ofLogin: (domain, username) => get(byLogin.get(loginOf(domain, username)) ?? ('' as DeviceId)),
    outside: (number) => [...(byOutsideNumber.get(number) ?? [])].flatMap((deviceId) => get(deviceId) ?? []),
  };
}
