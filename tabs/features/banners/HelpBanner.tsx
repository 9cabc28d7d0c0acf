import { makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HelpAlert } from '../../../src/contract/calls/help-alerts';
import { errorCode } from '../../api/client-error';
import { sliceOf } from '../../state/app-state';
import { useServices } from '../../ui/services';
import { useNumbers } from '../../ui/use-numbers';
import { useStore } from '../../ui/use-store';
import { useWhen } from '../../ui/use-when';
import { Banner } from './Banner';
import { helpAlertsSlice } from './help-alerts';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', maxHeight: '30vh', overflowY: 'auto' },
});

/** Says who has called for help, to administrators and whom they name, until they have seen it. */
export function HelpBanner(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { store, rest, notices, clock } = useServices();
  const alerts = useStore(store, (state) => sliceOf(state, helpAlertsSlice));
  const [isSending, setSending] = useState(false);
  if (alerts.length === 0) return null;

  async function see(): Promise<void> {
    if (isSending) return;
    setSending(true);
    try {
      // It goes when the server says so: it is kept there, for all of my windows.
      await rest.ask('POST', '/help-alerts/seen', { body: { ids: alerts.map(({ id }) => id) } });
    } catch (error) {
      notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
    }
    setSending(false);
  }

  const seen = { text: t('banner.help.seen'), act: () => void see() };
  return (
    <Banner id="help" intent="error" label={t('banner.help.label')} actions={[seen]}>
      <ul className={styles.list} role="alert">
        {alerts.toReversed().map((alert) => (
          <Line key={alert.id} alert={alert} />
        ))}
      </ul>
    </Banner>
  );
}

function Line({ alert }: { readonly alert: HelpAlert }): ReactNode {
  const { t } = useTranslation();
  const { dayAndTime } = useWhen();
  const numbers = useNumbers();
  const { caller, number, atMs, deviceLabel, shownNumber } = alert;
  return (
    <li>
      <strong>{t('banner.help.title', { who: caller.name, number })}</strong>{' '}
      {t('banner.help.from', { when: dayAndTime(atMs), extension: caller.extension })}
      {deviceLabel !== null && ` ${t('banner.help.device', { device: deviceLabel })}`}
      {shownNumber !== null && ` ${t('banner.help.shown', { shown: numbers.local(shownNumber) })}`}
    </li>
  );
}
