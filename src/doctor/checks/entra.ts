import { importJWK, type JWK } from 'jose';
import type { TenantSettings } from '../../identity/settings';
import { productionWorkplace } from '../../workplace';
import { ask, jsonOf, type HttpAnswer } from '../ask';
import { fault, inProduction, ok, reasonOf, type Finding } from '../finding';

/** Each allowed tenant: does Entra know it, and can the keys be had by which its people's tokens are checked? */
export const checkEntra = inProduction('Entra ID', async ({ config }) =>
  Promise.all(productionWorkplace(config).entra.tenants.map(checkTenant)),
);

async function checkTenant({ tenantId, issuers, jwksUri }: TenantSettings): Promise<Finding> {
  const of = `Entra ID, tenant ${tenantId}`;
  try {
    const metadata = await ask(`${issuers[0]}/.well-known/openid-configuration`);
    if (metadata.status !== 200) return unknownTenant(of, metadata);
    const { issuer, jwks_uri: namedKeys } = jsonOf(metadata);
    if (typeof issuer !== 'string' || !issuers.includes(issuer))
      return fault(
        of,
        `its issuer is ${String(issuer)}`,
        'Write the tenant’s id in ENTRA_TENANT_IDS, as Entra shows it.',
      );
    if (namedKeys !== jwksUri)
      return fault(
        of,
        `its keys are at ${String(namedKeys)}, and we ask at ${jwksUri}`,
        'Report this as a fault of Växel.',
      );
    const keys = await readKeys(jwksUri);
    if (keys > 0) return ok(of, `known to Entra; ${keys} signing keys read`);
    return fault(
      of,
      'no usable signing key came from it',
      `See what answers at ${jwksUri}: a proxy may stand between.`,
    );
  } catch (error) {
    return fault(of, reasonOf(error), 'Let this server reach login.microsoftonline.com by HTTPS (port 443) and DNS.');
  }
}

async function readKeys(jwksUri: string): Promise<number> {
  const { keys } = jsonOf(await ask(jwksUri));
  const usable = await Promise.all(
    (Array.isArray(keys) ? (keys as JWK[]) : []).map((key) =>
      importJWK(key, 'RS256').then(
        () => key.kty === 'RSA',
        () => false,
      ),
    ),
  );
  return usable.filter(Boolean).length;
}

function unknownTenant(of: string, answer: HttpAnswer): Finding {
  const { error_description: description } = jsonOf(answer);
  const words = typeof description === 'string' ? `: ${description.split('\r\n')[0]}` : '';
  return fault(
    of,
    `Entra answers ${answer.status}${words}`,
    'Write the tenant’s id in ENTRA_TENANT_IDS (Entra admin center, Overview).',
  );
}
