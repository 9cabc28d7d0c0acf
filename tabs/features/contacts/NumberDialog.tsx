import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mark } from '../../../src/contract/contacts/groups';

export interface NumberDialogProps {
  readonly mark: Mark;
  readonly onSave: (number: string) => void;
  readonly onClose: () => void;
}

/** A number that no contact has, for VIP or Blocked. */
export function NumberDialog({ mark, onSave, onClose }: NumberDialogProps): ReactNode {
  const { t } = useTranslation();
  const [number, setNumber] = useState('');
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            onClose();
            onSave(number.trim());
          }}
        >
          <DialogBody>
            <DialogTitle>{t(`contacts.number.${mark}`)}</DialogTitle>
            <DialogContent>
              <Field label={t('contacts.field.number')} hint={t('contacts.number.hint')} required>
                <Input type="tel" value={number} maxLength={60} onChange={(_, data) => setNumber(data.value)} />
              </Field>
            </DialogContent>
            <DialogActions>
              <Button appearance="primary" type="submit" disabled={number.trim() === ''}>
                {t('action.save')}
              </Button>
              <Button onClick={onClose}>{t('action.cancel')}</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
