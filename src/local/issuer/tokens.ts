import { SignJWT } from 'jose';
import type { Clock } from '../../ports/clock';
import type { DemoAccount } from '../demo/accounts';
import { localApp, tenantUrl } from '../entra-settings';
import type { SigningKey } from './signing-key';

/** Entra gives access tokens 60 to 90 minutes. */
const accessTokenSeconds = 75 * 60;

export interface TokenIssuer {
  /** The token that Teams would hand to the tab: v2.0, delegated, for our own API. `seconds` is its length of life. */
  personToken(account: DemoAccount, seconds?: number): Promise<string>;
  /** The id token of nested app authentication, for the client itself. */
  idToken(account: DemoAccount): Promise<string>;
  /** Same as a person token, asked for by our own client through nested app authentication (`azp` = client id). */
  nestedAppToken(account: DemoAccount): Promise<string>;
}

/** Signs tokens with the claims and the shape of Entra ID v2.0. */
export function createTokenIssuer(deps: {
  readonly baseUrl: string;
  readonly key: SigningKey;
  readonly clock: Clock;
}): TokenIssuer {
  const { baseUrl, key, clock } = deps;

  function sign(account: DemoAccount, claims: Record<string, unknown>, seconds: number): Promise<string> {
    const now = Math.floor(clock.nowMs() / 1000);
    return new SignJWT({ ...commonClaims(account), ...claims })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid })
      .setIssuer(`${tenantUrl(baseUrl, account.tenantId)}/v2.0`)
      .setAudience(localApp.clientId)
      .setSubject(`${account.objectId}.${localApp.clientId}`)
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + seconds)
      .sign(key.privateKey);
  }

  const delegated = (account: DemoAccount, azp: string) => ({
    azp,
    azpacr: '0',
    scp: localApp.scope,
    ...(account.roles.length === 0 ? {} : { roles: account.roles }),
  });
  return {
    personToken: (account, seconds = accessTokenSeconds) =>
      sign(account, delegated(account, localApp.teamsWebClientId), seconds),
    nestedAppToken: (account) => sign(account, delegated(account, localApp.clientId), accessTokenSeconds),
    idToken: (account) => sign(account, {}, accessTokenSeconds),
  };
}

function commonClaims(account: DemoAccount): Record<string, unknown> {
  return {
    ver: '2.0',
    tid: account.tenantId,
    oid: account.objectId,
    name: account.name,
    preferred_username: account.mailAddress,
  };
}
