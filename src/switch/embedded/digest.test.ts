import { challenges, createNonces, isDigestRight, parseDigest } from './digest';

function manualClock(): { nowMs: () => number; after: () => () => void; set: (ms: number) => void } {
  let now = 1_700_000_000_000;
  return { nowMs: () => now, after: () => () => undefined, set: (ms) => (now = ms) };
}

describe('digest credentials', () => {
  // Example of RFC 7616 §3.9.1, with its two answers.
  const common =
    'Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", ' +
    'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", nc=00000001, ' +
    'cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", qop=auth';
  const answered = (algorithm: string, response: string) => `${common}, algorithm=${algorithm}, response="${response}"`;
  const sha256 = answered('SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1');
  const md5 = answered('MD5', '8ca523f5e9506fed4657c9700eebdbec');

  it.each([
    ['SHA-256', sha256],
    ['MD5', md5],
  ])('accepts the %s example of RFC 7616', (_algorithm, header) => {
    const credentials = parseDigest(header);
    if (credentials === null) throw new Error('not parsed');
    expect(isDigestRight(credentials, 'GET', 'Circle of Life')).toBe(true);
    expect(isDigestRight(credentials, 'GET', 'Circle of life')).toBe(false);
    expect(isDigestRight(credentials, 'PUT', 'Circle of Life')).toBe(false);
    expect(isDigestRight({ ...credentials, nonceCount: 2 }, 'GET', 'Circle of Life')).toBe(false);
    expect(isDigestRight({ ...credentials, response: '' }, 'GET', 'Circle of Life')).toBe(false);
  });

  it.each([
    ['nothing', undefined],
    ['Basic', 'Basic dXNlcjpwYXNz'],
    ['no qop', md5.replace(', qop=auth', '')],
    ['auth-int', md5.replace('qop=auth', 'qop=auth-int')],
    ['another algorithm', md5.replace('algorithm=MD5', 'algorithm=SHA-512-256')],
    ['no nonce count', md5.replace('nc=00000001, ', '')],
    ['a nonce count of zero', md5.replace('nc=00000001', 'nc=00000000')],
    ['no response', md5.replace(/, response=.*/, '')],
  ])('refuses %s', (_what, header) => expect(parseDigest(header)).toBeNull());

  it('offers SHA-256 before MD5, both with qop, and says when a nonce is stale', () => {
    const [first, second] = challenges('example.org', 'abc', true);
    expect(first).toContain('algorithm=SHA-256');
    expect(second).toBe('Digest realm="example.org", nonce="abc", algorithm=MD5, qop="auth", stale=true');
  });
});

describe('nonces', () => {
  it('are fresh, then stale, and never another one’s', () => {
    const clock = manualClock();
    const nonces = createNonces(clock, 60_000);
    const nonce = nonces.issue();
    expect(nonces.check(nonce)).toBe('fresh');
    clock.set(clock.nowMs() + 60_000);
    expect(nonces.check(nonce)).toBe('stale');
    expect(nonces.check(`${nonce}x`)).toBe('unknown');
    expect(nonces.check(nonce.replace(/^.{12}/, 'ffffffffffff'))).toBe('unknown');
    expect(createNonces(clock, 60_000).check(nonce)).toBe('unknown');
    expect(nonces.check('')).toBe('unknown');
  });

  it('take each count once, upwards', () => {
    const nonces = createNonces(manualClock(), 60_000);
    const nonce = nonces.issue();
    expect([1, 1, 2, 5, 4, 5, 6].map((count) => nonces.use(nonce, count))).toEqual([
      true,
      false,
      true,
      true,
      false,
      false,
      true,
    ]);
  });
});
