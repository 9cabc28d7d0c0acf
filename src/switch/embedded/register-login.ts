import { randomBytes } from 'node:crypto';
import { constructOutgoingResponse, type IncomingRequestMessage } from 'sip.js/lib/core/index.js';
import type { Clock } from '../../ports/clock';
import type { DeviceEnrolment } from '../port';
import type { SipConnection } from './connection';
import { challenges, createNonces, isDigestRight, parseDigest } from './digest';
import { createLoginGuard } from './login-guard';

/** Attempts with wrong credentials that one socket has. */
const maxFailures = 10;
const nonceLifetimeMs = 60_000;

export interface RegisterLogin {
  /** The device that the credentials of a REGISTER prove, or null after it has been answered. */
  authenticate(message: IncomingRequestMessage, connection: SipConnection): DeviceEnrolment | null;
  /** For a REGISTER that is signed without having been challenged. */
  nonce(): string;
}

export interface RegisterLoginDeps {
  readonly clock: Clock;
  /** Whose login it is; null = nobody's. */
  readonly ofLogin: (domain: string, username: string) => DeviceEnrolment | null;
  /** Whether the device is registered over this very socket. */
  readonly isOver: (device: DeviceEnrolment, connection: SipConnection) => boolean;
}

export function createRegisterLogin({ clock, ofLogin, isOver }: RegisterLoginDeps): RegisterLogin {
  const nonces = createNonces(clock, nonceLifetimeMs);
  const guard = createLoginGuard(clock);
  /** Stands in for the password of a user that does not exist, so that the work is the same. */
  const nobody = randomBytes(16).toString('hex');

  function challenge(message: IncomingRequestMessage, connection: SipConnection, stale: boolean): null {
    // The realm is the domain asked for, known or not: the answer says nothing about who exists.
    const headers = challenges(message.ruri?.host ?? 'invalid', nonces.issue(), stale).map(
      (value) => `WWW-Authenticate: ${value}`,
    );
    reply(message, connection, 401, headers);
    return null;
  }

  function authenticate(message: IncomingRequestMessage, connection: SipConnection): DeviceEnrolment | null {
    const credentials = parseDigest(message.getHeader('Authorization'));
    if (credentials === null) return challenge(message, connection, false);
    const device = ofLogin(credentials.realm, credentials.username);
    const live = device !== null && device.expiresAtMs > clock.nowMs() ? device : null;
    const isOwn = live !== null && isOver(live, connection);
    // Whoever is in already is not put out by others' guesses.
    const login = [connection.address, credentials.username, live?.expiresAtMs ?? 0] as const;
    const isBanned = guard.isBanned(...login) && !isOwn;
    const right = isDigestRight(credentials, 'REGISTER', live?.password ?? nobody) && !isBanned;
    const nonce = nonces.check(credentials.nonce);
    if (right && live !== null && nonce !== 'unknown' && isFor(message, credentials.uri, live)) {
      if (nonce === 'fresh' && nonces.use(credentials.nonce, credentials.nonceCount)) return live;
      return challenge(message, connection, true);
    }
    connection.failures += 1;
    guard.failed(...login);
    challenge(message, connection, false);
    if (connection.failures >= maxFailures) connection.close(1008, 'too many failed attempts');
    return null;
  }

  return { authenticate, nonce: nonces.issue };
}

/** Answers a REGISTER. */
export function reply(
  message: IncomingRequestMessage,
  connection: SipConnection,
  statusCode: number,
  extraHeaders: readonly string[] = [],
): void {
  const options = { statusCode, extraHeaders: [...extraHeaders], userAgent: 'Vaxel' };
  connection.send(constructOutgoingResponse(message, options).message);
}

/** The digest must be for this very request (RFC 3261 §22.4, uri), and that to the domain of the device. */
function isFor(message: IncomingRequestMessage, uri: string, device: DeviceEnrolment): boolean {
  if (device.domain.toLowerCase() !== message.ruri?.host.toLowerCase()) return false;
  return (
    uri.toLowerCase() === message.data.slice(0, message.data.indexOf(' SIP/2.0')).replace(/^\S+ /, '').toLowerCase()
  );
}
