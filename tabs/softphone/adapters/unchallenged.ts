import type { URI, UserAgent } from 'sip.js';
import { DigestAuthentication } from 'sip.js/lib/core/messages/digest-authentication.js';
import type { SipCredentials } from '../../../src/contract/devices/devices';

/**
 * Authorization header field of a REGISTER that is signed before the switch asks for it (RFC 7616 §3.6), which saves a
 * way there and back; null where the switch gave no nonce. One that is too old is answered by a challenge.
 */
export function unchallenged(agent: UserAgent, credentials: SipCredentials): string | null {
  const { username, password, realm, nonce } = credentials;
  if (nonce === null) return null;
  const registrar = agent.configuration.uri.clone();
  registrar.user = undefined;
  const challenge = { realm, nonce, algorithm: 'MD5', qop: ['auth'] };
  return signed(agent, { username, password }, { method: 'REGISTER', ruri: registrar }, challenge);
}

/** What the switch has asked an agent last. */
const challenges = new WeakMap<UserAgent, unknown>();

/** Remembers from now on what the switch asks, to answer it before it asks again. */
export function rememberChallenges(agent: UserAgent): void {
  const { configuration } = agent.userAgentCore;
  const make = configuration.authenticationFactory;
  configuration.authenticationFactory = () => {
    const digest = make();
    if (digest === undefined) return digest;
    const authenticate = digest.authenticate.bind(digest);
    digest.authenticate = (request, challenge, body) => {
      challenges.set(agent, challenge);
      // What was signed unasked was too old; a request has one signature.
      request.extraHeaders = request.extraHeaders.filter((header) => !header.startsWith('Authorization:'));
      return authenticate(request, challenge, body);
    };
    return digest;
  };
}

/** The same of an INVITE, by what the switch has asked last; null where it has asked nothing. */
export function unchallengedInvite(agent: UserAgent, target: URI): string | null {
  const challenge = challenges.get(agent);
  const { authorizationUsername: username, authorizationPassword: password } = agent.configuration;
  return challenge === undefined
    ? null
    : signed(agent, { username, password }, { method: 'INVITE', ruri: target }, challenge);
}

function signed(
  agent: UserAgent,
  { username, password }: Pick<SipCredentials, 'username' | 'password'>,
  request: { readonly method: string; readonly ruri: URI },
  challenge: unknown,
): string | null {
  const digest = new DigestAuthentication(agent.getLoggerFactory(), undefined, username, password);
  if (!digest.authenticate(request as Parameters<typeof digest.authenticate>[0], challenge)) return null;
  return `Authorization: ${digest.toString()}`;
}
