import { microsoftClients, type TokenSettings } from '../identity/settings';
import { demoTenants } from './demo/organisations';
import { stableId } from './demo/stable-id';

/** What stands in an Entra app registration in production, fixed in the local workplace. */
export const localApp = {
  /** Client id of the tab's app registration, the audience of its tokens. */
  clientId: stableId('app registration'),
  /** Id of the Teams app in its manifest. */
  teamsAppId: stableId('teams app'),
  botAppId: stableId('bot registration'),
  scope: 'access_as_user',
  /** The Teams web client, which asks for the tab's tokens (pre-authorised in the app registration). */
  teamsWebClientId: microsoftClients[1],
} as const;

/** Base of one tenant's endpoints; the paths below it are those of login.microsoftonline.com. */
export function tenantUrl(baseUrl: string, tenantId: string): string {
  return `${baseUrl}/local/entra/${tenantId}`;
}

/** What the token validator must know of this issuer, in place of the tenants of Microsoft's cloud. */
export function localEntraSettings(baseUrl: string): TokenSettings {
  return {
    audiences: [localApp.clientId],
    scope: localApp.scope,
    allowedClients: [...microsoftClients, localApp.clientId],
    tenants: demoTenants.map(({ tenantId }) => ({
      tenantId,
      issuers: [`${tenantUrl(baseUrl, tenantId)}/v2.0`],
      jwksUri: `${tenantUrl(baseUrl, tenantId)}/discovery/v2.0/keys`,
    })),
  };
}
