import { Field, Switch, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotificationChoice } from '../../ui/use-notification-choice';

// The switch itself begins where the other fields do.
const useStyles = makeStyles({ switch: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalS})` } });

/** Calls as notifications of the operating system, on or off for the person. */
export function NotificationSettings(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { permission, wanted, turnOn, turnOff } = useNotificationChoice();
  const on = wanted !== false && (permission === 'unsupported' ? wanted === true : permission === 'granted');
  const hint =
    permission === 'unsupported'
      ? 'notification.elsewhere'
      : permission === 'denied'
        ? 'notification.blocked'
        : 'notification.hint';
  return (
    <Field hint={t(hint)}>
      <Switch
        className={styles.switch}
        label={t('notification.setting')}
        checked={on}
        disabled={permission === 'denied'}
        onChange={(_, { checked }) => (checked ? turnOn() : turnOff())}
      />
    </Field>
  );
}
