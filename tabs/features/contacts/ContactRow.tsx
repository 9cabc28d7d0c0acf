import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactView } from '../../../src/contract/people';
import { useServices } from '../../app/services';
import { LineStatus } from '../../components/LineStatus';
import { PersonAvatar } from '../../components/PersonAvatar';
import { shownOnHover, touch } from '../../components/touch';
import { useStore } from '../../state/store';
import { aboutContact } from '../../view-models/about';
import { bestNumber, currentLine } from '../../view-models/search-results';
import { useRowStyles } from '../calls/CallRow';

const useStyles = makeStyles({
  frame: {
    position: 'relative',
    ...shownOnHover('data-call'),
    // In the high-contrast theme the row turns over, and what lies on it follows.
    ':hover > [data-call]': { opacity: 1, color: tokens.colorNeutralForeground1Hover },
  },
  call: { position: 'absolute', right: tokens.spacingHorizontalM, top: '12px', [touch]: { top: '6px', right: tokens.spacingHorizontalXS } },
  callSelected: { color: tokens.colorNeutralForeground1Selected },
  row: { paddingRight: '56px' },
});

export function ContactRow({ contact, selected, onSelect }: { contact: ContactView; selected: boolean; onSelect: (contactId: string) => void }): ReactNode {
  const row = useRowStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { store, calls } = useServices();
  const line = useStore(store, ({ lines }) => currentLine(contact, lines));
  // A colleague's company is one's own.
  const [first, second] = aboutContact(contact);
  const about = [first, contact.userId === null ? second : undefined].filter((text) => text !== undefined).join(' · ');
  const number = bestNumber(contact);
  return (
    <div className={styles.frame}>
      <button type="button" className={mergeClasses(row.row, styles.row, selected && row.selected)} aria-current={selected || undefined} onClick={() => onSelect(contact.id)}>
        <PersonAvatar name={contact.displayName} line={line} />
        <span className={row.texts}>
          <span className={row.name}>
            <span className={row.ellipsis}>{contact.displayName}</span>
          </span>
          <span data-quiet className={row.detail}>
            {line !== null && <LineStatus line={line} />}
            {line !== null && about !== '' && <span aria-hidden>·</span>}
            {about !== '' && <span className={row.ellipsis}>{about}</span>}
          </span>
        </span>
      </button>
      {number !== null && <Button data-call className={mergeClasses(styles.call, selected && styles.callSelected)} appearance="subtle" icon={<CallRegular />} aria-label={t('action.callWho', { who: contact.displayName })} onClick={() => calls.place(number, contact.displayName)} />}
    </div>
  );
}
