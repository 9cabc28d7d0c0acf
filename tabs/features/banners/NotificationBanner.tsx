import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotificationChoice } from '../../ui/use-notification-choice';

const useStyles = makeStyles({ bar: { borderRadius: 0, borderLeft: 'none', borderRight: 'none', paddingRight: tokens.spacingHorizontalM } });

/** Offers notifications in the own window, where calls ring; after a no it is in Settings only. */
export function NotificationBanner(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { permission, wanted, turnOn, turnOff } = useNotificationChoice();
  if (permission !== 'default' || wanted === false) return null;
  return (
    <MessageBar intent="info" className={styles.bar} role="region" aria-label={t('notification.title')} data-banner="notifications">
      <MessageBarBody>{t('notification.offer')}</MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={turnOn}>
          {t('notification.turnOn')}
        </Button>
        <Button size="small" onClick={turnOff}>
          {t('notification.no')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
