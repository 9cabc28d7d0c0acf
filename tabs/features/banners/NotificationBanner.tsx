import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotificationChoice } from '../../ui/use-notification-choice';
import { Banner } from './Banner';

/** Offers notifications in the own window, where calls ring; after a no it is in Settings only. */
export function NotificationBanner(): ReactNode {
  const { t } = useTranslation();
  const { permission, wanted, turnOn, turnOff } = useNotificationChoice();
  if (permission !== 'default' || wanted === false) return null;
  const actions = [
    { text: t('notification.turnOn'), act: turnOn },
    { text: t('notification.no'), act: turnOff },
  ];
  return (
    <Banner id="notifications" intent="info" label={t('notification.title')} actions={actions}>
      {t('notification.offer')}
    </Banner>
  );
}
