import { NameAddrHeader, type IncomingRequestMessage } from 'sip.js/lib/core/index.js';
import type { DeviceEnrolment } from '../port';
import { allContacts } from './sip-messages';

/** What a REGISTER asks for, once it is known whose it is. */
export type RegisterJudgement =
  | { readonly kind: 'refused'; readonly status: number; readonly headers: readonly string[] }
  /** Without a Contact it is a question for the bindings (RFC 3261 §10.2.3). */
  | { readonly kind: 'question' }
  | { readonly kind: 'end' }
  | { readonly kind: 'bind'; readonly contact: NameAddrHeader; readonly seconds: number };

export interface RegisterLimits {
  /** The longest registration, and the one given when none is asked for. */
  readonly registrationSeconds: number;
  /** Shorter is refused with 423. */
  readonly minRegistrationSeconds: number;
}

export function judgeRegister(
  message: IncomingRequestMessage,
  device: DeviceEnrolment,
  { registrationSeconds, minRegistrationSeconds }: RegisterLimits,
): RegisterJudgement {
  if (!isAddressOf(message.to, device) || !isAddressOf(message.from, device)) return refused(403);
  const wanted = requestedSeconds(message);
  if (wanted === 'malformed') return refused(400);
  if (wanted === 0) return { kind: 'end' };
  const contact: unknown = message.parseHeader('Contact');
  if (!(contact instanceof NameAddrHeader)) return { kind: 'question' };
  if (wanted !== null && wanted < minRegistrationSeconds)
    return refused(423, [`Min-Expires: ${minRegistrationSeconds}`]);
  return { kind: 'bind', contact, seconds: Math.min(wanted ?? registrationSeconds, registrationSeconds) };
}

const refused = (status: number, headers: readonly string[] = []): RegisterJudgement => ({
  kind: 'refused',
  status,
  headers,
});

/** True when the header field names the device's address of record. */
export function isAddressOf(header: NameAddrHeader, device: DeviceEnrolment): boolean {
  return header.uri.user === device.user && header.uri.host.toLowerCase() === device.domain.toLowerCase();
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
