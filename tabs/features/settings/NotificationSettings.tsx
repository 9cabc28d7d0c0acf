import { Field, Switch } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotificationChoice } from '../shell/use-notification-choice';

/** Calls as notifications of the operating system, on or off for the person. */
export function NotificationSettings(): ReactNode {
  const { t } = useTranslation();
  const { permission, wanted, turnOn, turnOff } = useNotificationChoice();
  const on = wanted !== false && (permission === 'unsupported' ? wanted === true : permission === 'granted');
  const hint = permission === 'unsupported' ? 'notification.elsewhere' : permission === 'denied' ? 'notification.blocked' : 'notification.hint';
  return (
    <Field hint={t(hint)}>
      <Switch label={t('notification.setting')} checked={on} disabled={permission === 'denied'} onChange={(_, { checked }) => (checked ? turnOn() : turnOff())} />
    </Field>
  );
}
