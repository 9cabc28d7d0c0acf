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
import type { Mark } from '../../../src/contract/contacts/groups';

export interface MoveDialogProps {
  readonly who: string;
  readonly to: Mark;
  readonly onClose: (confirmed: boolean) => void;
}

/** Nobody is VIP and blocked: one of them is chosen. */
export function MoveDialog({ who, to, onClose }: MoveDialogProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog open modalType="alert" onOpenChange={() => onClose(false)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t(`contacts.move.${to}.title`)}</DialogTitle>
          <DialogContent>{t(`contacts.move.${to}.text`, { who })}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={() => onClose(true)}>
              {t('contacts.move.move')}
            </Button>
            <Button onClick={() => onClose(false)}>{t('action.cancel')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
