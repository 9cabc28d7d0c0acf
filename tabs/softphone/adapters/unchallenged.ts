import type { UserAgent } from 'sip.js';
import { DigestAuthentication } from 'sip.js/lib/core/messages/digest-authentication.js';
import type { SipCredentials } from '../../../src/contract/devices/devices';

/**
 * Authorization header field of a REGISTER that is signed before the switch asks for it (RFC 7616 §3.6), which saves a
 * way there and back; null where the switch gave no nonce. One that is too old is answered by a challenge.
 */
export function unchallenged(agent: UserAgent, credentials: SipCredentials): string | null {
  const { username, password, realm, nonce } = credentials;
  if (nonce === null) return null;
  const digest = new DigestAuthentication(agent.getLoggerFactory(), undefined, username, password);
  const registrar = agent.configuration.uri.clone();
  registrar.user = undefined;
  const request = { method: 'REGISTER', ruri: registrar } as Parameters<typeof digest.authenticate>[0];
  if (!digest.authenticate(request, { realm, nonce, algorithm: 'MD5', qop: ['auth'] })) return null;
  return `Authorization: ${digest.toString()}`;
}
