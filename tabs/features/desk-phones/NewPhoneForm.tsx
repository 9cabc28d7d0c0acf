import { Button, Field, Input, Select, makeStyles, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskPhoneAccount, PhoneTransport } from '../../../src/contract/devices/desk-phones';
import { useActOnPhones } from './use-desk-phones';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  foot: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

export interface NewPhoneFormProps {
  readonly path: string;
  readonly transports: readonly PhoneTransport[];
  readonly onClose: () => void;
  readonly onAdded: (account: DeskPhoneAccount) => void;
}

export function NewPhoneForm({ path, transports, onClose, onAdded }: NewPhoneFormProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const titleId = useId();
  const { act, busy } = useActOnPhones(path);
  const [label, setLabel] = useState(() => t('phones.usualName'));
  // What nobody can listen to, where there is one.
  const [transport, setTransport] = useState(transports.includes('tls') ? 'tls' : transports[0]);
  async function add(event: FormEvent): Promise<void> {
    event.preventDefault();
    const account = await act<DeskPhoneAccount>('POST', '', { label: label.trim(), transport });
    if (account !== null) onAdded(account);
  }
  return (
    <form aria-labelledby={titleId} className={styles.form} onSubmit={(event) => void add(event)}>
      <strong id={titleId}>{t('phones.new')}</strong>
      <Field label={t('phones.name')} hint={t('phones.nameHint')}>
        <Input value={label} required maxLength={60} onChange={(_, { value }) => setLabel(value)} />
      </Field>
      <Field label={t('phones.transport')} hint={t('phones.transportHint')}>
        <Select value={transport ?? ''} onChange={(_, { value }) => setTransport(value as PhoneTransport)}>
          {transports.map((each) => (
            <option key={each} value={each}>
              {each.toUpperCase()}
            </option>
          ))}
        </Select>
      </Field>
      <div className={styles.foot}>
        <Button appearance="primary" type="submit" disabledFocusable={busy || label.trim() === ''}>
          {t('phones.save')}
        </Button>
        <Button onClick={onClose}>{t('phones.cancel')}</Button>
      </div>
    </form>
  );
}
