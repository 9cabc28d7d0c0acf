import { InteractionRequiredAuthError, PublicClientApplication } from '@azure/msal-browser';
import type { TabConfig } from '../../src/contract/tab-config';
import { ClientError } from '../api/client-error';

export interface MsalSession {
  /** The signed-in account, as a sign-in takes it for a hint. */
  readonly account: string;
  getToken(): Promise<string>;
  signOut(): Promise<void>;
}

/**
 * Signs in by redirect; the page goes away when nobody is signed in yet, and comes back signed in, at the address that
 * it had.
 * @param hint the account to sign in with, when another window of the person said it; others can still be chosen
 */
export async function createMsalSession(
  entra: NonNullable<TabConfig['entra']>,
  hint: string | null,
): Promise<MsalSession> {
  const redirectUri = `${window.location.origin}/tab/`;
  const client = new PublicClientApplication({
    auth: { clientId: entra.clientId, authority: entra.authority, redirectUri },
    // The session of one window: tokens never outlive it.
    cache: { cacheLocation: 'sessionStorage' },
  });
  await client.initialize();
  const returned = await client.handleRedirectPromise();
  const account = returned?.account ?? client.getAllAccounts()[0] ?? null;
  const scopes = [entra.scope];
  if (!account) {
    await client.loginRedirect({ scopes, ...(hint === null ? {} : { loginHint: hint }) });
    return new Promise(() => undefined);
  }
  return {
    account: account.username,
    async getToken() {
      try {
        return (await client.acquireTokenSilent({ scopes, account })).accessToken;
      } catch (cause) {
        if (cause instanceof InteractionRequiredAuthError) await client.acquireTokenRedirect({ scopes, account });
        throw new ClientError('client.noToken', 'Entra gave no token', { cause });
      }
    },
    signOut: () => client.logoutRedirect({ account }),
  };
}
