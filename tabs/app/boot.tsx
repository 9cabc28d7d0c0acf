import { startTransition } from 'react';
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
import type { Services } from '../session/services';
import { createServices } from './create-services';
import { features } from './features';
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
    services.realtime.start();
    // On its way while the server is asked; not beside a call that comes back.
    if (!services.soundFirst.get()) fetchAhead(services);
    await untilDrawable(services);
    // Drawing all sections takes long: what comes from the server meanwhile, such as a call, is heard between.
    startTransition(() => root.render(<App services={services} />));
  } catch (error) {
    // What is not ours is a fault of the page itself, such as a part of it that could not be loaded.
    await drawGate(
      root,
      fallback,
      error instanceof ClientError ? { kind: 'failed', code: error.code } : { kind: 'crashed' },
    );
  }
}

/** Until then the outline of index.html stands: drawing one of our own would only keep the answer waiting. */
function untilDrawable({ store, soundFirst }: Pick<Services, 'store' | 'soundFirst'>): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const { me, connection } = store.get();
      const known = me !== null || connection.state === 'refused' || connection.state === 'waiting';
      if (!known || soundFirst.get()) return;
      for (const stop of stops) stop();
      resolve();
    };
    const stops = [store.subscribe(look), soundFirst.subscribe(look)];
    look();
  });
}

function fetchAhead(services: Services): void {
  for (const { early } of features) early?.(services);
  services.loadLater();
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
