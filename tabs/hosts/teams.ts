import { app, authentication } from '@microsoft/teams-js';
import { ClientError } from '../api/client-error';
import type { ConnectHost, Host, ThemeName } from './host';

/** Teams, Outlook and Microsoft 365 frame the tab and speak TeamsJS. */
export const connectTeams: ConnectHost = async (config) => {
  await app.initialize(config.validMessageOrigins.length > 0 ? config.validMessageOrigins : undefined).catch((cause: unknown) => {
    throw new ClientError('client.noToken', 'the host does not answer', { cause });
  });
  app.notifyAppLoaded();
  const context = await app.getContext();
  const themes = new Set<(theme: ThemeName) => void>();
  const subPages = new Set<(subPageId: string) => void>();
  app.registerOnThemeChangeHandler((theme) => themes.forEach((listener) => listener(themeName(theme))));
  const resumes = new Set<() => void>();
  registerLifecycle(subPages, resumes);

  const host: Host = {
    kind: 'teams',
    locale: context.app.locale,
    theme: themeName(context.app.theme),
    account: context.user?.loginHint ?? null,
    subPageId: context.page.subPageId || null,
    onThemeChange: (listener) => subscribe(themes, listener),
    onSubPage: (listener) => subscribe(subPages, listener),
    onResume: (listener) => subscribe(resumes, listener),
    getToken: () =>
      authentication.getAuthToken().catch((cause: unknown) => {
        throw new ClientError('client.noToken', 'the host gave no token', { cause });
      }),
    notifySuccess: () => void app.notifySuccess(),
    openLink: (url) => void app.openLink(url),
    signOut: async () => undefined,
  };
  return { kind: 'host', host };
};

/**
 * Asks Teams to keep the tab in its cache when the user goes elsewhere, and says at once that it may go. Nothing depends on
 * it: the call lives in the server. Suspending drops every handler, so they are registered anew on resume.
 */
function registerLifecycle(subPages: ReadonlySet<(subPageId: string) => void>, resumes: ReadonlySet<() => void>): void {
  if (!app.lifecycle) return;
  app.lifecycle.registerBeforeSuspendOrTerminateHandler(async () => undefined);
  app.lifecycle.registerOnResumeHandler(() => {
    registerLifecycle(subPages, resumes);
    for (const listener of resumes) listener();
    void app.notifySuccess();
    void app.getContext().then(({ page }) => {
      if (page.subPageId) for (const listener of subPages) listener(page.subPageId);
    });
  });
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
