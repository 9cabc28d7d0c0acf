import { Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { KeyResetRegular } from '@fluentui/react-icons/svg/key-reset';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { mostDeskPhones } from '../../../src/contract/devices/phone-limits';
import type { DeskPhone, DeskPhoneAccount } from '../../../src/contract/devices/desk-phones';
import type { FocusScope } from '../../session/focus-keeper';
import { useServices } from '../../ui/services';
import { useFocusScope } from '../../ui/use-focus-scope';
import { useWhen } from '../../ui/use-when';
import { AccountDialog } from './AccountDialog';
import { ConfirmDialog } from './ConfirmDialog';
import { NewPhoneForm } from './NewPhoneForm';
import { SetupDialog } from './SetupDialog';
import { useActOnPhones, useDeskPhones } from './use-desk-phones';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  hint: { color: tokens.colorNeutralForeground3 },
  list: { display: 'grid', gap: tokens.spacingVerticalXS, margin: 0, padding: 0, listStyle: 'none' },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  text: { overflowWrap: 'anywhere' },
  add: { alignSelf: 'flex-start' },
});

/** Of a phone that is gone the one in its place has it. */
const rows: FocusScope = { items: 'li' };
/** The first field while one is added, else the button that adds one: each takes the other's place. */
const part: FocusScope = { heir: (section) => section.querySelector('form input, [data-add]') };

export interface DeskPhonesProps {
  /** Whose: `/desk-phones`, or those of a person in the administration. */
  readonly path: string;
  readonly className?: string;
  readonly headingClassName?: string;
}

type Asked =
  | { readonly kind: 'new' }
  | { readonly kind: 'setup' | 'renew' | 'remove'; readonly phone: DeskPhone }
  | { readonly kind: 'account'; readonly account: DeskPhoneAccount };

/** Somebody's desk phones: a list with their state, and what is done with them. Nothing where there can be none. */
export function DeskPhones({ path, className, headingClassName }: DeskPhonesProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const headingId = useId();
  const list = useDeskPhones(path);
  const [asked, setAsked] = useState<Asked | null>(null);
  const partRef = useFocusScope(part);
  const rowsRef = useFocusScope(rows);
  if (list === undefined || (list.transports.length === 0 && list.phones.length === 0)) return null;
  const { phones, transports } = list;
  return (
    <section ref={partRef} className={className ?? styles.section} aria-labelledby={headingId}>
      <h2 className={headingClassName} id={headingId}>
        {t('phones.title')}
      </h2>
      <Text className={styles.hint}>{t('phones.hint')}</Text>
      {phones.length === 0 && asked?.kind !== 'new' && <Text>{t('phones.none')}</Text>}
      {phones.length > 0 && (
        <ul ref={rowsRef} className={styles.list} aria-labelledby={headingId}>
          {phones.map((phone) => (
            <PhoneRow key={phone.id} phone={phone} onAsk={(kind) => setAsked({ kind, phone })} />
          ))}
        </ul>
      )}
      {phones.length > 0 && <Text className={styles.hint}>{t('phones.keys')}</Text>}
      {asked?.kind !== 'new' && phones.length < mostDeskPhones && transports.length > 0 && (
        <Button data-add className={styles.add} icon={<AddRegular />} onClick={() => setAsked({ kind: 'new' })}>
          {t('phones.add')}
        </Button>
      )}
      {asked?.kind === 'new' && (
        <NewPhoneForm
          path={path}
          transports={transports}
          onClose={() => setAsked(null)}
          onAdded={(account) => setAsked({ kind: 'account', account })}
        />
      )}
      <Dialogs path={path} asked={asked} onAsk={setAsked} />
    </section>
  );
}

interface DialogsProps {
  readonly path: string;
  readonly asked: Asked | null;
  readonly onAsk: (asked: Asked | null) => void;
}

function Dialogs({ path, asked, onAsk }: DialogsProps): ReactNode {
  const { notices, clock } = useServices();
  const { act, busy } = useActOnPhones(path);
  const close = (): void => onAsk(null);
  if (asked === null || asked.kind === 'new') return null;
  if (asked.kind === 'account') return <AccountDialog account={asked.account} onClose={close} />;
  const { kind, phone } = asked;
  if (kind === 'setup') return <SetupDialog path={path} phone={phone} onClose={close} />;
  const confirm = async (): Promise<void> => {
    if (kind === 'renew') {
      const account = await act<DeskPhoneAccount>('POST', `/${phone.id}/secret`);
      return account === null ? close() : onAsk({ kind: 'account', account });
    }
    const gone = await act('DELETE', `/${phone.id}`);
    close();
    if (gone === null) return;
    notices.set({ id: clock.nowMs(), intent: 'success', key: 'phones.removed', values: { name: phone.label } });
  };
  return <ConfirmDialog kind={kind} phone={phone} busy={busy} onConfirm={() => void confirm()} onClose={close} />;
}

interface PhoneRowProps {
  readonly phone: DeskPhone;
  readonly onAsk: (kind: 'setup' | 'renew' | 'remove') => void;
}

const actions = [
  ['setup', <ArrowDownloadRegular key="setup" />],
  ['renew', <KeyResetRegular key="renew" />],
  ['remove', <DeleteRegular key="remove" />],
] as const;

function PhoneRow({ phone, onAsk }: PhoneRowProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { label } = phone;
  const state = usePhoneState(phone);
  return (
    <li className={styles.row}>
      <div className={styles.text}>
        <Text weight="semibold" block>
          {label}
        </Text>
        <Text size={200} className={styles.hint} block>
          {[phone.model, state, phone.transport.toUpperCase()].filter((part) => part !== null).join(' · ')}
        </Text>
      </div>
      <div>
        {actions.map(([kind, icon]) => (
          <Button
            key={kind}
            appearance="subtle"
            icon={icon}
            aria-label={t(`phones.${kind}`, { name: label })}
            title={t(`phones.${kind}Short`)}
            onClick={() => onAsk(kind)}
          />
        ))}
      </div>
    </li>
  );
}

/** "Registered", "Not here since 14:02", "Not here yet" */
function usePhoneState({ registered, seenAtMs }: DeskPhone): string {
  const { t } = useTranslation();
  const { until } = useWhen();
  if (registered) return t('phones.registered');
  return seenAtMs === null ? t('phones.never') : t('phones.since', { when: until(seenAtMs) });
}
