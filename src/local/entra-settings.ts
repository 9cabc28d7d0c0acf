import { demoOrganisations } from './demo/organisations';
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
  teamsWebClientId: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
} as const;

/** All that a token validator must know of an issuer; shaped like the settings that production reads from the environment. */
export interface EntraSettings {
  readonly clientId: string;
  readonly audiences: readonly string[];
  readonly scope: string;
  /** Clients that may ask for tokens on behalf of a person (`azp`). */
  readonly allowedClients: readonly string[];
  readonly tenants: readonly { readonly tenantId: string; readonly issuer: string; readonly jwksUrl: string }[];
}

/** Base of one tenant's endpoints; the paths below it are those of login.microsoftonline.com. */
export function tenantUrl(baseUrl: string, tenantId: string): string {
  return `${baseUrl}/local/entra/${tenantId}`;
}

export function localEntraSettings(baseUrl: string): EntraSettings {
  return {
    clientId: localApp.clientId,
    audiences: [localApp.clientId, `api://localhost/${localApp.clientId}`],
    scope: localApp.scope,
    allowedClients: [localApp.teamsWebClientId, localApp.clientId],
    tenants: demoOrganisations.map(({ tenantId }) => ({
      tenantId,
      issuer: `${tenantUrl(baseUrl, tenantId)}/v2.0`,
      jwksUrl: `${tenantUrl(baseUrl, tenantId)}/discovery/v2.0/keys`,
    })),
  };
}
