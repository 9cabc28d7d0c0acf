import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface EraseDialogProps {
  readonly name: string;
  readonly open: boolean;
  readonly onCancel: () => void;
  readonly onErase: () => void;
}

/** The question before a person is lost. */
export function EraseDialog({ name, open, onCancel, onErase }: EraseDialogProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog modalType="alert" open={open} onOpenChange={(_, data) => !data.open && onCancel()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('organisation.eraseTitle', { name })}</DialogTitle>
          <DialogContent>{t('organisation.eraseText')}</DialogContent>
          <DialogActions>
            <Button onClick={onCancel}>{t('administration.cancel')}</Button>
            <Button appearance="primary" onClick={onErase}>
              {t('organisation.erase')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
