import { randomBytes } from 'node:crypto';
import { Router } from 'express';
import type { Kysely } from 'kysely';
import type { Clock } from '../ports/clock';
import type { TokenSettings } from '../identity/settings';
import type { Logger } from '../ports/logger';
import type { Database } from '../ports/database';
import type { Switch } from '../switch/port';
import type { OutsideExchange } from './asterisk/outside-network';
import { connectorAudience, connectorUrl, createBotTokens } from './connector/bot-tokens';
import { createChannel } from './connector/channel';
import { createChatRoutes } from './connector/chat-routes';
import { createFeed } from './connector/feed';
import { createConnectorRoutes } from './connector/routes';
import { createConnectorStore } from './connector/store';
import { seedDemo } from './demo/seed';
import { seedManyPeople } from './demo/seed-many';
import { seedTrunks } from './demo/seed-trunks';
import { createDeskPhoneRoutes, type EnrolPhone } from './desk-phones';
import { localApp, localEntraSettings, tenantUrl } from './entra-settings';
import { createIssuerRoutes } from './issuer/routes';
import { loadSigningKey } from './issuer/signing-key';
import { createTokenIssuer } from './issuer/tokens';
import { loopbackOnly } from './loopback-only';
import { createOutsidePhones } from './outside/phones';
import { createOutsideRoutes } from './outside/routes';
import { createPageRoutes } from './page-routes';

export interface LocalWorkplaceDeps {
  /** Origin under which the server answers, e.g. `http://localhost:3978`; the issuer's name is built from it. */
  readonly baseUrl: string;
  readonly database: Kysely<Database>;
  readonly switch: Switch;
  /** The telephone network outside the switch, and where it speaks SIP; absent: the switch plays it. */
  readonly outside?: OutsideExchange & { readonly sip: number };
  readonly clock: Clock;
  readonly logger: Logger;
  readonly dataFolder: string;
  readonly enrolPhone: EnrolPhone;
  /** Invented colleagues besides the demo's own; default: none. */
  readonly demoPeople?: number;
  /** Where vite has put the pages. */
  readonly pagesFolder: string;
}

/** Where and how the bot meets the local connector; goes into the bot's adapter as it is. */
export interface LocalBotCredentials {
  readonly kind: 'local';
  readonly appId: string;
  readonly appSecret: string;
  readonly tokenUrl: string;
  readonly scope: string;
  readonly channelIssuer: string;
  readonly channelMetadataUrl: string;
}

export interface LocalWorkplace {
  /** For `/` and `/local/*`. Errors are thrown for the application's handler to answer. */
  readonly router: Router;
  readonly entra: TokenSettings;
  readonly bot: LocalBotCredentials;
  readonly teamsAppId: string;
  /** Demo organisations and the connector's tables; harmless a second time. */
  seed(): Promise<void>;
  /** Ends open chat streams and forgets the outside phones. */
  stop(): void;
}

/**
 * The workplace without Microsoft and without a telephone company: issuer, Teams-like host, Bot connector, outside
 * phone.
 */
export async function createLocalWorkplace(deps: LocalWorkplaceDeps): Promise<LocalWorkplace> {
  const { baseUrl, database, clock, dataFolder, outside } = deps;
  const key = await loadSigningKey(dataFolder);
  const issuer = createTokenIssuer({ baseUrl, key, clock });
  const bot = botCredentials(baseUrl);
  const tokens = createBotTokens({ baseUrl, key, clock, botSecret: bot.appSecret });
  const store = createConnectorStore(database);
  const feed = createFeed();
  const channel = createChannel({ baseUrl, tokens, store, feed, clock });
  const chat = createChatRoutes({ channel, store, feed, logger: deps.logger });
  const phones = createOutsidePhones({ switch: outside ?? deps.switch, clock });

  const router = Router();
  router.use(['/local', /^\/$/], loopbackOnly);
  router.use(createDeskPhoneRoutes(deps.enrolPhone));
  router.use(createIssuerRoutes({ baseUrl, key, issuer }));
  router.use(createConnectorRoutes({ baseUrl, key, tokens, store, feed, clock }));
  router.use(chat.router);
  router.use(createOutsideRoutes(phones));
  router.use(createPageRoutes(deps.pagesFolder));

  return {
    router,
    entra: localEntraSettings(baseUrl),
    bot,
    teamsAppId: localApp.teamsAppId,
    async seed() {
      await seedDemo(database);
      if (outside) await seedTrunks(database, outside.sip);
      await seedManyPeople(database, deps.demoPeople ?? 0);
      await store.prepare();
    },
    stop() {
      chat.stop();
      phones.stop();
    },
  };
}

/** The secret is made at each start: the bot and its connector are the same process. */
function botCredentials(baseUrl: string): LocalBotCredentials {
  return {
    kind: 'local',
    appId: localApp.botAppId,
    appSecret: randomBytes(24).toString('base64url'),
    tokenUrl: `${tenantUrl(baseUrl, 'botframework.com')}/oauth2/v2.0/token`,
    scope: `${connectorAudience}/.default`,
    channelIssuer: connectorUrl(baseUrl),
    channelMetadataUrl: `${connectorUrl(baseUrl)}/.well-known/openidconfiguration`,
  };
}
