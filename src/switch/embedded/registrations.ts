import type { NameAddrHeader } from 'sip.js/lib/core/index.js';
import type { Clock } from '../../ports/clock';
import type { DeviceId } from '../../contract/ids';
import type { DeviceEnrolment } from '../port';
import type { SipConnection } from './connection';

/** A live binding of a device to the socket it registered over. */
export interface Registration {
  readonly device: DeviceEnrolment;
  readonly connection: SipConnection;
  readonly contact: NameAddrHeader;
  /** Call-ID of the REGISTER: the same for all registrations of one run of a user agent (RFC 3261 §10.2). */
  readonly boot: string;
  readonly userAgent: string | null;
  readonly expiresAtMs: number;
}

/** One of each device, and of each socket, until it expires. */
export interface Registrations {
  /** In the place of the one that the device had. */
  put(registration: Registration): void;
  /** Returns the one that there was. */
  remove(deviceId: DeviceId): Registration | null;
  /** Removes what was registered over the socket, if anything was. */
  forget(connection: SipConnection): void;
  ofDevice(deviceId: DeviceId): Registration | null;
  ofConnection(connection: SipConnection): Registration | null;
  stop(): void;
}

export interface RegistrationsDeps {
  readonly clock: Clock;
  /** A registration that runs out while we are late stands until we have read what its device said. */
  readonly listening: Clock;
  /** It has expired or was removed. */
  readonly onRemoved: (registration: Registration) => void;
}

export function createRegistrations({ clock, listening, onRemoved }: RegistrationsDeps): Registrations {
  const registrations = new Map<DeviceId, Registration>();
  const byConnection = new Map<SipConnection, DeviceId>();
  const expiryTimers = new Map<DeviceId, () => void>();

  function expireAt(deviceId: DeviceId, expiresAtMs: number): void {
    expiryTimers.get(deviceId)?.();
    expiryTimers.set(
      deviceId,
      listening.after(Math.max(0, Math.min(expiresAtMs - clock.nowMs(), 2 ** 31 - 1)), () => remove(deviceId)),
    );
  }

  function remove(deviceId: DeviceId): Registration | null {
    const registration = registrations.get(deviceId);
    expiryTimers.get(deviceId)?.();
    expiryTimers.delete(deviceId);
    if (registration === undefined) return null;
    registrations.delete(deviceId);
    byConnection.delete(registration.connection);
    onRemoved(registration);
    return registration;
  }

  return {
    put(registration) {
      const { connection, expiresAtMs } = registration;
      const { deviceId } = registration.device;
      const before = registrations.get(deviceId);
      if (before !== undefined && before.connection !== connection) byConnection.delete(before.connection);
      registrations.set(deviceId, registration);
      byConnection.set(connection, deviceId);
      expireAt(deviceId, expiresAtMs);
    },
    remove,
    forget(connection) {
      const deviceId = byConnection.get(connection);
      if (deviceId !== undefined) remove(deviceId);
    },
    ofDevice: (deviceId) => registrations.get(deviceId) ?? null,
    ofConnection: (connection) => registrations.get(byConnection.get(connection) ?? ('' as DeviceId)) ?? null,
    stop() {
      for (const cancel of expiryTimers.values()) cancel();
      expiryTimers.clear();
    },
  };
}
