import { URI, UserAgent } from 'sip.js';
import { isDigestRight, parseDigest } from '../../../src/switch/embedded/digest';
import { someCredentials } from '../../fakes/fake-phones';
import { unchallenged } from './unchallenged';

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
