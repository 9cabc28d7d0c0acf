import { constants, createPublicKey, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TokenSettings } from '../../src/identity/settings';
import { microsoftClients } from '../../src/identity/settings';

/** Facts of an imaginary Entra: two tenants that we know, one that we do not, and our app registration. */
export const entra = {
  tenant: '11111111-1111-4111-8111-111111111111',
  secondTenant: '22222222-2222-4222-8222-222222222222',
  strangeTenant: '33333333-3333-4333-8333-333333333333',
  clientId: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
  appIdUri: 'api://phone.fjallbo.example/aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
  teams: microsoftClients[1],
  anna: '0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0a',
} as const;

export interface SigningPair {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export function makeKey(kid: string, modulusLength = 2048): SigningPair {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
  return { kid, privateKey, publicKey };
}

export function jwkOf({ kid, publicKey }: SigningPair): Record<string, unknown> {
  return {
    ...createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })).export({ format: 'jwk' }),
    kid,
    use: 'sig',
  };
}

export type Claims = Record<string, unknown>;

/** Claims of Anna's v2.0 token as Teams gets it for the tab; `nowMs` is the issuer's time. */
export function claimsV2(nowMs: number, changes: Claims = {}): Claims {
  const now = Math.floor(nowMs / 1000);
  return {
    ver: '2.0',
    iss: `https://login.microsoftonline.com/${entra.tenant}/v2.0`,
    aud: entra.clientId,
    azp: entra.teams,
    tid: entra.tenant,
    oid: entra.anna,
    sub: 'pairwise',
    scp: 'access_as_user',
    name: 'Anna Ek',
    preferred_username: 'anna@fjallbo.example',
    iat: now,
    nbf: now,
    exp: now + 4_000,
    ...changes,
  };
}

/** The same in the v1.0 shape. */
export function claimsV1(nowMs: number, changes: Claims = {}): Claims {
  const { azp, preferred_username, ...rest } = claimsV2(nowMs);
  return {
    ...rest,
    ver: '1.0',
    iss: `https://sts.windows.net/${entra.tenant}/`,
    aud: entra.appIdUri,
    appid: azp,
    upn: preferred_username,
    ...changes,
  };
}

export function encode(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

/** Signs by RS256; `header` adds to or replaces the usual header. */
export function signToken(key: SigningPair, claims: Claims | string, header: Claims = {}): string {
  const input = `${encode({ alg: 'RS256', typ: 'JWT', kid: key.kid, ...header })}.${encode(claims)}`;
  return `${input}.${signBytes('sha256', Buffer.from(input), key.privateKey).toString('base64url')}`;
}

/** Signs with another RSA hash or padding than RS256. */
export function signOtherwise(key: SigningPair, claims: Claims, alg: 'RS384' | 'RS512' | 'PS256'): string {
  const input = `${encode({ alg, typ: 'JWT', kid: key.kid })}.${encode(claims)}`;
  const hash = alg === 'RS384' ? 'sha384' : alg === 'RS512' ? 'sha512' : 'sha256';
  const padding = alg === 'PS256' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {};
  return `${input}.${signBytes(hash, Buffer.from(input), { key: key.privateKey, ...padding }).toString('base64url')}`;
}

/** A key server on loopback; `state` decides what it answers, `requests` counts. */
export async function startKeyServer(
  keys: () => readonly SigningPair[],
): Promise<{ url(tenantId: string): string; requests: string[]; down(isDown: boolean): void; close(): Promise<void> }> {
  const requests: string[] = [];
  let isDown = false;
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response
      .writeHead(isDown ? 503 : 200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ keys: keys().map(jwkOf) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (tenantId) => `http://127.0.0.1:${port}/${tenantId}/discovery/v2.0/keys`,
    requests,
    down(value) {
      isDown = value;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function tokenSettings(jwksUri: (tenantId: string) => string): TokenSettings {
  return {
    tenants: [entra.tenant, entra.secondTenant].map((tenantId) => ({
      tenantId,
      issuers: [`https://login.microsoftonline.com/${tenantId}/v2.0`, `https://sts.windows.net/${tenantId}/`],
      jwksUri: jwksUri(tenantId),
    })),
    audiences: [entra.clientId, `api://${entra.clientId}`, entra.appIdUri],
    allowedClients: [...microsoftClients, entra.clientId],
    scope: 'access_as_user',
  };
}
