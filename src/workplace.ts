import type { Router } from 'express';
import type { BotCredentials } from '../bot/credentials';
import type { ProductionConfig } from './config';
import type { TabConfig } from './contract/tab-config';
import { entraTenant, microsoftClients } from './identity/settings';
import type { TokenSettings } from './identity/settings';

/**
 * What differs between production, with Microsoft around it, and the local workplace, which stands in for Microsoft.
 */
export interface Workplace {
  readonly entra: TokenSettings;
  readonly bot: BotCredentials;
  readonly teamsAppId: string;
  /** How a plain browser page signs in; null in local mode. */
  readonly signIn: TabConfig['entra'];
  /** Origins that the tab's pages may reach besides the server's own. */
  readonly connectSources: readonly string[];
  /** Pages and services of the local workplace; null in production. */
  readonly router: Router | null;
  /** Makes sure that the organisations are there. */
  prepare(): Promise<void>;
  stop(): void;
}

const loginHost = 'https://login.microsoftonline.com';

/** Microsoft's Entra ID and Teams, as the configuration names them. */
export function productionWorkplace({ entra, bot, teamsAppId, publicUrl }: ProductionConfig): Workplace {
  const { host } = new URL(publicUrl);
  const apiUri = `api://${host}/${entra.clientId}`;
  return {
    entra: {
      tenants: entra.tenantIds.map((tenantId) => entraTenant(tenantId)),
      audiences: [entra.clientId, apiUri, `api://${entra.clientId}`],
      allowedClients: [...microsoftClients, entra.clientId],
      scope: 'access_as_user',
    },
    bot: { kind: 'production', appId: bot.appId, appPassword: bot.password, tenantId: bot.tenantId },
    teamsAppId,
    signIn: { clientId: entra.clientId, authority: `${loginHost}/organizations`, scope: `${apiUri}/access_as_user` },
    // The second is a list of Microsoft's hosts that TeamsJS reads at start.
    connectSources: [loginHost, 'https://res.cdn.office.net'],
    router: null,
    prepare: () => Promise.resolve(),
    stop: () => undefined,
  };
}
