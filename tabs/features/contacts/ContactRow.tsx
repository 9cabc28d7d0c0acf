import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactView } from '../../../src/contract/people/people';
import { useServices } from '../../ui/services';
import { LineStatus } from '../../ui/LineStatus';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { useContactLine } from '../../ui/use-line';
import { aboutContact } from '../../view-models/about';
import { bestNumber } from '../../view-models/search-results';
import { rowKeys, useFrameStyles, useRowStyles } from '../history/CallRow';

const useStyles = makeStyles({
  callSelected: { color: tokens.colorNeutralForeground1Selected },
  row: { paddingRight: '56px' },
});

export interface ContactRowProps {
  readonly contact: ContactView;
  readonly selected: boolean;
  /** Tab reaches this row and none of the others. */
  readonly stop: boolean;
  readonly onSelect: (contactId: string) => void;
}

/** Somebody in the directory: opened by a press, called by two or by Ctrl+Enter (⌘), as a row of the call list is. */
export function ContactRow({ contact, selected, stop, onSelect }: ContactRowProps): ReactNode {
  const row = useRowStyles();
  const frame = useFrameStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { calls } = useServices();
  const line = useContactLine(contact);
  // A colleague's company is one's own.
  const [first, second] = aboutContact(contact);
  const about = [first, contact.userId === null ? second : undefined].filter((text) => text !== undefined).join(' · ');
  const number = bestNumber(contact);
  const call = t('action.callWho', { who: contact.displayName });
  const onCall = (): void => {
    if (number !== null) calls.place(number, contact.displayName);
  };
  return (
    <div className={frame.frame}>
      <button
        type="button"
        data-row={contact.id}
        tabIndex={stop ? 0 : -1}
        className={mergeClasses(row.row, styles.row, selected && row.selected)}
        aria-current={selected || undefined}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        onClick={() => onSelect(contact.id)}
        onDoubleClick={onCall}
        onKeyDown={rowKeys({ call: onCall })}
      >
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
      {/* For mouse and finger: with the keyboard a row is one stop. */}
      {number !== null && (
        <Button
          data-call
          className={mergeClasses(frame.call, selected && styles.callSelected)}
          appearance="subtle"
          icon={<CallRegular />}
          aria-label={call}
          title={call}
          tabIndex={-1}
          onClick={onCall}
        />
      )}
    </div>
  );
}
