import { QueryClientProvider } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { ThemeName } from '../hosts/host';
import { chooseLanguage, switchLanguage } from '../i18n/i18n';
import { useStore } from '../ui/use-store';
import { Wall } from '../features/answer-groups/wall';
import { isWall } from '../hosts/window-kind';
import { Shell } from './Shell';
import { ShellSkeleton } from './ShellSkeleton';
import { CrashBoundary } from './CrashBoundary';
import { Gate } from './Gate';
import { isNewcomer, Newcomer } from './Newcomer';
import { ServicesContext } from '../ui/services';
import type { Services } from '../session/services';
import { ThemedPage } from './ThemedPage';

export function App({ services }: { services: Services }): ReactNode {
  const [theme, setTheme] = useState<ThemeName>(services.host.theme);
  useEffect(() => services.host.onThemeChange(setTheme), [services]);
  return (
    <ServicesContext value={services}>
      <I18nextProvider i18n={services.i18n}>
        <QueryClientProvider client={services.queries}>
          <ThemedPage theme={theme}>
            <CrashBoundary log={services.log.add}>
              <Session services={services} />
            </CrashBoundary>
          </ThemedPage>
        </QueryClientProvider>
      </I18nextProvider>
    </ServicesContext>
  );
}

/** Which page the state of the session calls for. */
function Session({ services }: { services: Services }): ReactNode {
  const { store, realtime, host, i18n, parts } = services;
  const connection = useStore(store, (state) => state.connection);
  const isReady = useStore(store, (state) => state.me !== null);
  // Drawing all sections takes long: what comes from the server meanwhile, such as a call, is heard between.
  const ready = useDeferredValue(isReady);
  const language = useStore(store, (state) => state.settings.language);
  const onWall = isWall(window);
  const refused = connection.state === 'refused';
  // Asked only then: the whole page would be drawn anew with the first card of a call.
  const talking = useStore(
    services.cards,
    (cards) => refused && cards.some(({ canHangUp, canDecline }) => canHangUp || canDecline),
  );
  const [signedOut, setSignedOut] = useState(false);

  const [hostLocale, setHostLocale] = useState(host.locale);
  useEffect(() => host.onLocaleChange(setHostLocale), [host]);

  useEffect(() => {
    const chosen = chooseLanguage(language, hostLocale);
    document.documentElement.lang = chosen;
    void parts.load('language', () => switchLanguage(i18n, chosen));
  }, [language, hostLocale, i18n, parts]);

  const drawn = ready || refused || connection.state === 'waiting';
  useEffect(() => {
    // A page that says why there is nothing to see is a view too: the host's loading indicator must not hide it.
    if (!drawn) return;
    host.notifySuccess();
    services.drawn();
  }, [drawn, host, services]);

  useEffect(() => {
    // A screen on the wall rings for nobody.
    if (ready && !onWall) services.startPhone();
  }, [ready, onWall, services]);

  const signOut = (): void => {
    setSignedOut(true);
    void services.signOut();
  };
  if (signedOut) return <Gate state={{ kind: 'goodbye' }} onRetry={() => window.location.reload()} />;
  // Whoever is in a call keeps it in view; a banner says the rest.
  if (connection.state === 'refused' && !talking && isNewcomer(connection.code))
    return <Newcomer code={connection.code} onRetry={realtime.retryNow} />;
  if (connection.state === 'refused' && !talking)
    return <Gate state={{ kind: 'failed', code: connection.code }} onRetry={realtime.retryNow} />;
  if (!ready && connection.state === 'waiting')
    return <Gate state={{ kind: 'failed', code: 'server.unavailable' }} onRetry={realtime.retryNow} waiting />;
  if (!ready) return <ShellSkeleton />;
  return onWall ? <Wall /> : <Shell onSignOut={signOut} />;
}
