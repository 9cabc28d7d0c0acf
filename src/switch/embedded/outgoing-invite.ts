import { URI } from 'sip.js/lib/core/index.js';
import { sipHeaders } from '../../contract/devices/sip';
import type { DialOptions } from '../port';
import type { Endpoint } from './endpoint';
import type { LegDeps } from './leg';
import { allowedMethods, sdpBody } from './sip-messages';

/**
 * What an INVITE to a device says beside who calls; `minSeconds` is the shortest session timer that the device takes.
 */
export function inviteHeaders(
  deps: Pick<LegDeps, 'sessionTimer'>,
  caller: DialOptions,
  endpoint: Endpoint,
  minSeconds: number,
): { limits: string[]; headers: string[] } {
  const { sessionSeconds } = deps.sessionTimer;
  const limits = [`Session-Expires: ${Math.max(sessionSeconds, minSeconds)}`, `Min-SE: ${minSeconds}`];
  const headers = [`Contact: ${endpoint.contact}`, `${sipHeaders.call}: ${caller.callId}`, `Allow: ${allowedMethods}`];
  // Desk phones that know no RFC 5373 know this one; a phone that knows neither rings.
  if (caller.autoAnswer)
    headers.push(`${sipHeaders.answerMode}: Auto`, `Call-Info: <sip:${endpoint.device.domain}>;answer-after=0`);
  if (caller.callerNumber === null) headers.push('Privacy: id');
  else if (endpoint.device.side.kind === 'inside')
    headers.push(
      `P-Asserted-Identity: ${displayName(caller.callerName)}<${callerUri(caller.callerNumber, endpoint).toString()}>`,
    );
  return { limits, headers };
}

/** An INVITE; without `offer` the device makes one in its answer. */
export function makeInvite(
  endpoint: Endpoint,
  caller: DialOptions,
  headers: string[],
  offer: string | null,
): ReturnType<Endpoint['core']['makeOutgoingRequestMessage']> {
  const { device } = endpoint;
  // RFC 3323 §4.1.1.3: an anonymous caller leaves no trace in From.
  const from =
    caller.callerNumber === null
      ? new URI('sip', 'anonymous', 'anonymous.invalid')
      : callerUri(caller.callerNumber, endpoint);
  const fromDisplayName = caller.callerNumber === null ? 'Anonymous' : headerText(caller.callerName ?? '');
  return endpoint.core.makeOutgoingRequestMessage(
    'INVITE',
    endpoint.target(),
    from,
    new URI('sip', device.user, device.domain),
    { fromDisplayName },
    headers,
    offer === null ? undefined : sdpBody(offer),
  );
}

function callerUri(number: string, endpoint: Endpoint): URI {
  return new URI('sip', number.replace(/[^\w+*#.-]/g, '') || 'unknown', endpoint.device.domain);
}

function displayName(name: string | null): string {
  const text = headerText(name ?? '');
  return text === '' ? '' : `"${text}" `;
}

/** What may stand between quotes in a header field: no line break, quote or backslash. */
function headerText(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f"\\]/g, ' ')
    .trim()
    .slice(0, 100);
}
