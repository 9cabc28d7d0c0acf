import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { useId, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupView, Membership } from '../../../src/contract/contacts/groups';
import type { ContactView } from '../../../src/contract/people/people';
import { useServices } from '../../ui/services';
import { ActivityText, LineText } from '../../ui/ActivityText';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { PresenceDescription, PresenceTip } from '../../ui/PresenceTip';
import { touch } from '../../ui/touch';
import { bestNumber } from '../../view-models/search-results';
import { useRowStyles } from '../history/CallRow';
import { rowKeys } from '../../ui/row-keys';
import { useContactActions } from './contact-actions';
import { ContactTags, useTagTexts } from './ContactTags';
import { useContactRowStyles } from './row-styles';
import { useMembership } from './use-membership';
import { usePresence } from './use-presence';
import type { Presence } from './use-presence';

const useStyles = makeStyles({
  // What somebody says is worth more than the role: it gives way last.
  activity: { display: 'inline-flex', flexShrink: 0, maxWidth: '100%', minWidth: 0 },
  side: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-end',
    gap: '2px',
    flexShrink: 0,
    maxWidth: '50%',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    [touch]: { flexDirection: 'row', alignItems: 'center', gap: tokens.spacingHorizontalS, maxWidth: '100%' },
  },
});

export interface ContactRowProps {
  readonly contact: ContactView;
  readonly groups: readonly GroupView[];
  readonly index: number;
  readonly selected: boolean;
  /** Tab reaches this row and none of the others. */
  readonly stop: boolean;
  readonly onSelect: (contactId: string) => void;
  /** Asks for the menu at a place in the window, in pixels. */
  readonly onMenu: (contact: ContactView, x: number, y: number) => void;
}

/**
 * Somebody in a list: opened by a press, called by two or by Ctrl+Enter (⌘), as a row of the call list is; carried to
 * a group by the mouse, and with a menu for all the rest.
 */
export function ContactRow(props: ContactRowProps): ReactNode {
  const { contact, groups, index, selected, stop, onSelect, onMenu } = props;
  const row = useRowStyles();
  const own = useContactRowStyles();
  const { calls } = useServices();
  const { dragged } = useContactActions();
  const membership = useMembership(contact.id);
  const tags = useTagTexts(membership, groups);
  const presence = usePresence(contact);
  const { lineText, activityText, about } = presence;
  const number = bestNumber(contact);
  const name = [contact.displayName, activityText, lineText, about, ...tags].filter(
    (text) => text !== null && text !== '',
  );
  const factsId = useId();
  const facts = { activity: presence.activity, line: presence.line };
  const [here, setHere] = useState(false);
  const onCall = (): void => {
    if (number !== null) calls.place(number, contact.displayName);
  };
  const onKeyDown = pressed(() => onSelect(contact.id), onCall);
  return (
    <div role="presentation" onContextMenu={(event) => askForMenu(event, (x, y) => onMenu(contact, x, y))}>
      <PresenceTip {...facts} here={here}>
        <div
          role="row"
          data-row={contact.id}
          tabIndex={stop ? 0 : -1}
          className={mergeClasses(row.row, own.row, selected && row.selected, selected && own.selected)}
          aria-label={name.join(', ')}
          aria-describedby={factsId}
          aria-selected={selected}
          aria-rowindex={index + 1}
          aria-keyshortcuts="Control+Enter Meta+Enter"
          draggable
          onDragStart={({ dataTransfer }) => {
            // oxlint-disable-next-line react/immutability -- a place that rows and groups share, no state
            dragged.current = contact;
            dataTransfer.effectAllowed = 'copy';
            dataTransfer.setData('text/plain', contact.displayName);
          }}
          onDragEnd={() => {
            // oxlint-disable-next-line react/immutability -- as above
            dragged.current = null;
          }}
          onClick={() => onSelect(contact.id)}
          onDoubleClick={onCall}
          onKeyDown={onKeyDown}
          onFocus={({ target, currentTarget }) =>
            setHere(target === currentTarget && currentTarget.matches(':focus-visible'))
          }
          onBlur={() => setHere(false)}
        >
          <PresenceDescription {...facts} id={factsId} />
          <RowTexts contact={contact} membership={membership} groups={groups} presence={presence} />
          <Tools contact={contact} onCall={number === null ? null : onCall} onMenu={onMenu} />
        </div>
      </PresenceTip>
    </div>
  );
}

/** Enter and Space open the row itself; what stands in it has keys of its own. */
const pressed =
  (open: () => void, call: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const opens = (event.key === 'Enter' || event.key === ' ') && !event.ctrlKey && !event.metaKey;
    if (!opens) return rowKeys({ call })(event);
    event.preventDefault();
    open();
  };

/** The menu key tells of no place: the row's own. */
function askForMenu(event: MouseEvent, onMenu: (x: number, y: number) => void): void {
  event.preventDefault();
  const { left, bottom } = event.currentTarget.getBoundingClientRect();
  const isKey = event.clientX === 0 && event.clientY === 0;
  onMenu(isKey ? left + 56 : event.clientX, isKey ? bottom - 8 : event.clientY);
}

interface RowTextsProps extends Pick<ContactRowProps, 'contact' | 'groups'> {
  readonly membership: Membership | null;
  readonly presence: Presence;
}

/** What the row says to the eye; its name says the same. */
function RowTexts({ contact, groups, membership, presence }: RowTextsProps): ReactNode {
  const row = useRowStyles();
  const own = useContactRowStyles();
  const styles = useStyles();
  const { line, activity, about } = presence;
  return (
    <div role="gridcell" className={mergeClasses(own.cell, own.person)}>
      <PersonAvatar name={contact.displayName} line={line} contact={contact} />
      <span className={row.texts}>
        <span className={row.name}>
          <span className={row.ellipsis}>{contact.displayName}</span>
        </span>
        <span data-quiet className={row.detail}>
          {activity !== null && (
            <span className={styles.activity}>
              <ActivityText activity={activity} />
            </span>
          )}
          <span className={row.ellipsis}>
            {activity !== null && about !== '' && '· '}
            {about === '' ? '\u00a0' : about}
          </span>
        </span>
      </span>
      <span data-side data-quiet className={styles.side}>
        {line !== null && <LineText line={line} />}
        <ContactTags membership={membership} groups={groups} />
      </span>
    </div>
  );
}

interface ToolsProps extends Pick<ContactRowProps, 'contact' | 'onMenu'> {
  readonly onCall: (() => void) | null;
}

/** For mouse and finger: with the keyboard a row is one stop, with its keys and its menu. */
function Tools({ contact, onCall, onMenu }: ToolsProps): ReactNode {
  const styles = useContactRowStyles();
  const { t } = useTranslation();
  const call = t('action.callWho', { who: contact.displayName });
  const more = t('contacts.menuOf', { who: contact.displayName });
  return (
    // What is pressed here is not the row.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- see above
    <div
      role="gridcell"
      data-tools
      className={styles.tools}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {onCall !== null && (
        <Button
          appearance="subtle"
          icon={<CallRegular />}
          aria-label={call}
          title={call}
          tabIndex={-1}
          onClick={onCall}
        />
      )}
      <Button
        appearance="subtle"
        icon={<MoreHorizontalRegular />}
        aria-label={more}
        title={more}
        tabIndex={-1}
        onClick={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect();
          onMenu(contact, left, bottom);
        }}
      />
    </div>
  );
}
