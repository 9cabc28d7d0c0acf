import { Router } from 'express';
import { z } from 'zod';
import { VaxelError } from '../../contract/errors';
import { Role } from '../../contract/people/people';
import { demoAccounts, type DemoAccount } from '../demo/accounts';
import { localApp, tenantUrl } from '../entra-settings';
import type { SigningKey } from './signing-key';
import type { TokenIssuer } from './tokens';

const TokenQuery = z.object({
  as: z.string().max(120),
  expiresIn: z.coerce
    .number()
    .int()
    .min(5)
    .max(90 * 60)
    .optional(),
  /** Others than the account has: what an administrator of Entra gives or takes in between. */
  roles: z
    .string()
    .max(60)
    .transform((text) => text.split(',').filter((role) => role !== ''))
    .pipe(z.array(Role).max(3))
    .optional(),
});

/** The demo account that `?as=` names, by key or mail address. @throws VaxelError request.notFound */
export function findAccount(key: unknown): DemoAccount {
  const account =
    typeof key === 'string'
      ? (demoAccounts.get(key) ?? [...demoAccounts.values()].find(({ mailAddress }) => mailAddress === key))
      : undefined;
  if (account === undefined)
    throw new VaxelError('request.notFound', 'Nobody of that name works in the demo organisations.');
  return account;
}

/**
 * Endpoints of the Entra-like issuer: metadata and keys for each tenant, and the tokens that Teams would hand to the
 * tab.
 */
export function createIssuerRoutes(deps: {
  readonly baseUrl: string;
  readonly key: SigningKey;
  readonly issuer: TokenIssuer;
}): Router {
  const { baseUrl, key, issuer } = deps;
  const router = Router();

  router.get('/local/entra/:tenant/v2.0/.well-known/openid-configuration', (request, response) => {
    const tenant = tenantUrl(baseUrl, request.params.tenant);
    response.json({
      issuer: `${tenant}/v2.0`,
      jwks_uri: `${tenant}/discovery/v2.0/keys`,
      token_endpoint: `${tenant}/oauth2/v2.0/token`,
      authorization_endpoint: `${tenant}/oauth2/v2.0/authorize`,
      id_token_signing_alg_values_supported: ['RS256'],
      subject_types_supported: ['pairwise'],
      response_types_supported: ['code'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    });
  });
  router.get('/local/entra/:tenant/discovery/v2.0/keys', (request, response) => {
    response.json({ keys: [{ ...key.publicJwk, issuer: `${tenantUrl(baseUrl, request.params.tenant)}/v2.0` }] });
  });
  router.get('/local/token', async (request, response) => {
    const query = TokenQuery.safeParse(request.query);
    if (!query.success)
      throw new VaxelError('request.invalid', 'Say who: /local/token?as=anna (expiresIn: 5 to 5400 seconds).');
    const { as, expiresIn, roles } = query.data;
    const account = findAccount(as);
    const token = await issuer.personToken({ ...account, roles: roles ?? account.roles }, expiresIn);
    response.set('Cache-Control', 'no-store').type('text/plain').send(token);
  });
  router.get('/local/nested-app-token', async (request, response) => {
    const account = findAccount(request.query.as);
    const [accessToken, idToken] = await Promise.all([issuer.nestedAppToken(account), issuer.idToken(account)]);
    response.set('Cache-Control', 'no-store').json({ accessToken, idToken, clientId: localApp.clientId });
  });
  return router;
}
