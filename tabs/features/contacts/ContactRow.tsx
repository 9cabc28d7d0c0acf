import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactView } from '../../../src/contract/people';
import { useServices } from '../../app/services';
import { LineStatus } from '../../components/LineStatus';
import { PersonAvatar } from '../../components/PersonAvatar';
import { useStore } from '../../state/store';
import { bestNumber, currentLine } from '../../view-models/search-results';
import { useRowStyles } from '../calls/CallRow';

const useStyles = makeStyles({
  frame: { position: 'relative', '& > [data-call]': { opacity: 0 }, ':hover > [data-call]': { opacity: 1 }, ':focus-within > [data-call]': { opacity: 1 } },
  call: { position: 'absolute', right: tokens.spacingHorizontalM, top: '12px' },
  row: { paddingRight: '56px' },
});

export function ContactRow({ contact, selected, onSelect }: { contact: ContactView; selected: boolean; onSelect: (contactId: string) => void }): ReactNode {
  const row = useRowStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { store, calls } = useServices();
  const line = useStore(store, ({ lines }) => currentLine(contact, lines));
  const about = contact.role ?? contact.company ?? contact.department;
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
            {line !== null && about !== null && <span aria-hidden>·</span>}
            {about !== null && <span className={row.ellipsis}>{about}</span>}
          </span>
        </span>
      </button>
      {number !== null && <Button data-call className={styles.call} appearance="subtle" icon={<CallRegular />} aria-label={t('action.callWho', { who: contact.displayName })} onClick={() => calls.place(number, contact.displayName)} />}
    </div>
  );
}
