import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useServerNow } from '../../ui/use-now';
import { useStore } from '../../ui/use-store';
import { NotificationBanner } from './NotificationBanner';
import { OwnWindowBanner } from './OwnWindowBanner';

const useStyles = makeStyles({ bar: { borderRadius: 0, borderLeft: 'none', borderRight: 'none', paddingRight: tokens.spacingHorizontalM } });

/** What keeps this window from being a phone, each with a way out. */
export function Banners(): ReactNode {
  return (
    <>
      <ConnectionBanner />
      <PhoneBanner />
      <MicrophoneBanner />
      <OwnWindowBanner />
      <NotificationBanner />
    </>
  );
}

function ConnectionBanner(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { store, realtime } = useServices();
  const connection = useStore(store, (state) => state.connection);
  const busy = useStore(store, (state) => [...state.calls.values()].some(({ view }) => view.state === 'active' || view.state === 'held'));
  const skewMs = useStore(store, (state) => state.clockSkewMs);
  const nowMs = useServerNow(connection.state === 'waiting') - skewMs;
  if (connection.state === 'refused') {
    return (
      <MessageBar intent="error" className={styles.bar} role="region" aria-label={t('banner.label')} data-banner="refused">
        <MessageBarBody>
          {t(`error.${connection.code}`)} {t('banner.callsGoOn')}
        </MessageBarBody>
        <MessageBarActions>
          <Button size="small" onClick={realtime.retryNow}>
            {t('action.retry')}
          </Button>
        </MessageBarActions>
      </MessageBar>
    );
  }
  if (connection.state !== 'waiting') return null;
  const seconds = connection.retryAtMs === null ? 0 : Math.max(0, Math.ceil((connection.retryAtMs - nowMs) / 1_000));
  return (
    <MessageBar intent="warning" className={styles.bar} role="region" aria-label={t('banner.label')} data-banner="gone">
      <MessageBarBody>
        {connection.retryAtMs === null ? t('banner.offline') : seconds > 0 ? t('banner.gone', { seconds }) : t('banner.goneNow')}
        {busy && ` ${t('banner.callsGoOn')}`}
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={realtime.retryNow}>
          {t('banner.retry')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}

function PhoneBanner(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { store, softphone } = useServices();
  const online = useStore(store, (state) => state.connection.state === 'online');
  const phone = useStore(softphone.state, (state) => state.phone);
  // While the server is gone the other banner says all there is to say.
  if (!online || phone.state !== 'refused') return null;
  return (
    <MessageBar intent="error" className={styles.bar} role="region" aria-label={t('banner.notPhone')} data-banner="phone">
      <MessageBarBody>
        <MessageBarTitle>{t('banner.notPhone')}</MessageBarTitle>
        {t(phone.code === 'device.tooMany' ? 'banner.tooMany' : `error.${phone.code}`)}
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={softphone.reconnect}>
          {t('action.retry')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}

function MicrophoneBanner(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { softphone, host } = useServices();
  const problem = useStore(softphone.state, (state) => state.microphone ?? (state.permission === 'denied' ? 'denied' : null));
  if (problem === null) return null;
  return (
    <MessageBar intent="warning" className={styles.bar} role="region" aria-label={t('settings.microphone')} data-banner="microphone">
      <MessageBarBody>
        {problem === 'denied' && (
          <>
            <MessageBarTitle>{t('banner.micDenied')}</MessageBarTitle>
            {t(host.kind === 'teams' ? 'banner.micDeniedTeams' : 'banner.micDeniedBrowser')}
          </>
        )}
        {problem === 'missing' && t('banner.micMissing')}
        {problem === 'busy' && t('banner.micBusy')}
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={() => void softphone.testMicrophone()}>
          {t('action.retry')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
