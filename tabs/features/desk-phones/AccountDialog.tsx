import { Button, Dialog, DialogActions, DialogBody, DialogContent } from '@fluentui/react-components';
import { DialogSurface, DialogTitle, makeStyles, tokens } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskPhoneAccount } from '../../../src/contract/devices/desk-phones';
import { useCopy } from '../../ui/use-copy-number';
import { QrCode } from './QrCode';

const useStyles = makeStyles({
  data: { margin: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: '8em minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
  },
  value: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    margin: 0,
    overflowWrap: 'anywhere',
    fontFamily: tokens.fontFamilyMonospace,
  },
});

export interface AccountDialogProps {
  readonly account: DeskPhoneAccount;
  readonly onClose: () => void;
}

/** What is entered in the phone, shown this once. */
export function AccountDialog({ account, onClose }: AccountDialogProps): ReactNode {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const copy = useCopy('phones.copied');
  const { host, port, username, password, phone, uri } = account;
  const fields = [
    ['server', host],
    ['port', String(port)],
    ['transport', phone.transport.toUpperCase()],
    ['username', username],
    ['password', password],
  ] as const;
  return (
    <Dialog open modalType="alert" onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('phones.accountTitle', { name: phone.label })}</DialogTitle>
          <DialogContent>
            <p>{t('phones.accountText')}</p>
            <dl className={styles.data}>
              {fields.map(([name, value]) => (
                <div key={name} className={styles.row}>
                  <dt>{t(`phones.${name}`)}</dt>
                  <dd className={styles.value}>
                    <span>{value}</span>
                    <Button
                      appearance="subtle"
                      size="small"
                      icon={<CopyRegular />}
                      aria-label={t('phones.copy', { what: t(`phones.${name}`).toLocaleLowerCase(i18n.language) })}
                      onClick={() => copy(value)}
                    />
                  </dd>
                </div>
              ))}
            </dl>
            <QrCode text={uri} label={t('phones.qr')} />
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {t('phones.done')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
