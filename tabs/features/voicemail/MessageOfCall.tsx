import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallId } from '../../../src/contract/ids';
import { useDetailStyles } from '../../ui/detail-styles';
import { useServices } from '../../ui/services';
import { useMessages } from './use-messages';

export interface MessageOfCallProps {
  readonly callId: CallId;
  readonly tabIndex: number;
  /** Which call it is about. */
  readonly describedBy: string;
}

/** Beside a missed call: the way to what was said in it, as long as that is kept. */
export function MessageOfCall({ callId, tabIndex, describedBy }: MessageOfCallProps): ReactNode {
  const styles = useDetailStyles();
  const { t } = useTranslation();
  const { navigation } = useServices();
  const { messages } = useMessages('all');
  const message = messages.find((each) => each.callId === callId);
  if (message === undefined) return null;
  return (
    <Button
      className={styles.call}
      tabIndex={tabIndex}
      aria-describedby={describedBy}
      appearance="transparent"
      size="small"
      onClick={() => navigation.open('voicemail', message.id)}
    >
      {t('voicemail.listen')}
    </Button>
  );
}
