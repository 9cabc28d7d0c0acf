import { Button, Spinner, Text } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorCode } from '../../api/client-error';
import { saveFile } from '../../ui/save-file';
import { useServices } from '../../ui/services';
import { useNumbers } from '../../ui/use-numbers';
import { usePageStyles } from '../../ui/page-styles';

/** Who helps, called by one press where it is a number, and what they ask for. */
export function Support(): ReactNode {
  const styles = usePageStyles();
  const { t } = useTranslation();
  const { rest, log, notices, clock, config, calls } = useServices();
  const numbers = useNumbers();
  const contact = config.supportContact;
  const number = contact === null ? null : numbers.target(contact);
  const [busy, setBusy] = useState(false);
  const download = (): void => {
    setBusy(true);
    rest
      .logBundle(log.lines())
      .then(
        (bundle) => {
          saveFile(bundle, `vaxel-log-${new Date(clock.nowMs()).toISOString().slice(0, 19).replaceAll(':', '')}.json`);
          notices.set({ id: clock.nowMs(), intent: 'success', key: 'help.bundleReady' });
        },
        (error: unknown) => notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` }),
      )
      .finally(() => setBusy(false));
  };
  return (
    <section className={styles.card}>
      <h2 className={styles.heading}>{t('help.support')}</h2>
      <Text>
        {contact === null
          ? t('help.noContact')
          : t('help.contact', { contact: number === null ? contact : numbers.readable(number) })}
      </Text>
      {number !== null && (
        <div>
          <Button icon={<CallRegular />} onClick={() => calls.place(number, null)}>
            {t('action.callWho', { who: numbers.readable(number) })}
          </Button>
        </div>
      )}
      <Text>{t('help.bundleText')}</Text>
      <div>
        <Button icon={busy ? <Spinner size="tiny" /> : <ArrowDownloadRegular />} disabled={busy} onClick={download}>
          {t('help.bundle')}
        </Button>
      </div>
    </section>
  );
}
