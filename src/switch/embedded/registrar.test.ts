import { sipRequest } from '../../../tests/fakes/raw-sip';
import { createFakeClock } from '../../../tests/fakes/clock';
import type { DeviceId, OrganisationId } from '../../contract/ids';
import type { SipConnection } from './connection';
import * as digest from './digest';
import { createRegistrar } from './registrar';
import { createSipReader } from './sip-messages';

jest.mock('./digest', () => {
  const real = jest.requireActual<typeof digest>('./digest');
  return { ...real, isDigestRight: jest.fn(real.isDigestRight) };
});

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const address = 'sip:1001@fjallbo.vaxel';

/** A registrar with one device, and one who guesses. */
function guessing() {
  const clock = createFakeClock();
  const never = () => {
    throw new Error('nobody has registered');
  };
  const registrar = createRegistrar({
    clock,
    listening: clock,
    registrationSeconds: 600,
    minRegistrationSeconds: 30,
    events: { onRegistered: never, onUnregistered: never },
  });
  registrar.enrol({
    deviceId: 'd' as DeviceId,
    side: { kind: 'inside', organisationId: 'o' as OrganisationId },
    user: '1001',
    domain: 'fjallbo.vaxel',
    username: 'anna',
    password: 'secret',
    expiresAtMs: Infinity,
  });
  const answers: string[] = [];
  const connection: SipConnection = {
    id: 'c',
    address: '203.0.113.7',
    failures: 0,
    isOpen: () => true,
    isWaiting: () => false,
    silentForMs: () => 0,
    watch: () => undefined,
    send: (text) => void answers.push(text),
    close: () => undefined,
  };
  const read = createSipReader(silent);
  const nonce = () => /nonce="([^"]+)"/.exec(answers.at(-1) ?? '')?.[1] ?? 'none';
  function register(username: string | null): string {
    const authorization =
      `Authorization: Digest username="${username}", realm="fjallbo.vaxel", nonce="${nonce()}", ` +
      `uri="sip:fjallbo.vaxel", response="${'0'.repeat(32)}", algorithm=MD5, qop=auth, nc=00000001, cnonce="c"`;
    const result = read(
      sipRequest({
        method: 'REGISTER',
        uri: 'sip:fjallbo.vaxel',
        from: address,
        to: address,
        cseq: answers.length + 1,
        callId: 'x',
        extra: ['Contact: <sip:raw@raw.invalid>', ...(username === null ? [] : [authorization])],
      }),
    );
    if (result.kind !== 'request') throw new Error('not read');
    registrar.register(result.message, connection);
    return answers.at(-1) ?? '';
  }
  register(null);
  return register;
}

it.each(['anna', 'nobody'])(
  'does the same work for a wrong password and for a user who does not exist: %s',
  (username) => {
    const register = guessing();
    const digests = jest.mocked(digest.isDigestRight);
    digests.mockClear();
    expect(register(username)).toMatch(/^SIP\/2\.0 401 /);
    expect(digests).toHaveBeenCalledTimes(1);
    expect(digests.mock.results[0]?.value).toBe(false);
  },
);
