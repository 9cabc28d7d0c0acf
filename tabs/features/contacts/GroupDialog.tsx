import { Field, Input, Switch } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupView } from '../../../src/contract/contacts/groups';
import { FormDialog } from './FormDialog';
import { useSaving } from './use-saving';

export interface GroupDialogProps {
  /** Null: a new one. */
  readonly group: GroupView | null;
  readonly onSave: (name: string, shared: boolean) => Promise<boolean>;
  readonly onClose: () => void;
}

/** A group of mine: what it is called, and whether colleagues see it. */
export function GroupDialog({ group, onSave, onClose }: GroupDialogProps): ReactNode {
  const { t } = useTranslation();
  const [name, setName] = useState(group?.name ?? '');
  const [shared, setShared] = useState(group?.shared ?? false);
  const { saving, save } = useSaving(onClose);
  return (
    <FormDialog
      title={t(group === null ? 'contacts.newGroup' : 'contacts.editGroup')}
      canSave={name.trim() !== '' && !saving}
      onSave={() => save(() => onSave(name.trim(), shared))}
      onClose={onClose}
    >
      <Field label={t('contacts.field.name')} required>
        <Input value={name} maxLength={60} onChange={(_, data) => setName(data.value)} />
      </Field>
      <Field hint={t('contacts.sharedHint')}>
        <Switch checked={shared} label={t('contacts.shareGroup')} onChange={(_, data) => setShared(data.checked)} />
      </Field>
    </FormDialog>
  );
}
