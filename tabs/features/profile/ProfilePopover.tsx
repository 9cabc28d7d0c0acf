import { Button, Popover, PopoverSurface, Text, makeStyles, tokens } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import { SignOutRegular } from '@fluentui/react-icons/svg/sign-out';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../../src/contract/people/people';
import { StatusMessage } from '../activities/slots';
import { useServices } from '../../ui/services';
import { LineStatus } from '../../ui/LineStatus';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { useContact } from '../../ui/use-contact';
import type { Popup } from '../../ui/use-popup';
import { useNumbers } from '../../ui/use-numbers';
import { useLine } from '../../ui/use-line';
import { useStore } from '../../ui/use-store';

const useStyles = makeStyles({
  surface: { width: '300px', boxSizing: 'border-box', padding: tokens.spacingHorizontalL },
  top: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gap: tokens.spacingHorizontalM,
    alignItems: 'center',
  },
  names: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  muted: { color: tokens.colorNeutralForeground3 },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXS,
    margin: `0 0 ${tokens.spacingVerticalS}`,
  },
  fact: { margin: 0, overflowWrap: 'anywhere' },
  action: { width: '100%', marginTop: tokens.spacingVerticalS },
});

/** Who I am to my colleagues, and the way out. */
export function ProfilePopover({ popup, onSignOut }: { popup: Popup; onSignOut: () => void }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { store, clock, ownWindow } = useServices();
  const numbers = useNumbers();
  const me = useStore(store, (state) => state.me);
  const signOut = (): void => {
    // The popup gives the page back to assistive technology only when focus leaves it before it goes.
    popup.close();
    clock.after(100, onSignOut);
  };
  const openOwnWindow = (): void => {
    popup.close();
    ownWindow.open();
  };
  if (!me) return null;
  const { user, organisation } = me;
  const facts: readonly (readonly [string, string | null])[] = [
    ['profile.extension', user.extension],
    ['profile.number', user.numbers.map(numbers.local).join('\n') || null],
    ['profile.company', user.company ?? organisation.name],
    ['profile.role', user.role],
    ['profile.department', user.department],
  ];
  return (
    <Popover
      open
      onOpenChange={popup.onOpenChange}
      trapFocus
      positioning={{ target: popup.trigger, position: 'below', align: 'end' }}
    >
      <PopoverSurface className={styles.surface} aria-label={t('profile.title')}>
        <Who user={user} />
        <StatusMessage />
        <dl className={styles.facts}>
          {facts.map(([key, value]) => (value === null ? null : <FactRow key={key} label={t(key)} value={value} />))}
        </dl>
        {!ownWindow.here && (
          <Button className={styles.action} icon={<OpenRegular />} onClick={openOwnWindow}>
            {t('ownWindow.open')}
          </Button>
        )}
        <Button className={styles.action} icon={<SignOutRegular />} onClick={signOut}>
          {t('profile.signOut')}
        </Button>
      </PopoverSurface>
    </Popover>
  );
}

function Who({ user }: { user: Me['user'] }): ReactNode {
  const styles = useStyles();
  const line = useLine(user.id);
  const { contact } = useContact(user.contactId);
  return (
    <div className={styles.top}>
      <PersonAvatar name={user.displayName} line={line} size={56} contact={contact} />
      <div className={styles.names}>
        <Text size={400} weight="semibold">
          {user.displayName}
        </Text>
        {user.mailAddress !== null && (
          <Text size={200} className={styles.muted} truncate wrap={false}>
            {user.mailAddress}
          </Text>
        )}
        {line !== null && (
          <Text size={200}>
            <LineStatus line={line} />
          </Text>
        )}
      </div>
    </div>
  );
}

function FactRow({ label, value }: { label: string; value: string }): ReactNode {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.muted}>{label}</dt>
      <dd className={styles.fact} style={{ whiteSpace: 'pre-line' }}>
        {value}
      </dd>
    </>
  );
}
