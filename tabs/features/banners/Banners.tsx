import { MessageBarTitle } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useServerNow } from '../../ui/use-now';
import { useStore } from '../../ui/use-store';
import { Banner } from './Banner';
import { HelpBanner } from './HelpBanner';
import { NotificationBanner } from './NotificationBanner';
import { OwnWindowBanner } from './OwnWindowBanner';

/** Who has called for help, and what keeps this window from being a phone, each with a way out. */
export function Banners(): ReactNode {
  return (
    <>
      <HelpBanner />
      <ConnectionBanner />
      <PhoneBanner />
      <MicrophoneBanner />
      <OwnWindowBanner />
      <NotificationBanner />
    </>
  );
}

function ConnectionBanner(): ReactNode {
  const { t } = useTranslation();
  const { store, realtime } = useServices();
  const connection = useStore(store, (state) => state.connection);
  const busy = useStore(store, ({ calls }) =>
    [...calls.values()].some(({ view }) => view.state === 'active' || view.state === 'held'),
  );
  const skewMs = useStore(store, (state) => state.clockSkewMs);
  const nowMs = useServerNow(connection.state === 'waiting') - skewMs;
  const label = t('banner.label');
  if (connection.state === 'refused') {
    const again = { text: t('action.retry'), act: realtime.retryNow };
    return (
      <Banner id="refused" intent="error" label={label} actions={[again]}>
        {t(`error.${connection.code}`)} {t('banner.callsGoOn')}
      </Banner>
    );
  }
  if (connection.state !== 'waiting') return null;
  const seconds = connection.retryAtMs === null ? 0 : Math.max(0, Math.ceil((connection.retryAtMs - nowMs) / 1_000));
  return (
    <Banner id="gone" intent="warning" label={label} actions={[{ text: t('banner.retry'), act: realtime.retryNow }]}>
      {connection.retryAtMs === null
        ? t('banner.offline')
        : seconds > 0
          ? t('banner.gone', { seconds })
          : t('banner.goneNow')}
      {busy && ` ${t('banner.callsGoOn')}`}
    </Banner>
  );
}

function PhoneBanner(): ReactNode {
  const { t } = useTranslation();
  const { store, softphone } = useServices();
  const online = useStore(store, (state) => state.connection.state === 'online');
  const phone = useStore(softphone.state, (state) => state.phone);
  // While the server is gone the other banner says all there is to say.
  if (!online || phone.state !== 'refused') return null;
  const again = { text: t('action.retry'), act: softphone.reconnect };
  return (
    <Banner id="phone" intent="error" label={t('banner.notPhone')} actions={[again]}>
      <MessageBarTitle>{t('banner.notPhone')}</MessageBarTitle>
      {t(phone.code === 'device.tooMany' ? 'banner.tooMany' : `error.${phone.code}`)}
    </Banner>
  );
}

function MicrophoneBanner(): ReactNode {
  const { t } = useTranslation();
  const { softphone, host } = useServices();
  const problem = useStore(
    softphone.state,
    ({ microphone, permission }) => microphone ?? (permission === 'denied' ? 'denied' : null),
  );
  if (problem === null) return null;
  const again = { text: t('action.retry'), act: () => void softphone.testMicrophone() };
  return (
    <Banner id="microphone" intent="warning" label={t('settings.microphone')} actions={[again]}>
      {problem === 'denied' && (
        <>
          <MessageBarTitle>{t('banner.micDenied')}</MessageBarTitle>
          {t(host.kind === 'teams' ? 'banner.micDeniedTeams' : 'banner.micDeniedBrowser')}
        </>
      )}
      {problem === 'missing' && t('banner.micMissing')}
      {problem === 'busy' && t('banner.micBusy')}
    </Banner>
  );
}
