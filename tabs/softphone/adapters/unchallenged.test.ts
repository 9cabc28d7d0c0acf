import { URI, UserAgent } from 'sip.js';
import { isDigestRight, parseDigest } from '../../../src/switch/embedded/digest';
import { someCredentials } from '../../fakes/fake-phones';
import { rememberChallenges, unchallenged, unchallengedInvite } from './unchallenged';

const agent = new UserAgent({
  logBuiltinEnabled: false,
  transportOptions: { server: 'ws://127.0.0.1/sip' },
  uri: new URI('sip', '1001', 'fjallbo.vaxel'),
});

it('a REGISTER is signed with the nonce of the enrolment, as the switch reads it', () => {
  const header = unchallenged(agent, { ...someCredentials(), nonce: 'of the switch' });
  const digest = parseDigest(header?.replace('Authorization: ', ''));
  expect(digest).toMatchObject({ username: 'u', realm: 'fjallbo.vaxel', nonce: 'of the switch', nonceCount: 1 });
  expect(digest?.uri).toBe('sip:fjallbo.vaxel');
  expect(digest !== null && isDigestRight(digest, 'REGISTER', 'secret')).toBe(true);
  expect(digest !== null && isDigestRight(digest, 'REGISTER', 'another')).toBe(false);
});

it('where the switch gives no nonce, the first REGISTER waits for its challenge', () => {
  expect(unchallenged(agent, someCredentials())).toBeNull();
});

it('an INVITE is signed with what the switch has asked last, and what it asks anew takes the place of that', () => {
  const target = new URI('sip', '1002', 'fjallbo.vaxel');
  const caller = new UserAgent({
    ...{ logBuiltinEnabled: false, transportOptions: { server: 'ws://127.0.0.1/sip' } },
    ...{ uri: new URI('sip', '1001', 'fjallbo.vaxel'), authorizationUsername: 'u', authorizationPassword: 'secret' },
  });
  rememberChallenges(caller);
  expect(unchallengedInvite(caller, target)).toBeNull();
  const ask = (nonce: string, extraHeaders: string[]) => {
    const request = { method: 'INVITE', ruri: target, extraHeaders };
    const digest = caller.userAgentCore.configuration.authenticationFactory();
    digest?.authenticate(request as never, { realm: 'fjallbo.vaxel', nonce, algorithm: 'MD5', qop: ['auth'] });
    return request.extraHeaders;
  };
  ask('first', []);
  const header = unchallengedInvite(caller, target);
  const digest = parseDigest(header?.replace('Authorization: ', ''));
  expect(digest).toMatchObject({ username: 'u', nonce: 'first', uri: 'sip:1002@fjallbo.vaxel' });
  expect(digest !== null && isDigestRight(digest, 'INVITE', 'secret')).toBe(true);
  expect(ask('second', ['X-Call: 1', header ?? ''])).toEqual(['X-Call: 1']);
  expect(unchallengedInvite(caller, target)).toContain('nonce="second"');
});
