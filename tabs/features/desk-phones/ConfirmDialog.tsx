import { Button, Dialog, DialogActions, DialogBody, DialogContent } from '@fluentui/react-components';
import { DialogSurface, DialogTitle } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskPhone } from '../../../src/contract/devices/desk-phones';

export interface ConfirmDialogProps {
  readonly kind: 'renew' | 'remove';
  readonly phone: DeskPhone;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Neither has a way back: the secret that the phone has is worth nothing afterwards. */
export function ConfirmDialog({ kind, phone, busy, onConfirm, onClose }: ConfirmDialogProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog open modalType="alert" onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t(`phones.${kind}Title`, { name: phone.label })}</DialogTitle>
          <DialogContent>{t(`phones.${kind}Text`)}</DialogContent>
          <DialogActions>
            <Button appearance="primary" disabledFocusable={busy} onClick={onConfirm}>
              {t(`phones.${kind}Short`)}
            </Button>
            <Button onClick={onClose}>{t('phones.cancel')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
