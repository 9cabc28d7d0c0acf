import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../app/services';
import { CallEntryIcon } from '../../components/CallEntryIcon';
import { PersonAvatar } from '../../components/PersonAvatar';
import { PhoneNumber } from '../../components/PhoneNumber';
import { useWhen } from '../../components/use-when';
import { useStore } from '../../state/store';
import { lastCall, outcomeKey } from '../../view-models/call-list';
import type { CallGroup } from '../../view-models/call-list';
import { durationKey } from '../../view-models/duration';

export const useRowStyles = makeStyles({
  row: {
    display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, width: '100%', height: '56px', padding: `0 ${tokens.spacingHorizontalL}`, boxSizing: 'border-box', border: 'none', background: 'none', font: 'inherit', color: 'inherit', textAlign: 'left', cursor: 'pointer',
    // In the high-contrast theme the background turns over, and every text on it must follow.
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover, color: tokens.colorNeutralForeground1Hover },
    ':hover [data-quiet]': { color: tokens.colorNeutralForeground3Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  selected: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    color: tokens.colorNeutralForeground1Selected,
    '& [data-quiet]': { color: tokens.colorNeutralForeground3Selected },
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Selected, color: tokens.colorNeutralForeground1Selected },
    ':hover [data-quiet]': { color: tokens.colorNeutralForeground3Selected },
  },
  texts: { flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' },
  name: { display: 'flex', gap: tokens.spacingHorizontalXS, fontWeight: tokens.fontWeightSemibold, minWidth: 0 },
  ellipsis: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  detail: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, minWidth: 0 },
  missed: { color: tokens.colorPaletteRedForeground1 },
  icon: { fontSize: '14px', height: '14px', lineHeight: 1, flexShrink: 0 },
  time: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, fontVariantNumeric: 'tabular-nums', flexShrink: 0 },
});

/** The calls with one party on one day. */
export function CallRow({ group, selected, onSelect }: { group: CallGroup; selected: boolean; onSelect: (party: string) => void }): ReactNode {
  const styles = useRowStyles();
  const { t } = useTranslation();
  const { store } = useServices();
  const when = useWhen();
  const { other, entries } = group;
  const [entry] = entries;
  const { direction, missed, durationMs } = lastCall(group);
  const line = useStore(store, (state) => (other.userId === null ? null : (state.lines.get(other.userId) ?? null)));
  const name = other.name ?? (other.number === null ? t('calls.anonymous') : <PhoneNumber number={other.number} />);
  const length = durationMs === null ? null : durationKey(durationMs, true);
  const details = [
    length && !missed ? t(length.key, { ...length.values }) : t(outcomeKey(entry), { number: entry.other.number ?? '' }),
    entry.through === null ? null : t('calls.through', { group: entry.through }),
    other.name === null || length === null ? null : entry.deviceLabel,
  ].filter((text) => text !== null);
  return (
    <button type="button" data-row className={mergeClasses(styles.row, selected && styles.selected)} aria-current={selected || undefined} onClick={() => onSelect(group.party)}>
      <PersonAvatar name={other.name} line={line} />
      <span className={styles.texts}>
        <span className={mergeClasses(styles.name, missed && styles.missed)}>
          <span className={styles.ellipsis}>{name}</span>
          {entries.length > 1 && <span>({entries.length})</span>}
        </span>
        <span data-quiet={missed ? undefined : ''} className={mergeClasses(styles.detail, missed && styles.missed)}>
          <span className={styles.icon}>
            <CallEntryIcon direction={direction} />
          </span>
          <span className={styles.ellipsis}>{details.join(' · ')}</span>
        </span>
      </span>
      <time data-quiet className={styles.time} dateTime={new Date(entry.startedAtMs).toISOString()}>
        {when.time(entry.startedAtMs)}
      </time>
    </button>
  );
}
