import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientErrorCode } from '../../api/client-error';

export interface SaidProps {
  /** `check`: the form has something that cannot be saved, and says so at the field. */
  readonly said: ClientErrorCode | 'saved' | 'check' | null;
}

/** What has come of saving a form that stays open. */
export function Said({ said }: SaidProps): ReactNode {
  const { t } = useTranslation();
  const text = said === 'saved' ? t('organisation.saved') : said === 'check' ? t('joining.check') : t(`error.${said}`);
  return (
    <div role="status">
      {said !== null && (
        <MessageBar intent={said === 'saved' ? 'success' : 'error'} layout="multiline">
          <MessageBarBody>{text}</MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}
