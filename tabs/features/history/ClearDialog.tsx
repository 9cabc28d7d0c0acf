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

export function ClearDialog({ onClose }: { onClose: (confirmed: boolean) => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog open onOpenChange={() => onClose(false)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('history.clearTitle')}</DialogTitle>
          <DialogContent>{t('history.clearText')}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={() => onClose(true)}>
              {t('action.clearHistory')}
            </Button>
            <Button onClick={() => onClose(false)}>{t('action.cancel')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
