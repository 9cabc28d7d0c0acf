import { Button } from '@fluentui/react-components';
import { ArrowResetRegular } from '@fluentui/react-icons/svg/arrow-reset';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSetActivity } from './use-set-activity';

/** One press takes away what was set without an end. */
export function ResetActivity(): ReactNode {
  const { t } = useTranslation();
  const set = useSetActivity();
  return (
    <Button
      appearance="subtle"
      icon={<ArrowResetRegular />}
      aria-label={t('activity.reset')}
      title={t('activity.reset')}
      onClick={() => void set({ name: 'activity.reset' })}
    />
  );
}
