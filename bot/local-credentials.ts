import { VaxelError } from '../src/contract/errors';
import type { BotCredentials } from './credentials';

type LocalConfig = Extract<BotCredentials, { kind: 'local' }>;

/** The part of a request that signing changes. */
interface SignedRequest {
  readonly headers: { set(name: string, value: string): void };
}

/** A new token is fetched this long before the old one ends. */
const renewBeforeMs = 60_000;

/**
 * The bot's own credentials towards the local connector, as botbuilder wants them (ServiceClientCredentialsFactory).
 * MSAL, which it uses for Microsoft's cloud, refuses a token endpoint without TLS.
 */
export function createLocalCredentials(config: LocalConfig) {
  let token: { readonly value: string; readonly untilMs: number } | null = null;

  async function fetchToken(): Promise<string> {
    if (token !== null && token.untilMs > Date.now()) return token.value;
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: config.appId,
      client_secret: config.appSecret,
      scope: config.scope,
    });
    const response = await fetch(config.tokenUrl, { method: 'POST', body, signal: AbortSignal.timeout(10_000) });
    if (!response.ok) throw new VaxelError('server.unavailable', `The token endpoint answered ${response.status}.`);
    const { access_token: value, expires_in: seconds } = (await response.json()) as {
      access_token: string;
      expires_in: number;
    };
    token = { value, untilMs: Date.now() + seconds * 1000 - renewBeforeMs };
    return value;
  }

  const credentials = {
    async signRequest<T extends SignedRequest>(request: T): Promise<T> {
      request.headers.set('authorization', `Bearer ${await fetchToken()}`);
      return request;
    },
  };
  return {
    isValidAppId: (appId: string) => Promise.resolve(appId === config.appId),
    isAuthenticationDisabled: () => Promise.resolve(false),
    createCredentials: () => Promise.resolve(credentials),
  };
}
