import type { IncomingRequestMessage } from 'sip.js/lib/core/index.js';
import { constructOutgoingResponse, NameAddrHeader } from 'sip.js/lib/core/index.js';
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../ports/clock';
import type { DeviceId } from '../../contract/ids';
import type { DeviceEnrolment } from '../port';
import type { SipConnection } from './connection';
import { allContacts } from './sip-messages';
import { createLoginGuard } from './login-guard';
import { challenges, createNonces, isDigestRight, parseDigest } from './digest';

/** Attempts with wrong credentials that one socket has. */
const maxFailures = 10;
const nonceLifetimeMs = 60_000;

export interface RegistrarOptions {
  readonly clock: Clock;
  /** A registration that runs out while we are late stands until we have read what its device said. */
  readonly listening: Clock;
  /** The longest registration, and the one given when none is asked for. */
  readonly registrationSeconds: number;
  /** Shorter is refused with 423. */
  readonly minRegistrationSeconds: number;
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

export interface Registrar {
  enrol(device: DeviceEnrolment): void;
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
  const nonces = createNonces(clock, nonceLifetimeMs);
  const guard = createLoginGuard(clock);
  /** Stands in for the password of a user that does not exist, so that the work is the same. */
  const nobody = randomBytes(16).toString('hex');
  const enrolments = new Map<DeviceId, DeviceEnrolment>();
  const byLogin = new Map<string, DeviceId>();
  const byOutsideNumber = new Map<string, Set<DeviceId>>();
  const registrations = new Map<DeviceId, Registration>();
  const byConnection = new Map<SipConnection, DeviceId>();
  const expiryTimers = new Map<DeviceId, () => void>();

  const loginOf = (domain: string, username: string): string => `${domain.toLowerCase()}\n${username}`;

  function reply(
    message: IncomingRequestMessage,
    connection: SipConnection,
    statusCode: number,
    extraHeaders: string[] = [],
  ): void {
    connection.send(constructOutgoingResponse(message, { statusCode, extraHeaders, userAgent: 'Vaxel' }).message);
  }

  function challenge(message: IncomingRequestMessage, connection: SipConnection, stale: boolean): void {
    // The realm is the domain asked for, known or not: the answer says nothing about who exists.
    const headers = challenges(message.ruri?.host ?? 'invalid', nonces.issue(), stale).map(
      (value) => `WWW-Authenticate: ${value}`,
    );
    reply(message, connection, 401, headers);
  }

  /** The device that the credentials prove, or null after the request has been answered. */
  function authenticate(message: IncomingRequestMessage, connection: SipConnection): DeviceEnrolment | null {
    const credentials = parseDigest(message.getHeader('Authorization'));
    if (credentials === null) {
      challenge(message, connection, false);
      return null;
    }
    const device = enrolments.get(byLogin.get(loginOf(credentials.realm, credentials.username)) ?? ('' as DeviceId));
    const live = device !== undefined && device.expiresAtMs > clock.nowMs() ? device : null;
    const isOwn = live !== null && registrations.get(live.deviceId)?.connection === connection;
    // Whoever is in already is not put out by others' guesses.
    const login = [connection.address, credentials.username, live?.expiresAtMs ?? 0] as const;
    const isBanned = guard.isBanned(...login) && !isOwn;
    const right = isDigestRight(credentials, 'REGISTER', live?.password ?? nobody) && !isBanned;
    const nonce = nonces.check(credentials.nonce);
    const domain = message.ruri?.host.toLowerCase();
    if (
      right &&
      live !== null &&
      nonce !== 'unknown' &&
      live.domain.toLowerCase() === domain &&
      isFor(message, credentials.uri)
    ) {
      if (nonce === 'fresh' && nonces.use(credentials.nonce, credentials.nonceCount)) return live;
      challenge(message, connection, true);
      return null;
    }
    connection.failures += 1;
    guard.failed(...login);
    challenge(message, connection, false);
    if (connection.failures >= maxFailures) connection.close(1008, 'too many failed attempts');
    return null;
  }

  function register(message: IncomingRequestMessage, connection: SipConnection): void {
    const device = authenticate(message, connection);
    if (device === null) return;
    if (!isAddressOf(message.to, device) || !isAddressOf(message.from, device)) return reply(message, connection, 403);
    const owner = byConnection.get(connection);
    if (owner !== undefined && owner !== device.deviceId) return reply(message, connection, 403);
    const wanted = requestedSeconds(message);
    if (wanted === 'malformed') return reply(message, connection, 400);
    if (wanted === 0) return unregister(message, connection, device);
    const contact: unknown = message.parseHeader('Contact');
    if (!(contact instanceof NameAddrHeader)) {
      // Without a Contact it is a question for the bindings (RFC 3261 §10.2.3).
      const current = registrations.get(device.deviceId);
      return reply(message, connection, 200, current === undefined ? [] : [contactHeader(current, clock.nowMs())]);
    }
    if (wanted !== null && wanted < options.minRegistrationSeconds)
      return reply(message, connection, 423, [`Min-Expires: ${options.minRegistrationSeconds}`]);
    bind(
      message,
      connection,
      device,
      contact,
      Math.min(wanted ?? options.registrationSeconds, options.registrationSeconds),
    );
  }

  function bind(
    message: IncomingRequestMessage,
    connection: SipConnection,
    device: DeviceEnrolment,
    contact: NameAddrHeader,
    seconds: number,
  ): void {
    const nowMs = clock.nowMs();
    // No registration outlives the credentials that it was made with.
    const expiresAtMs = Math.min(nowMs + seconds * 1000, device.expiresAtMs);
    const before = registrations.get(device.deviceId);
    const registration: Registration = {
      device,
      connection,
      contact,
      boot: message.callId,
      userAgent: message.getHeader('User-Agent')?.slice(0, 200) ?? null,
      expiresAtMs,
    };
    if (before !== undefined && before.connection !== connection) byConnection.delete(before.connection);
    registrations.set(device.deviceId, registration);
    byConnection.set(connection, device.deviceId);
    connection.failures = 0;
    expireAt(device.deviceId, expiresAtMs);
    reply(message, connection, 200, [contactHeader(registration, nowMs), `Date: ${new Date(nowMs).toUTCString()}`]);
    events.onRegistered(
      registration,
      before === undefined || before.connection !== connection || before.boot !== registration.boot,
    );
  }

  function unregister(message: IncomingRequestMessage, connection: SipConnection, device: DeviceEnrolment): void {
    const current = registrations.get(device.deviceId);
    reply(message, connection, 200);
    if (current?.connection === connection) remove(device.deviceId);
  }

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
    events.onUnregistered(registration);
    return registration;
  }

  function forgetEnrolment(device: DeviceEnrolment): void {
    enrolments.delete(device.deviceId);
    byLogin.delete(loginOf(device.domain, device.username));
    if (device.side.kind === 'outside') byOutsideNumber.get(device.side.number)?.delete(device.deviceId);
  }

  return {
    enrol(device) {
      const before = enrolments.get(device.deviceId);
      if (before !== undefined) forgetEnrolment(before);
      enrolments.set(device.deviceId, device);
      byLogin.set(loginOf(device.domain, device.username), device.deviceId);
      if (device.side.kind !== 'outside') return;
      const devices = byOutsideNumber.get(device.side.number) ?? new Set();
      byOutsideNumber.set(device.side.number, devices.add(device.deviceId));
    },
    revoke(deviceId) {
      const device = enrolments.get(deviceId);
      if (device !== undefined) forgetEnrolment(device);
      return remove(deviceId);
    },
    register,
    forget(connection) {
      const deviceId = byConnection.get(connection);
      if (deviceId !== undefined) remove(deviceId);
    },
    ofDevice: (deviceId) => registrations.get(deviceId) ?? null,
    ofConnection: (connection) => registrations.get(byConnection.get(connection) ?? ('' as DeviceId)) ?? null,
    enrolment: (deviceId) => enrolments.get(deviceId) ?? null,
    outside: (number) => [...(byOutsideNumber.get(number) ?? [])].flatMap((deviceId) => enrolments.get(deviceId) ?? []),
    stop() {
      for (const cancel of expiryTimers.values()) cancel();
      expiryTimers.clear();
    },
  };
}

/** True when the header field names the device's address of record. */
export function isAddressOf(header: NameAddrHeader, device: DeviceEnrolment): boolean {
  return header.uri.user === device.user && header.uri.host.toLowerCase() === device.domain.toLowerCase();
}

/** The digest must be for this very request (RFC 3261 §22.4, uri). */
function isFor(message: IncomingRequestMessage, uri: string): boolean {
  return (
    uri.toLowerCase() === message.data.slice(0, message.data.indexOf(' SIP/2.0')).replace(/^\S+ /, '').toLowerCase()
  );
}

/** Seconds asked for: the Contact's parameter before the Expires header field (RFC 3261 §10.2.1.1); null = not said. */
function requestedSeconds(message: IncomingRequestMessage): number | null | 'malformed' {
  const star = message.hasHeader(allContacts);
  const contact: unknown = star ? undefined : message.parseHeader('Contact');
  const text =
    (contact instanceof NameAddrHeader ? contact.getParam('expires') : undefined) ?? message.getHeader('Expires');
  if (text === undefined || text === null) return star ? 'malformed' : null;
  if (!/^\d{1,10}$/.test(text.trim())) return 'malformed';
  const seconds = Number(text);
  return star && seconds !== 0 ? 'malformed' : seconds;
}

function contactHeader(registration: Registration, nowMs: number): string {
  const seconds = Math.max(0, Math.ceil((registration.expiresAtMs - nowMs) / 1000));
  return `Contact: <${registration.contact.uri.toString()}>;expires=${seconds}`;
}
