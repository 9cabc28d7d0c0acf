import { app, authentication } from '@microsoft/teams-js';
import { ClientError } from '../api/client-error';
import { longestWaitMs, within } from '../api/within';
import { browserClock } from '../clock';
import type { ConnectHost, Host, ThemeName } from './host';

/** Who listens to what the host tells. */
interface Listeners {
  readonly themes: Set<(theme: ThemeName) => void>;
  readonly locales: Set<(locale: string) => void>;
  readonly subPages: Set<(subPageId: string) => void>;
  readonly resumes: Set<() => void>;
}

/** Teams, Outlook and Microsoft 365 frame the tab and speak TeamsJS. */
export const connectTeams: ConnectHost = async (config) => {
  await answered(app.initialize(config.validMessageOrigins.length > 0 ? config.validMessageOrigins : undefined)).catch(
    (cause: unknown) => {
      throw new ClientError('client.noToken', 'the host does not answer', { cause });
    },
  );
  app.notifyAppLoaded();
  const context = await answered(app.getContext());
  const listeners: Listeners = { themes: new Set(), locales: new Set(), subPages: new Set(), resumes: new Set() };
  register(listeners);

  const host: Host = {
    kind: 'teams',
    appName: context.app.host.name,
    locale: context.app.locale,
    theme: themeName(context.app.theme),
    account: context.user?.loginHint ?? null,
    subPageId: context.page.subPageId || null,
    onThemeChange: (listener) => subscribe(listeners.themes, listener),
    onLocaleChange: (listener) => subscribe(listeners.locales, listener),
    onSubPage: (listener) => subscribe(listeners.subPages, listener),
    onResume: (listener) => subscribe(listeners.resumes, listener),
    getToken: () =>
      answered(authentication.getAuthToken()).catch((cause: unknown) => {
        throw new ClientError('client.noToken', 'the host gave no token', { cause });
      }),
    notifySuccess: () => void app.notifySuccess(),
    openLink: (url) => void app.openLink(url),
    signOut: async () => undefined,
  };
  return { kind: 'host', host };
};

/** A host that has gone away never answers; TeamsJS would wait for ever. */
const answered = <T>(promise: Promise<T>): Promise<T> => within(browserClock, longestWaitMs, promise, 'host');

/**
 * Every handler there is, in one place: Teams drops them all when it puts the tab away, so they are registered anew on
 * resume.
 * Asks Teams to keep the tab in its cache when the user goes elsewhere, and says at once that it may go. Nothing
 * depends on it: the call lives in the server.
 */
function register(listeners: Listeners): void {
  app.registerOnThemeChangeHandler((theme) => listeners.themes.forEach((listener) => listener(themeName(theme))));
  if (!app.lifecycle) return;
  app.lifecycle.registerBeforeSuspendOrTerminateHandler(async () => undefined);
  app.lifecycle.registerOnResumeHandler(() => {
    register(listeners);
    for (const listener of listeners.resumes) listener();
    void app.notifySuccess();
    readContext(listeners);
  });
}

/** What changed while the tab was put away, and nobody told it. A host that does not answer now tells the next time. */
function readContext({ themes, locales, subPages }: Listeners): void {
  answered(app.getContext()).then(
    (context) => {
      for (const listener of themes) listener(themeName(context.app.theme));
      for (const listener of locales) listener(context.app.locale);
      if (context.page.subPageId) for (const listener of subPages) listener(context.page.subPageId);
    },
    () => undefined,
  );
}

/** TeamsJS names its themes default, dark, contrast and (on the pen's glass) glass. */
export function themeName(theme: string): ThemeName {
  if (theme === 'dark' || theme === 'glass') return 'dark';
  return theme === 'contrast' ? 'contrast' : 'light';
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
