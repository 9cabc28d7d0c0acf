import { Button, Dialog, DialogActions, DialogBody, DialogContent, Field, Input } from '@fluentui/react-components';
import { DialogSurface, DialogTitle, Select, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { phoneMakes } from '../../../src/contract/devices/phone-limits';
import type { DeskPhone, PhoneSetup, PhoneSetupAddress } from '../../../src/contract/devices/desk-phones';
import { useCopy } from '../../ui/use-copy-number';
import { useWhen } from '../../ui/use-when';
import { useActOnPhones } from './use-desk-phones';

const names: Readonly<Record<PhoneSetup['make'], string>> = { yealink: 'Yealink', snom: 'Snom' };

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  text: { margin: 0 },
});

export interface SetupDialogProps {
  readonly path: string;
  readonly phone: DeskPhone;
  readonly onClose: () => void;
}

/** An address that is entered in the phone, which fetches its settings there. */
export function SetupDialog({ path, phone, onClose }: SetupDialogProps): ReactNode {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const { time } = useWhen();
  const copy = useCopy('phones.copied');
  const { act, busy } = useActOnPhones(path);
  const [make, setMake] = useState<PhoneSetup['make']>('yealink');
  const [made, setMade] = useState<PhoneSetupAddress | null>(null);
  const ask = async (): Promise<void> => setMade(await act<PhoneSetupAddress>('POST', `/${phone.id}/setup`, { make }));
  return (
    <Dialog open modalType="alert" onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('phones.setupTitle', { name: phone.label })}</DialogTitle>
          <DialogContent className={styles.content}>
            <p className={styles.text}>{t('phones.setupText')}</p>
            <Field label={t('phones.make')}>
              <Select
                value={make}
                onChange={(_, { value }) => {
                  setMake(value as PhoneSetup['make']);
                  setMade(null);
                }}
              >
                {phoneMakes.map((each) => (
                  <option key={each} value={each}>
                    {names[each]}
                  </option>
                ))}
              </Select>
            </Field>
            {made !== null && (
              <Field label={t('phones.address')} hint={t('phones.addressUntil', { time: time(made.expiresAtMs) })}>
                <Input readOnly value={made.address} />
              </Field>
            )}
          </DialogContent>
          <DialogActions>
            {made === null ? (
              <Button appearance="primary" disabledFocusable={busy} onClick={() => void ask()}>
                {t('phones.makeAddress')}
              </Button>
            ) : (
              <Button appearance="primary" onClick={() => copy(made.address)}>
                {t('phones.copy', { what: t('phones.address').toLocaleLowerCase(i18n.language) })}
              </Button>
            )}
            <Button onClick={onClose}>{t('phones.done')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
