import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mark } from '../../../src/contract/contacts/groups';
import { FormDialog } from './FormDialog';

export interface NumberDialogProps {
  readonly mark: Mark;
  readonly onSave: (number: string) => void;
  readonly onClose: () => void;
}

/** A number that no contact has, for VIP or Blocked. */
export function NumberDialog({ mark, onSave, onClose }: NumberDialogProps): ReactNode {
  const { t } = useTranslation();
  const [number, setNumber] = useState('');
  function save(): void {
    onClose();
    onSave(number.trim());
  }
  return (
    <FormDialog title={t(`contacts.number.${mark}`)} canSave={number.trim() !== ''} onSave={save} onClose={onClose}>
      <Field label={t('contacts.field.number')} hint={t('contacts.number.hint')} required>
        <Input type="tel" value={number} maxLength={60} onChange={(_, data) => setNumber(data.value)} />
      </Field>
    </FormDialog>
  );
}
