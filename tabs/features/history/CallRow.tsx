import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CallEntryIcon } from '../../ui/CallEntryIcon';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { PhoneNumber } from '../../ui/PhoneNumber';
import { rowKeys } from '../../ui/row-keys';
import { shownOnHover, touch } from '../../ui/touch';
import { useNumbers } from '../../ui/use-numbers';
import { useWhen } from '../../ui/use-when';
import { useLine } from '../../ui/use-line';
import { useRowPhoto } from '../../ui/use-row-photo';
import { lastCall, outcomeKey } from '../../view-models/call-list';
import type { CallGroup } from '../../view-models/call-list';
import { durationKey } from '../../view-models/duration';
import { useEntryTexts } from './use-entry-texts';

export const useRowStyles = makeStyles({
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    width: '100%',
    height: '56px',
    padding: `0 ${tokens.spacingHorizontalL}`,
    boxSizing: 'border-box',
    border: 'none',
    background: 'none',
    font: 'inherit',
    color: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
    // In the high-contrast theme the background turns over, and every text on it must follow.
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover, color: tokens.colorNeutralForeground1Hover },
    ':hover [data-quiet]': { color: tokens.colorNeutralForeground3Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  selected: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    color: tokens.colorNeutralForeground1Selected,
    '& [data-quiet]': { color: tokens.colorNeutralForeground3Selected },
    ':hover': {
      backgroundColor: tokens.colorNeutralBackground1Selected,
      color: tokens.colorNeutralForeground1Selected,
    },
    ':hover [data-quiet]': { color: tokens.colorNeutralForeground3Selected },
  },
  texts: { flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' },
  name: { display: 'flex', gap: tokens.spacingHorizontalXS, fontWeight: tokens.fontWeightSemibold, minWidth: 0 },
  ellipsis: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  detail: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    minWidth: 0,
  },
  missed: { color: tokens.colorPaletteRedForeground1 },
  icon: { fontSize: '14px', height: '14px', lineHeight: 1, flexShrink: 0 },
  time: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
    flexShrink: 0,
  },
});

/** A row with a button that lies on it and calls. */
export const useFrameStyles = makeStyles({
  frame: {
    position: 'relative',
    ...shownOnHover('data-call'),
    // In the high-contrast theme the row turns over, and what lies on it follows.
    ':hover > [data-call]': { opacity: 1, color: tokens.colorNeutralForeground1Hover },
  },
  call: {
    position: 'absolute',
    right: tokens.spacingHorizontalM,
    top: '12px',
    [touch]: { top: '6px', right: tokens.spacingHorizontalXS },
  },
  // The button stands where the time was.
  callable: {
    ':hover time': { visibility: 'hidden' },
    ':focus-within time': { visibility: 'hidden' },
    [touch]: { '& > [data-row]': { paddingRight: '56px' } },
  },
});

export interface CallRowProps {
  readonly group: CallGroup;
  readonly selected: boolean;
  /** Tab reaches this row and none of the others. */
  readonly stop: boolean;
  readonly onSelect: (party: string) => void;
  readonly onCall: () => void;
  readonly onDelete: () => void;
  /** Asks for the menu at a place in the window, in pixels. */
  readonly onMenu: (x: number, y: number) => void;
}

/** What stands below the name: how the last call went, and by which way. */
function useDetails(group: CallGroup): string {
  const { t } = useTranslation();
  const entryTexts = useEntryTexts();
  const {
    other,
    entries: [entry],
  } = group;
  const { missed, durationMs } = lastCall(group);
  const length = durationMs === null ? null : durationKey(durationMs, true);
  const details = [
    entryTexts.transfer(entry),
    length && !missed
      ? t(length.key, { ...length.values })
      : t(outcomeKey(entry), { number: entry.other.number ?? '' }),
    missed ? entryTexts.voicemail(entry) : null,
    missed ? entryTexts.called(entry) : null,
    entry.through === null ? null : t('history.through', { group: entry.through }),
    other.name === null || length === null ? null : entry.deviceLabel,
  ];
  return details.filter((text) => text !== null).join(' · ');
}

/** The calls with one party on one day: opened by a press, called by two or by Ctrl+Enter (⌘), deleted by Delete. */
export function CallRow({ group, selected, stop, onSelect, onCall, onDelete, onMenu }: CallRowProps): ReactNode {
  const styles = useRowStyles();
  const frame = useFrameStyles();
  const { t } = useTranslation();
  const when = useWhen();
  const { other, entries } = group;
  const [entry] = entries;
  const line = useLine(other.userId);
  const photo = useRowPhoto(other.contactId);
  const numbers = useNumbers();
  const { number } = other;
  const call = t('action.callWho', { who: other.name ?? numbers.readable(number ?? '') });
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the menu key on its button asks as well
    <div
      className={mergeClasses(frame.frame, number !== null && frame.callable)}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu(event.clientX, event.clientY);
      }}
    >
      <button
        type="button"
        data-row={group.key}
        tabIndex={stop ? 0 : -1}
        className={mergeClasses(styles.row, selected && styles.selected)}
        aria-current={selected || undefined}
        aria-keyshortcuts="Control+Enter Meta+Enter Delete"
        onClick={() => onSelect(group.party)}
        onDoubleClick={onCall}
        onKeyDown={rowKeys({ call: onCall, remove: onDelete })}
      >
        <PersonAvatar name={other.name} line={line} contact={photo} />
        <RowTexts group={group} />
        <time data-quiet className={styles.time} dateTime={new Date(entry.startedAtMs).toISOString()}>
          {when.time(entry.startedAtMs)}
        </time>
      </button>
      {/* For the mouse: with the keyboard a row is one stop, and its own keys and menu call. */}
      {number !== null && (
        <Button
          data-call
          aria-hidden
          aria-label={call}
          title={call}
          className={frame.call}
          appearance="subtle"
          tabIndex={-1}
          icon={<CallRegular />}
          onClick={onCall}
        />
      )}
    </div>
  );
}

/** Who it was, how often, and how the last call went. */
function RowTexts({ group }: { group: CallGroup }): ReactNode {
  const styles = useRowStyles();
  const { t } = useTranslation();
  const { other, entries } = group;
  const { direction, missed } = lastCall(group);
  const name = other.name ?? (other.number === null ? t('history.anonymous') : <PhoneNumber number={other.number} />);
  const details = useDetails(group);
  return (
    <span className={styles.texts}>
      <span className={mergeClasses(styles.name, missed && styles.missed)}>
        <span className={styles.ellipsis}>{name}</span>
        {entries.length > 1 && <span>({entries.length})</span>}
      </span>
      <span data-quiet={missed ? undefined : ''} className={mergeClasses(styles.detail, missed && styles.missed)}>
        <span className={styles.icon}>
          <CallEntryIcon direction={direction} />
        </span>
        <span className={styles.ellipsis}>{details}</span>
      </span>
    </span>
  );
}
