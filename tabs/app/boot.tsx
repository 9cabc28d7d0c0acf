import type { Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { deviceName } from '../hosts/device-name';
import { claimWindowId } from '../hosts/window-id';
import { loadHost, readConfig } from '../hosts/connect';
import { readWindowKind } from '../hosts/window-kind';
import type { WindowKind } from '../hosts/window-kind';
import { noNotifications } from '../notifications/ports';
import type { OsNotifications } from '../notifications/ports';
import { mediaTheme } from '../hosts/media-theme';
import { chooseLanguage, createI18n } from '../i18n/i18n';
import { ClientError } from '../api/client-error';
import { App } from './App';
import { browserClock } from '../clock';
import { sharedToken } from '../hosts/shared-token';
import { wasInCall } from '../session/call-memory';
import { createServices } from './create-services';
import { Gate } from './Gate';
import { ThemedPage } from './ThemedPage';

/** From an empty page to the first view: host, language, services, connection. */
export async function boot(root: Root): Promise<void> {
  const fallback = chooseLanguage(null, navigator.language);
  // With a call waiting for this window, the phone is fetched while everything else is set up.
  if (wasInCall(window.sessionStorage)) void import('../softphone/adapters/sip-js-client').catch(() => undefined);
  try {
    const [config, connectHost] = await Promise.all([readConfig(), loadHost()]);
    const found = await connectHost(config);
    if (found.kind === 'chooseDemoPerson') return await drawGate(root, fallback, { kind: 'choose' });
    const host = { ...found.host, getToken: sharedToken(found.host.getToken, browserClock) };
    // The first of those who need one has it sooner; what goes wrong is told to them.
    host.getToken().catch(() => undefined);
    const windowKind = readWindowKind(window);
    const [i18n, windowId, notifications] = await Promise.all([
      createI18n(chooseLanguage(null, host.locale)),
      claimWindowId({ storage: window.sessionStorage, locks: navigator.locks, newId: () => crypto.randomUUID() }),
      loadNotifications(windowKind),
    ]);
    // In the language of the moment: enrolment is renewed, and the name with it.
    const deviceLabel = (): string =>
      deviceName({
        appName: host.appName,
        ownWindow: windowKind === 'popout' ? i18n.t('ownWindow.label') : null,
        navigator,
      });
    const services = createServices({
      config,
      host,
      i18n,
      windowId,
      windowKind,
      deviceLabel,
      notifications: notifications(windowId),
    });
    root.render(<App services={services} />);
    services.realtime.start();
  } catch (error) {
    // What is not ours is a fault of the page itself, such as a part of it that could not be loaded.
    await drawGate(
      root,
      fallback,
      error instanceof ClientError ? { kind: 'failed', code: error.code } : { kind: 'crashed' },
    );
  }
}

/** Only the own window and the installed app have any: a page in a tab strip or in Teams is announced by its host. */
async function loadNotifications(kind: WindowKind): Promise<(windowId: string) => OsNotifications> {
  if (kind !== 'popout') return () => noNotifications;
  const { browserNotifications } = await import('../notifications/browser');
  return (windowId) => browserNotifications(window, windowId);
}

async function drawGate(root: Root, language: 'sv' | 'en', state: Parameters<typeof Gate>[0]['state']): Promise<void> {
  const i18n = await createI18n(language);
  root.render(
    <I18nextProvider i18n={i18n}>
      <ThemedPage theme={mediaTheme(window)}>
        <Gate state={state} onRetry={() => window.location.reload()} />
      </ThemedPage>
    </I18nextProvider>,
  );
}
