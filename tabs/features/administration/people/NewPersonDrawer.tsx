import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffView } from '../../../../src/contract/administration/staff';
import { Drawer } from '../Drawer';
import { useActInForm } from '../use-act';
import { useUnsaved } from '../use-unsaved';

export interface NewPersonDrawerProps {
  readonly onClose: () => void;
  /** The drawer of the new person opens. */
  readonly onAdded: (userId: string) => void;
}

export function NewPersonDrawer({ onClose, onAdded }: NewPersonDrawerProps): ReactNode {
  const { t } = useTranslation();
  const { act, busy, refusal } = useActInForm();
  const [name, setName] = useState('');
  const [extension, setExtension] = useState('');
  const [mailAddress, setMailAddress] = useState('');
  const forget = useUnsaved({ name, extension, mailAddress });
  const add = async (): Promise<void> => {
    const wanted = { name, extension: extension.trim() || null, mailAddress: mailAddress.trim() || null };
    const person = await act<StaffView>('POST', 'people', wanted);
    if (person === null) return;
    forget();
    onAdded(person.userId);
  };
  const foot = (
    <>
      <Button appearance="primary" disabled={busy || name.trim() === ''} onClick={() => void add()}>
        {t('administration.save')}
      </Button>
      <Button onClick={onClose}>{t('administration.cancel')}</Button>
    </>
  );
  return (
    <Drawer title={t('people.add')} onClose={onClose} foot={foot} refusal={refusal}>
      <Field label={t('people.name')} required>
        <Input value={name} onChange={(_, { value }) => setName(value)} />
      </Field>
      <Field label={t('people.extension')} hint={t('people.nextExtension')}>
        <Input value={extension} inputMode="numeric" onChange={(_, { value }) => setExtension(value)} />
      </Field>
      <Field label={t('people.mail')}>
        <Input type="email" value={mailAddress} onChange={(_, { value }) => setMailAddress(value)} />
      </Field>
    </Drawer>
  );
}
