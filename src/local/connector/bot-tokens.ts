import { createLocalJWKSet, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../../ports/clock';
import { VaxelError } from '../../contract/errors';
import { localApp, tenantUrl } from '../entra-settings';
import type { SigningKey } from '../issuer/signing-key';

/** Audience of a bot's own token towards the Bot Connector. */
export const connectorAudience = 'https://api.botframework.com';
const tokenSeconds = 60 * 60;

export interface BotTokens {
  /**
   * Signs what the channel posts to the bot: issuer is the connector, audience is the bot, `serviceurl` says where to
   * answer.
   */
  channelToken(): Promise<string>;
  /** The bot's own token, for its client id and secret (OAuth 2.0 client credentials). */
  botToken(
    clientId: string,
    clientSecret: string,
  ): Promise<{ readonly accessToken: string; readonly expiresInSeconds: number }>;
  /** Checks the bot's own token as it comes back on each request. @throws VaxelError auth.missing | auth.invalid */
  verifyBot(authorization: string | undefined): Promise<void>;
}

export interface BotTokenDeps {
  readonly baseUrl: string;
  readonly key: SigningKey;
  readonly clock: Clock;
  readonly botSecret: string;
}

/** Bot Framework authentication in both directions, with the key of the local issuer. */
export function createBotTokens({ baseUrl, key, clock, botSecret }: BotTokenDeps): BotTokens {
  const keys = createLocalJWKSet({ keys: [key.publicJwk] });
  const botIssuer = `${tenantUrl(baseUrl, 'botframework.com')}/v2.0`;

  function sign(issuer: string, audience: string, claims: Record<string, unknown>): Promise<string> {
    const now = Math.floor(clock.nowMs() / 1000);
    const token = new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid })
      .setIssuer(issuer)
      .setAudience(audience);
    return token
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + tokenSeconds)
      .sign(key.privateKey);
  }

  return {
    channelToken: () => sign(connectorUrl(baseUrl), localApp.botAppId, { serviceurl: connectorUrl(baseUrl) }),
    async botToken(clientId, clientSecret) {
      if (clientId !== localApp.botAppId || clientSecret !== botSecret)
        throw new VaxelError('auth.invalid', 'Unknown client or wrong secret.');
      return {
        accessToken: await sign(botIssuer, connectorAudience, { ver: '2.0', appid: clientId, azp: clientId }),
        expiresInSeconds: tokenSeconds,
      };
    },
    async verifyBot(authorization) {
      const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
      if (token === undefined) throw new VaxelError('auth.missing', "The connector wants the bot's own token.");
      try {
        await jwtVerify(token, keys, {
          algorithms: ['RS256'],
          issuer: botIssuer,
          audience: connectorAudience,
          currentDate: new Date(clock.nowMs()),
        });
      } catch (error) {
        throw new VaxelError('auth.invalid', "Not a token of this connector's bot.", { cause: error });
      }
    },
  };
}

/** The connector's address: `serviceUrl` of every activity, and its issuer. */
export function connectorUrl(baseUrl: string): string {
  return `${baseUrl}/local/connector`;
}
