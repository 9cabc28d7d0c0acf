import { ClientError } from '../api/client-error';
import { longestWaitMs } from '../api/within';
import type { ConnectHost, Host, ThemeName } from './host';
import { mediaTheme, onMediaTheme } from './media-theme';
import { readWindowKind } from './window-kind';

const themes: readonly ThemeName[] = ['light', 'dark', 'contrast'];
const personKey = 'vaxel.ownWindowPerson';

/**
 * A plain page at `/tab/`. In local mode `?as=anna` names the demo person whose token `/local/token` hands out, as
 * Teams would; in production MSAL signs in by redirect, and `as` is a hint of the account. The installed app has no
 * query to say who:
 * in local mode it is the person of the browser's last own window.
 */
export const connectBrowser: ConnectHost = async (config) => {
  const query = new URLSearchParams(window.location.search);
  const page = {
    locale: query.get('locale') || navigator.language,
    theme: themes.find((name) => name === query.get('theme')) ?? mediaTheme(window),
    subPageId: query.get('page'),
  };
  const named = query.get('as') || null;
  if (config.mode === 'local') {
    const person = readWindowKind(window) === 'popout' ? rememberPerson(named) : named;
    if (person === null) return { kind: 'chooseDemoPerson' };
    return {
      kind: 'host',
      host: browserHost(
        { ...page, account: person },
        () => localToken(person),
        async () => undefined,
      ),
    };
  }
  if (!config.entra) throw new ClientError('client.noToken', 'no Entra client is configured');
  // MSAL is larger than the rest of the tab's own code, and Teams never needs it.
  const { createMsalSession } = await import('./msal');
  const session = await createMsalSession(config.entra, named);
  return { kind: 'host', host: browserHost({ ...page, account: session.account }, session.getToken, session.signOut) };
};

function rememberPerson(named: string | null): string | null {
  if (named !== null) window.localStorage.setItem(personKey, named);
  return named ?? window.localStorage.getItem(personKey);
}

function browserHost(
  page: Pick<Host, 'locale' | 'theme' | 'account' | 'subPageId'>,
  getToken: () => Promise<string>,
  signOut: () => Promise<void>,
): Host {
  return {
    kind: 'browser',
    appName: null,
    ...page,
    onThemeChange: (listener) => onMediaTheme(window, listener),
    onLocaleChange: () => () => undefined,
    onSubPage: () => () => undefined,
    onResume: () => () => undefined,
    getToken,
    notifySuccess: () => undefined,
    openLink: (url) => void window.open(url, '_blank', 'noopener'),
    signOut,
  };
}

async function localToken(person: string): Promise<string> {
  const response = await fetch(`/local/token?as=${encodeURIComponent(person)}`, {
    signal: AbortSignal.timeout(longestWaitMs),
  }).catch((cause: unknown) => {
    throw new ClientError('client.offline', 'token', { cause });
  });
  if (!response.ok) throw new ClientError('client.noToken', `status ${response.status}`);
  return (await response.text()).trim();
}
