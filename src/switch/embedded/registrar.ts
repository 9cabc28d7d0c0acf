import type { IncomingRequestMessage } from 'sip.js/lib/core/index.js';
import type { Clock } from '../../ports/clock';
import type { DeviceId } from '../../contract/ids';
import type { DeviceEnrolment } from '../port';
import type { SipConnection } from './connection';
import { createEnrolments } from './enrolments';
import { createRegisterLogin, reply } from './register-login';
import { judgeRegister, type RegisterJudgement, type RegisterLimits } from './register-rules';
import { createRegistrations, type Registration } from './registrations';

export interface RegistrarOptions extends RegisterLimits {
  readonly clock: Clock;
  /** See `RegistrationsDeps`. */
  readonly listening: Clock;
  readonly events: RegistrarEvents;
}

export interface RegistrarEvents {
  /**
   * Called at the first registration of a device and at each later one; `boot` tells one run of the device's program
   * from the next.
   */
  onRegistered(registration: Registration, isNew: boolean): void;
  onUnregistered(registration: Registration): void;
}

export interface Registrar {
  /** Returns a nonce for its first REGISTER. */
  enrol(device: DeviceEnrolment): string;
  /** Ends the enrolment and the registration; returns the registration that there was. */
  revoke(deviceId: DeviceId): Registration | null;
  register(message: IncomingRequestMessage, connection: SipConnection): void;
  /** The socket is gone, so is what was registered over it. */
  forget(connection: SipConnection): void;
  ofDevice(deviceId: DeviceId): Registration | null;
  ofConnection(connection: SipConnection): Registration | null;
  enrolment(deviceId: DeviceId): DeviceEnrolment | null;
  outside(number: string): DeviceEnrolment[];
  stop(): void;
}

export function createRegistrar(options: RegistrarOptions): Registrar {
  const { clock, listening, events } = options;
  const enrolments = createEnrolments();
  const registrations = createRegistrations({ clock, listening, onRemoved: events.onUnregistered });
  const login = createRegisterLogin({
    clock,
    ofLogin: enrolments.ofLogin,
    isOver: (device, connection) => registrations.ofDevice(device.deviceId)?.connection === connection,
  });

  function register(message: IncomingRequestMessage, connection: SipConnection): void {
    const device = login.authenticate(message, connection);
    if (device === null) return;
    const owner = registrations.ofConnection(connection)?.device.deviceId ?? device.deviceId;
    if (owner !== device.deviceId) return reply(message, connection, 403);
    const judgement = judgeRegister(message, device, options);
    switch (judgement.kind) {
      case 'refused':
        return reply(message, connection, judgement.status, judgement.headers);
      case 'question': {
        const current = registrations.ofDevice(device.deviceId);
        return reply(message, connection, 200, current === null ? [] : [contactHeader(current, clock.nowMs())]);
      }
      case 'end':
        reply(message, connection, 200);
        return registrations.forget(connection);
      case 'bind':
        return bind(message, registrationOf(message, connection, device, judgement, clock.nowMs()));
    }
  }

  function bind(message: IncomingRequestMessage, registration: Registration): void {
    const { device, connection, boot } = registration;
    const nowMs = clock.nowMs();
    const before = registrations.ofDevice(device.deviceId);
    registrations.put(registration);
    connection.failures = 0;
    reply(message, connection, 200, [contactHeader(registration, nowMs), `Date: ${new Date(nowMs).toUTCString()}`]);
    events.onRegistered(registration, before?.connection !== connection || before.boot !== boot);
  }

  return {
    enrol(device) {
      enrolments.add(device);
      return login.nonce();
    },
    revoke(deviceId) {
      enrolments.remove(deviceId);
      return registrations.remove(deviceId);
    },
    register,
    forget: registrations.forget,
    ofDevice: registrations.ofDevice,
    ofConnection: registrations.ofConnection,
    enrolment: enrolments.get,
    outside: enrolments.outside,
    stop: registrations.stop,
  };
}

function registrationOf(
  message: IncomingRequestMessage,
  connection: SipConnection,
  device: DeviceEnrolment,
  { contact, seconds }: Extract<RegisterJudgement, { kind: 'bind' }>,
  nowMs: number,
): Registration {
  return {
    device,
    connection,
    contact,
    boot: message.callId,
    userAgent: message.getHeader('User-Agent')?.slice(0, 200) ?? null,
    // No registration outlives the credentials that it was made with.
    expiresAtMs: Math.min(nowMs + seconds * 1000, device.expiresAtMs),
  };
}

function contactHeader(registration: Registration, nowMs: number): string {
  const seconds = Math.max(0, Math.ceil((registration.expiresAtMs - nowMs) / 1000));
  return `Contact: <${registration.contact.uri.toString()}>;expires=${seconds}`;
}
