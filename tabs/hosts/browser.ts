import { ClientError } from '../api/client-error';
import type { ConnectHost, Host } from './host';
import { mediaTheme, onMediaTheme } from './media-theme';

/**
 * A plain page at `/tab/`. In local mode `?as=anna` names the demo person whose token `/local/token` hands out, as Teams
 * would; in production MSAL signs in by redirect.
 */
export const connectBrowser: ConnectHost = async (config) => {
  const query = new URLSearchParams(window.location.search);
  const page = { locale: navigator.language, theme: mediaTheme(window), subPageId: query.get('page') };
  if (config.mode === 'local') {
    const person = query.get('as');
    if (!person) return { kind: 'chooseDemoPerson' };
    return { kind: 'host', host: browserHost(page, () => localToken(person), async () => undefined) };
  }
  if (!config.entra) throw new ClientError('client.noToken', 'no Entra client is configured');
  // MSAL is larger than the rest of the tab's own code, and Teams never needs it.
  const { createMsalSession } = await import('./msal');
  const session = await createMsalSession(config.entra);
  return { kind: 'host', host: browserHost(page, session.getToken, session.signOut) };
};

function browserHost(
  page: Pick<Host, 'locale' | 'theme' | 'subPageId'>,
  getToken: () => Promise<string>,
  signOut: () => Promise<void>,
): Host {
  return {
    kind: 'browser',
    ...page,
    onThemeChange: (listener) => onMediaTheme(window, listener),
    onSubPage: () => () => undefined,
    getToken,
    notifySuccess: () => undefined,
    openLink: (url) => void window.open(url, '_blank', 'noopener'),
    signOut,
  };
}

async function localToken(person: string): Promise<string> {
  const response = await fetch(`/local/token?as=${encodeURIComponent(person)}`).catch((cause: unknown) => {
    throw new ClientError('client.offline', 'token', { cause });
  });
  if (!response.ok) throw new ClientError('client.noToken', `status ${response.status}`);
  return (await response.text()).trim();
}
