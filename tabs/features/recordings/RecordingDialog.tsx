import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallId } from '../../../src/contract/ids';
import { SectionDialog } from '../../ui/SectionDialog';
import { RecordingList } from './RecordingList';

export interface RecordingDialogProps {
  readonly callId: CallId;
  readonly onClose: () => void;
}

/** What was recorded of one call. */
export function RecordingDialog({ callId, onClose }: RecordingDialogProps): ReactNode {
  const { t } = useTranslation();
  return (
    <SectionDialog
      title={t('recordings.title')}
      onClose={onClose}
      actions={
        <Button appearance="primary" onClick={onClose}>
          {t('action.close')}
        </Button>
      }
    >
      <RecordingList of={{ callId }} />
    </SectionDialog>
  );
}
