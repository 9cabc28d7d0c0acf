import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Clock } from '../ports/clock';
import { VaxelError } from '../contract/errors';
import { opaque } from '../contract/text';
import { longestToken } from '../contract/token';
import { hasDuplicateKeys } from './duplicate-keys';
import type { TenantSettings, TokenSettings } from './settings';

/** What a verified token says of its person. */
export interface VerifiedToken {
  readonly tenantId: string;
  readonly objectId: string;
  /** As the tenant writes it; absent = the token does not say. Never a key to anything. */
  readonly name?: string;
  /** Addresses that the tenant vouches for, lower case; empty for guests of the tenant. */
  readonly mailAddresses: readonly string[];
  readonly appRoles: readonly string[];
  readonly expiresAtMs: number;
}

/** @throws VaxelError auth.invalid | auth.expired | auth.otherOrganisation | server.unavailable */
export type ValidateToken = (token: string) => Promise<VerifiedToken>;

/** How far the issuer's clock and ours may differ. */
export const clockSkewSeconds = 300;

const claim = opaque(2_000);
const Claims = z.object({
  ver: z.enum(['1.0', '2.0']),
  iss: claim,
  tid: z.guid(),
  oid: z.guid(),
  aud: claim,
  scp: claim,
  exp: z.number(),
  nbf: z.number(),
  iat: z.number(),
  idtyp: claim.optional(),
  azp: claim.optional(),
  appid: claim.optional(),
  idp: claim.optional(),
  acct: z.number().optional(),
  roles: z.array(claim).max(100).optional(),
  name: claim.optional(),
  preferred_username: claim.optional(),
  upn: claim.optional(),
  email: claim.optional(),
  email_verified: z.union([z.boolean(), claim, z.number()]).optional(),
  xms_edov: z.union([z.boolean(), claim, z.number()]).optional(),
});
type Claims = z.infer<typeof Claims>;

/**
 * Checks access tokens of Microsoft Entra ID, v1.0 and v2.0 shape, by the rules for an API of one's own: RS256 with a
 * key of the token's own, allow-listed tenant; issuer of that tenant; our audience; a person's token (`scp`) that an
 * allowed client asked for.
 * `keysOf` makes the key source of a tenant, once for each.
 */
export function createTokenValidator(
  settings: TokenSettings,
  clock: Clock,
  keysOf: (tenant: TenantSettings) => JWTVerifyGetKey,
): ValidateToken {
  const tenants = new Map(
    settings.tenants.map((tenant) => [tenant.tenantId.toLowerCase(), { ...tenant, keys: keysOf(tenant) }]),
  );

  return async (token) => {
    const tenantId = inspect(token);
    const tenant = tenants.get(tenantId);
    // The signature of an unknown tenant cannot be checked, and need not be: nothing is granted.
    if (tenant === undefined)
      throw new VaxelError(
        'auth.otherOrganisation',
        'The Microsoft account belongs to an organisation that this server does not know.',
      );
    const payload = await verify(token, tenant.keys, tenant.issuers);
    const claims = Claims.safeParse(payload);
    if (!claims.success) throw invalid(`claim ${claims.error.issues[0]?.path.join('.') ?? ''}`);
    requireDelegation(claims.data);
    return verifiedToken(claims.data);
  };

  async function verify(token: string, keys: JWTVerifyGetKey, issuers: readonly string[]): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ['RS256'],
        typ: 'JWT',
        issuer: [...issuers],
        audience: [...settings.audiences],
        clockTolerance: clockSkewSeconds,
        currentDate: new Date(clock.nowMs()),
        requiredClaims: ['exp', 'nbf', 'iat', 'iss', 'aud'],
      });
      return payload;
    } catch (error) {
      if (error instanceof VaxelError) throw error;
      if (error instanceof errors.JWTExpired) throw new VaxelError('auth.expired', undefined, { cause: error });
      throw invalid(error instanceof errors.JOSEError ? error.code : 'verification', error);
    }
  }

  /** A person's token, not an application's own, asked for by a client we know. */
  function requireDelegation(claims: Claims): void {
    const client = claims.ver === '2.0' ? claims.azp : claims.appid;
    if (claims.idtyp !== undefined && claims.idtyp !== 'user') throw invalid('idtyp');
    if (!claims.scp.split(' ').includes(settings.scope)) throw invalid('scp');
    if (client === undefined || !settings.allowedClients.includes(client))
      throw invalid(claims.ver === '2.0' ? 'azp' : 'appid');
    if (claims.iat > clock.nowMs() / 1000 + clockSkewSeconds) throw invalid('iat');
  }
}

/**
 * Refuses what is not plainly a signed token before anything is computed or fetched; tells the tenant it claims to be
 * of.
 */
function inspect(token: string): string {
  if (token.length > longestToken) throw invalid('size');
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) throw invalid('form');
  try {
    const header = decodeProtectedHeader(token);
    if (header.alg !== 'RS256') throw invalid('alg');
    if (typeof header.kid !== 'string' || !/^[\w+/=-]{1,128}$/.test(header.kid)) throw invalid('kid');
    if (
      token
        .split('.')
        .slice(0, 2)
        .some((part) => hasDuplicateKeys(Buffer.from(part, 'base64url').toString('utf8')))
    )
      throw invalid('duplicate keys');
    const tenantId = z.guid().parse(decodeJwt(token)['tid']);
    return tenantId.toLowerCase();
  } catch (error) {
    throw error instanceof VaxelError ? error : invalid('form', error);
  }
}

function verifiedToken(claims: Claims): VerifiedToken {
  return {
    tenantId: claims.tid.toLowerCase(),
    objectId: claims.oid.toLowerCase(),
    ...(claims.name === undefined ? {} : { name: claims.name }),
    mailAddresses: verifiedAddresses(claims),
    appRoles: claims.roles ?? [],
    expiresAtMs: claims.exp * 1000,
  };
}

/**
 * Sign-in names of a tenant's own people lie in domains that it has proven. A guest's name is another tenant's word,
 * and `email` is whatever its owner typed unless Entra marks it as verified.
 */
function verifiedAddresses({
  iss,
  acct,
  idp,
  preferred_username,
  upn,
  email,
  email_verified,
  xms_edov,
}: Claims): string[] {
  if (acct === 1 || (idp !== undefined && idp !== iss)) return [];
  const verified = [email_verified, xms_edov].some(
    (mark) => mark === true || mark === 1 || mark === '1' || mark === 'true',
  );
  const addresses = [preferred_username, upn, verified ? email : undefined].flatMap(
    (address) => address?.trim().toLowerCase() ?? [],
  );
  return [...new Set(addresses)].filter((address) => /^[^\s@]+@[^\s@]+$/.test(address));
}

function invalid(what: string, cause?: unknown): VaxelError {
  return new VaxelError('auth.invalid', `The token was refused (${what}).`, { cause });
}
