/** One Entra tenant whose tokens are taken. */
export interface TenantSettings {
  readonly tenantId: string;
  /** Exactly the issuers of this tenant, v2.0 and v1.0 form. */
  readonly issuers: readonly string[];
  /** Its key set (`…/discovery/v2.0/keys`). */
  readonly jwksUri: string;
}

export interface TokenSettings {
  readonly tenants: readonly TenantSettings[];
  /** Client id and application ID URIs of our own API. */
  readonly audiences: readonly string[];
  /** Clients that may ask for tokens on behalf of a person (`azp`, `appid`). */
  readonly allowedClients: readonly string[];
  /** Scope that the token must hold, e.g. `access_as_user`. */
  readonly scope: string;
}

/**
 * Microsoft's clients that may ask for a tab's token: Teams, Microsoft 365 and Outlook, as Entra's documentation lists
 * them.
 */
export const microsoftClients = [
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264', // Teams desktop and mobile
  '5e3ce6c0-2b1f-4285-8d4b-75ee78787346', // Teams web
  '4765445b-32c6-49b0-83e6-1d93765276ca', // Microsoft 365 web
  '0ec893e0-5785-4de6-99da-4ed124e5296c', // Microsoft 365 desktop
  'd3590ed6-52b3-4102-aeff-aad2292ab01c', // Microsoft 365 mobile, Outlook desktop
  'bc59ab01-8403-45c6-8796-ac3ef710b3e3', // Outlook web
  '27922004-5251-4030-b22d-91ecd9a37ea4', // Outlook mobile
] as const;

/** A tenant of the public Entra cloud. */
export function entraTenant(tenantId: string, authorityHost = 'https://login.microsoftonline.com'): TenantSettings {
  return {
    tenantId,
    issuers: [`${authorityHost}/${tenantId}/v2.0`, `https://sts.windows.net/${tenantId}/`],
    jwksUri: `${authorityHost}/${tenantId}/discovery/v2.0/keys`,
  };
}
