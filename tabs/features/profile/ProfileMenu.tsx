import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProfilePopover } from './slots';
import { useServices } from '../../ui/services';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { touch } from '../../ui/touch';
import { useContact } from '../../ui/use-contact';
import { usePopup } from '../../ui/use-popup';
import { useLine } from '../../ui/use-line';
import { useStore } from '../../ui/use-store';

const useStyles = makeStyles({
  trigger: {
    padding: '2px',
    border: 'none',
    background: 'none',
    borderRadius: '50%',
    flexShrink: 0,
    cursor: 'pointer',
    display: 'grid',
    placeItems: 'center',
    [touch]: { minWidth: '44px', minHeight: '44px' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** My own picture, behind which my profile is. */
export function ProfileMenu({ onSignOut }: { onSignOut: () => void }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { store, later } = useServices();
  const { setTrigger, ...popup } = usePopup();
  const name = useStore(store, (state) => state.me?.user.displayName ?? null);
  const line = useLine(useStore(store, (state) => state.me?.user.id ?? null));
  // After the first view, which does without.
  const isLater = useStore(later, (parts) => parts !== null);
  const mine = useStore(store, ({ me }) => me?.user.contactId ?? null);
  const { contact } = useContact(isLater ? mine : null);
  return (
    <>
      <button
        type="button"
        ref={setTrigger}
        className={styles.trigger}
        aria-label={t('profile.title')}
        aria-haspopup="dialog"
        aria-expanded={popup.open}
        title={name ?? ''}
        onClick={popup.toggle}
      >
        <PersonAvatar name={name} line={line} size={32} contact={contact} />
      </button>
      {popup.open && <ProfilePopover popup={popup} onSignOut={onSignOut} />}
    </>
  );
}
