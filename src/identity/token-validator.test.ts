import { createHmac } from 'node:crypto';
import type { Claims, SigningPair } from '../../tests/fakes/entra';
import {
  claimsV1,
  claimsV2,
  encode,
  entra,
  jwkOf,
  makeKey,
  signOtherwise,
  signToken,
  startKeyServer,
  tokenSettings,
} from '../../tests/fakes/entra';
import type { VaxelError } from '../contract/errors';
import { createTenantKeys } from './tenant-keys';
import type { ValidateToken } from './token-validator';
import { createTokenValidator } from './token-validator';

const nowMs = 1_795_000_000_000;
const now = nowMs / 1000;
const clock = { nowMs: () => nowMs, after: () => () => undefined };
const key = makeKey('key-1');
const secondTenantKey = makeKey('key-2');
const attacker = makeKey('key-1');
const strangerKid = makeKey('unknown-kid');
const weak = makeKey('weak', 1024);

let validate: ValidateToken;
let closeServers: () => Promise<void>;
let served: string[];

beforeAll(async () => {
  const first = await startKeyServer(() => [key, weak]);
  const second = await startKeyServer(() => [secondTenantKey]);
  served = first.requests;
  closeServers = async () => void (await Promise.all([first.close(), second.close()]));
  const settings = tokenSettings((tenantId) => (tenantId === entra.tenant ? first : second).url(tenantId));
  validate = createTokenValidator(settings, clock, ({ jwksUri }) => createTenantKeys({ jwksUri, clock }));
});
afterAll(() => closeServers());

const v2 = (changes: Claims = {}) => claimsV2(nowMs, changes);
const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(v2()).filter(([name]) => !names.includes(name)));
const codeOf = (token: string) =>
  validate(token).then(
    () => 'accepted',
    (error: VaxelError) => error.code,
  );

describe('tokens that Entra issues for us are accepted', () => {
  test.each<[string, () => string]>([
    ['v2.0 from Teams', () => signToken(key, v2())],
    ['v1.0 from Teams', () => signToken(key, claimsV1(nowMs))],
    ['v2.0 by nested app authentication (azp = our client)', () => signToken(key, v2({ azp: entra.clientId }))],
    ['audience api://client', () => signToken(key, v2({ aud: `api://${entra.clientId}` }))],
    ['several scopes', () => signToken(key, v2({ scp: 'User.Read access_as_user profile' }))],
    [
      'the second tenant, with its own key',
      () =>
        signToken(
          secondTenantKey,
          v2({ tid: entra.secondTenant, iss: `https://login.microsoftonline.com/${entra.secondTenant}/v2.0` }),
        ),
    ],
    ['expired 299 s ago (skew)', () => signToken(key, v2({ exp: now - 299 }))],
    ['valid in 300 s (skew)', () => signToken(key, v2({ nbf: now + 300, iat: now + 300 }))],
    ['x5t in the header, as Entra sends it', () => signToken(key, v2(), { x5t: key.kid })],
    ['idtyp user', () => signToken(key, v2({ idtyp: 'user' }))],
    [
      'jku of a stranger, ignored, with our own signature',
      () => signToken(key, v2(), { jku: 'https://evil.example/keys' }),
    ],
  ])('%s', async (_, make) => {
    await expect(validate(make())).resolves.toMatchObject({ objectId: entra.anna });
  });

  test('what is read from it', async () => {
    expect(await validate(signToken(key, v2({ roles: ['administrator'] })))).toEqual({
      tenantId: entra.tenant,
      objectId: entra.anna,
      name: 'Anna Ek',
      mailAddresses: ['anna@fjallbo.example'],
      appRoles: ['administrator'],
      expiresAtMs: (now + 4_000) * 1000,
    });
  });
});

describe('addresses are taken only when the tenant vouches for them', () => {
  test.each<[string, Claims, string[]]>([
    ['sign-in name, folded', { preferred_username: ' Anna@Fjallbo.EXAMPLE ' }, ['anna@fjallbo.example']],
    ['unverified email', { preferred_username: undefined, email: 'boss@fjallbo.example' }, []],
    ['verified email', { email: 'ek@fjallbo.example', xms_edov: true }, ['anna@fjallbo.example', 'ek@fjallbo.example']],
    [
      'email whose verification failed',
      { preferred_username: undefined, email: 'boss@fjallbo.example', xms_edov: '0', email_verified: false },
      [],
    ],
    ['guest by acct', { acct: 1 }, []],
    ['guest by idp', { idp: `https://sts.windows.net/${entra.strangeTenant}/` }, []],
    [
      'member whose idp is the tenant itself',
      { idp: `https://login.microsoftonline.com/${entra.tenant}/v2.0` },
      ['anna@fjallbo.example'],
    ],
    ['no address at all', { preferred_username: 'ek', upn: 'a b@c' }, []],
  ])('%s', async (_, changes, addresses) => {
    expect((await validate(signToken(key, v2(changes)))).mailAddresses).toEqual(addresses);
  });
});

/** HS256 with a public key, in the forms in which libraries have mistaken it for a secret. */
function hmac(claims: Claims, secret: string | Buffer, alg = 'HS256'): string {
  const input = `${encode({ alg, typ: 'JWT', kid: key.kid })}.${encode(claims)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

function unsigned(alg: unknown, signature = ''): string {
  return `${encode({ alg, typ: 'JWT', kid: key.kid })}.${encode(v2())}.${signature}`;
}

const good = () => signToken(key, v2());
const parts = () => good().split('.') as [string, string, string];
const signatureOf = (token: string) => token.split('.')[2] ?? '';
const pem = (type: 'spki' | 'pkcs1') => key.publicKey.export({ type, format: 'pem' });
const duplicate = (json: string, extra: string) => json.replace('{', `{${extra},`);
const rawHeader = (json: string, pair: SigningPair = key) => {
  // Signed over exactly this header text.
  const token = signToken(pair, v2());
  return [encode(json), ...token.split('.').slice(1)].join('.');
};
const kidOf = (kid: unknown) => signToken(attacker, v2(), { kid });

const forged: [string, () => string][] = [
  // Signature
  ['signed by a stranger who uses our key id', () => signToken(attacker, v2())],
  ['signed by a stranger with an unknown key id', () => signToken(strangerKid, v2())],
  ['signed by the key of another tenant', () => signToken({ ...secondTenantKey, kid: key.kid }, v2())],
  ['signed by the key of another tenant with its key id', () => signToken(secondTenantKey, v2())],
  [
    'first tenant signs for the second',
    () =>
      signToken(
        key,
        v2({ tid: entra.secondTenant, iss: `https://login.microsoftonline.com/${entra.secondTenant}/v2.0` }),
      ),
  ],
  [
    'payload changed after signing',
    () => [parts()[0], encode(v2({ oid: '0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b' })), parts()[2]].join('.'),
  ],
  [
    'header changed after signing',
    () => [encode({ alg: 'RS256', typ: 'JWT', kid: key.kid, x: 1 }), parts()[1], parts()[2]].join('.'),
  ],
  [
    'signature of another token',
    () => [parts()[0], encode(v2({ scp: 'access_as_user admin' })), signatureOf(good())].join('.'),
  ],
  ['signature cut short', () => good().slice(0, -8)],
  ['signature of zeros', () => `${parts()[0]}.${parts()[1]}.${Buffer.alloc(256).toString('base64url')}`],
  ['signature of ones', () => `${parts()[0]}.${parts()[1]}.${Buffer.alloc(256, 255).toString('base64url')}`],
  ['empty signature', () => `${parts()[0]}.${parts()[1]}.`],
  ['key of 1024 bits that the tenant serves', () => signToken(weak, v2())],
  // Algorithm
  ...[
    'none',
    'None',
    'NONE',
    'nOnE',
    'none ',
    '',
    null,
    undefined,
    0,
    ['RS256'],
    { alg: 'RS256' },
    'RS256 ',
    'rs256',
    'RS256\0',
  ].flatMap((alg): [string, () => string][] => [
    [`alg ${JSON.stringify(alg)} without signature`, () => unsigned(alg)],
    [`alg ${JSON.stringify(alg)} with a good signature's bytes`, () => unsigned(alg, signatureOf(good()))],
  ]),
  ['HS256 with the public key (SPKI PEM)', () => hmac(v2(), pem('spki'))],
  ['HS256 with the public key (PKCS#1 PEM)', () => hmac(v2(), pem('pkcs1'))],
  ['HS256 with the public key (DER)', () => hmac(v2(), key.publicKey.export({ type: 'spki', format: 'der' }))],
  ['HS256 with the public key (JWK)', () => hmac(v2(), JSON.stringify(jwkOf(key)))],
  ['HS256 with the modulus', () => hmac(v2(), String(jwkOf(key)['n']))],
  ['HS256 with an empty secret', () => hmac(v2(), '')],
  ['RS256 header over an HMAC', () => hmac(v2(), pem('spki'), 'RS256')],
  ['RS384 by our key', () => signOtherwise(key, v2(), 'RS384')],
  ['RS512 by our key', () => signOtherwise(key, v2(), 'RS512')],
  ['PS256 by our key', () => signOtherwise(key, v2(), 'PS256')],
  // Key id and header tricks
  ...[
    '',
    '../../../../dev/null',
    '/dev/null',
    "key-1' or '1'='1",
    "' union select 'secret' -- ",
    'key-1\0',
    'key-1 ',
    'KEY-1',
    '%00',
    'https://evil.example/key',
    '${jndi:ldap://evil.example}',
    'x'.repeat(5_000),
  ].map((kid): [string, () => string] => [`kid ${JSON.stringify(kid.slice(0, 40))}`, () => kidOf(kid)]),
  ...[null, 1, true, ['key-1'], { kid: 'key-1' }, undefined].map((kid): [string, () => string] => [
    `kid ${JSON.stringify(kid)}`,
    () => signToken(key, v2(), { kid }),
  ]),
  ['jku of the attacker', () => signToken(attacker, v2(), { jku: 'http://127.0.0.1:9/keys' })],
  ['x5u of the attacker', () => signToken(attacker, v2(), { x5u: 'http://127.0.0.1:9/cert' })],
  ['the attacker’s key in the header (jwk)', () => signToken(attacker, v2(), { jwk: jwkOf(attacker) })],
  [
    'the attacker’s certificate in the header (x5c)',
    () =>
      signToken(attacker, v2(), {
        x5c: [attacker.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')],
      }),
  ],
  ['unknown critical extension', () => signToken(key, v2(), { crit: ['exp'] })],
  ['unencoded payload (b64 false)', () => signToken(key, v2(), { b64: false, crit: ['b64'] })],
  ['another type (at+jwt)', () => signToken(key, v2(), { typ: 'at+jwt' })],
  ['no type', () => signToken(key, v2(), { typ: undefined })],
  [
    'alg twice in the header',
    () => rawHeader(duplicate(JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: key.kid }), '"alg":"none"')),
  ],
  [
    'oid twice in the payload, rightly signed',
    () => signToken(key, duplicate(JSON.stringify(v2()), '"oid":"0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b"')),
  ],
  [
    'oid twice, once escaped',
    () => signToken(key, duplicate(JSON.stringify(v2()), '"\\u006fid":"0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b"')),
  ],
  // Form
  ['nothing', () => ''],
  ['a word', () => 'token'],
  ['two parts', () => parts().slice(0, 2).join('.')],
  ['five parts (JWE)', () => [...parts(), 'x', 'y'].join('.')],
  ['four parts', () => `${good()}.x`],
  ['only dots', () => '..'],
  ['line break at the end', () => `${good()}\n`],
  ['space before', () => ` ${good()}`],
  ['padding', () => `${parts()[0]}=.${parts()[1]}.${parts()[2]}`],
  ['header no JSON', () => `${encode('no json')}.${parts()[1]}.${parts()[2]}`],
  ['header a list', () => rawHeader('["RS256"]')],
  ['payload a list, rightly signed', () => signToken(key, '[]')],
  ['payload null, rightly signed', () => signToken(key, 'null')],
  ['payload no JSON, rightly signed', () => signToken(key, '{"tid":')],
  ['a token within a token', () => signToken(key, good(), { cty: 'JWT' })],
  ['a token of 20 kB, rightly signed', () => signToken(key, v2({ padding: 'x'.repeat(20_000) }))],
  ['a megabyte', () => 'a'.repeat(1_000_000)],
  ['deeply nested JSON', () => signToken(key, `{"tid":${'['.repeat(5_000)}${']'.repeat(5_000)}}`)],
  // Audience, issuer, tenant
  ['for Microsoft Graph', () => signToken(key, v2({ aud: '00000003-0000-0000-c000-000000000000' }))],
  ['for another app', () => signToken(key, v2({ aud: 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb' }))],
  ['audience with our id inside', () => signToken(key, v2({ aud: `${entra.clientId}.evil.example` }))],
  ['audience in capitals', () => signToken(key, v2({ aud: entra.clientId.toUpperCase() }))],
  ['audience empty', () => signToken(key, v2({ aud: '' }))],
  ['several audiences', () => signToken(key, v2({ aud: [entra.clientId, 'other'] }))],
  [
    'issuer of the other known tenant',
    () => signToken(key, v2({ iss: `https://login.microsoftonline.com/${entra.secondTenant}/v2.0` })),
  ],
  [
    'issuer on another host',
    () => signToken(key, v2({ iss: `https://login.microsoftonline.com.evil.example/${entra.tenant}/v2.0` })),
  ],
  ['issuer by http', () => signToken(key, v2({ iss: `http://login.microsoftonline.com/${entra.tenant}/v2.0` }))],
  [
    'issuer with more behind',
    () => signToken(key, v2({ iss: `https://login.microsoftonline.com/${entra.tenant}/v2.0/` })),
  ],
  ['issuer common', () => signToken(key, v2({ iss: 'https://login.microsoftonline.com/common/v2.0' }))],
  ['tenant of the issuer and tid differ', () => signToken(secondTenantKey, v2({ tid: entra.secondTenant }))],
  ['tid in a list', () => signToken(key, v2({ tid: [entra.tenant] }))],
  [
    'Bot Framework token at our API',
    () =>
      signToken(key, v2({ iss: 'https://api.botframework.com', aud: entra.clientId, tid: undefined, scp: undefined })),
  ],
  ['Bot Framework token that names a tenant', () => signToken(key, v2({ iss: 'https://api.botframework.com' }))],
  // Whose token
  ['app-only token', () => signToken(key, { ...without('scp'), roles: ['access_as_application'], idtyp: 'app' })],
  ['app-only token that claims a scope', () => signToken(key, v2({ idtyp: 'app' }))],
  ['another scope', () => signToken(key, v2({ scp: 'User.Read' }))],
  ['scope as a part of a word', () => signToken(key, v2({ scp: 'access_as_user_admin xaccess_as_user' }))],
  ['scope in capitals', () => signToken(key, v2({ scp: 'ACCESS_AS_USER' }))],
  ['scope in a list', () => signToken(key, v2({ scp: ['access_as_user'] }))],
  ['another client', () => signToken(key, v2({ azp: 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb' }))],
  [
    'v1.0 with another client',
    () => signToken(key, claimsV1(nowMs, { appid: 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb' })),
  ],
  [
    'v1.0 that shows a good azp beside a bad appid',
    () => signToken(key, claimsV1(nowMs, { appid: 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb', azp: entra.teams })),
  ],
  ['v2.0 with appid in place of azp', () => signToken(key, { ...without('azp'), appid: entra.teams })],
  ['an id token of our client', () => signToken(key, { ...without('scp', 'azp'), nonce: 'n' })],
  ['version 3.0', () => signToken(key, v2({ ver: '3.0' }))],
  ['oid no GUID', () => signToken(key, v2({ oid: "' or 1=1" }))],
  ...['ver', 'iss', 'aud', 'azp', 'tid', 'oid', 'scp', 'exp', 'nbf', 'iat'].map((name): [string, () => string] => [
    `without ${name}`,
    () => signToken(key, without(name)),
  ]),
  // Time
  ['expired an hour ago', () => signToken(key, v2({ exp: now - 3_600 }))],
  ['expired 300 s ago', () => signToken(key, v2({ exp: now - 300 }))],
  ['valid in 301 s', () => signToken(key, v2({ nbf: now + 301 }))],
  ['issued in the future', () => signToken(key, v2({ iat: now + 301 }))],
  ['exp as text', () => signToken(key, v2({ exp: String(now + 4_000) }))],
  ['exp in milliseconds of the past', () => signToken(key, v2({ exp: -1 }))],
  ['nbf as text', () => signToken(key, v2({ nbf: String(now) }))],
];

describe('forged tokens are refused', () => {
  test('there are at least 60 of them, all different', () => {
    expect(new Set(forged.map(([name]) => name)).size).toBe(forged.length);
    expect(forged.length).toBeGreaterThanOrEqual(60);
  });

  test.each(forged)('%s', async (_, make) => {
    const code = await codeOf(make());
    expect(['auth.invalid', 'auth.expired', 'auth.otherOrganisation']).toContain(code);
  });

  test('an expired token is told from a forged one', async () => {
    expect(await codeOf(signToken(key, v2({ exp: now - 3_600 })))).toBe('auth.expired');
    expect(await codeOf(signToken(attacker, v2({ exp: now - 3_600 })))).toBe('auth.invalid');
  });

  test('an unknown tenant is told from a forged one', async () => {
    const token = signToken(
      attacker,
      v2({ tid: entra.strangeTenant, iss: `https://login.microsoftonline.com/${entra.strangeTenant}/v2.0` }),
    );
    expect(await codeOf(token)).toBe('auth.otherOrganisation');
  });

  test('the reason never repeats the token', async () => {
    const token = signToken(attacker, v2());
    await expect(validate(token)).rejects.toMatchObject({ message: expect.not.stringContaining(token.slice(-20)) });
  });
});

test('all those attempts fetched the keys of the tenant once', () => {
  expect(served).toHaveLength(1);
});
