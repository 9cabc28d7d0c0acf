import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowRepeatAllRegular } from '@fluentui/react-icons/svg/arrow-repeat-all';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { minutesOfDay, type Placed, type Shift } from '../../view-models/calendar-grid';
import { hourHeight, type DayColumn } from './geometry';
import { useTone } from './tones';
import type { Activities } from './use-activities';
import { useDates } from './use-dates';
import type { Grip } from './use-grab';

const useStyles = makeStyles({
  entry: {
    position: 'absolute',
    boxSizing: 'border-box',
    pointerEvents: 'auto',
    overflow: 'hidden',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    justifyContent: 'flex-start',
    gap: '1px',
    padding: `3px ${tokens.spacingHorizontalXS} 2px ${tokens.spacingHorizontalS}`,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    borderLeftStyle: 'solid',
    borderLeftWidth: '3px',
    borderRadius: tokens.borderRadiusMedium,
    // The grid shows between two that stand side by side.
    boxShadow: `0 0 0 1px ${tokens.colorNeutralBackground1}`,
    textAlign: 'left',
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase100,
    cursor: 'pointer',
    // A finger that rests takes it along.
    userSelect: 'none',
    WebkitTouchCallout: 'none',
    ':hover': { zIndex: 1, filter: 'brightness(0.97)' },
    ':focus-visible': {
      zIndex: 2,
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-1px',
    },
    '@media (forced-colors: active)': { border: '1px solid ButtonText' },
  },
  low: {
    // The place says when; what it is gives way last.
    '& > span:nth-of-type(2)': { flexShrink: 1_000 },
    flexDirection: 'row',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    paddingTop: 0,
    paddingBottom: 0,
  },
  moving: { zIndex: 3, boxShadow: tokens.shadow8, cursor: 'grabbing', opacity: 0.92 },
  title: {
    fontWeight: tokens.fontWeightSemibold,
    maxWidth: '100%',
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    overflowWrap: 'anywhere',
    hyphens: 'auto',
  },
  oneLine: { whiteSpace: 'nowrap' },
  more: { whiteSpace: 'nowrap', maxWidth: '100%', overflow: 'hidden', textOverflow: 'ellipsis' },
  repeat: { marginLeft: tokens.spacingHorizontalXXS, verticalAlign: 'text-bottom' },
  cutAbove: { borderTopLeftRadius: 0, borderTopRightRadius: 0 },
  cutBelow: { borderBottomLeftRadius: 0, borderBottomRightRadius: 0 },
  edge: { position: 'absolute', insetInline: 0, bottom: 0, height: '7px', cursor: 'ns-resize' },
  held: { zIndex: 3, outline: `2px solid ${tokens.colorBrandStroke1}`, outlineOffset: '-1px' },
  // Hangs on the lower edge, so that a finger meets it also where the entry is low.
  handle: {
    position: 'absolute',
    zIndex: 3,
    width: '44px',
    height: '44px',
    transform: 'translate(-50%, -50%)',
    pointerEvents: 'auto',
    touchAction: 'none',
    display: 'grid',
    placeItems: 'center',
    cursor: 'ns-resize',
    '::before': {
      content: '""',
      boxSizing: 'border-box',
      width: '16px',
      height: '16px',
      borderRadius: '50%',
      backgroundColor: tokens.colorNeutralBackground1,
      border: `3px solid ${tokens.colorBrandStroke1}`,
    },
  },
});

export interface EntryButtonProps {
  readonly placed: Placed;
  readonly day: DayColumn;
  readonly activities: Activities;
  readonly hintId: string;
  readonly moving: boolean;
  readonly name: string;
  /** A finger has taken it: it has a handle at its end. */
  readonly held: boolean;
  onOpen(): void;
  onStep(step: Partial<Shift>): void;
  onBack(): boolean;
  onDelete(): void;
  onGrab(event: PointerEvent, what: Grip): void;
}

const steps: Readonly<Record<string, Partial<Shift>>> = {
  ArrowUp: { minutes: -15 },
  ArrowDown: { minutes: 15 },
  ArrowLeft: { days: -1 },
  ArrowRight: { days: 1 },
};
const longer: Readonly<Record<string, Partial<Shift>>> = { ArrowUp: { longer: -15 }, ArrowDown: { longer: 15 } };

function onKey(event: KeyboardEvent, { onStep, onDelete, onBack }: EntryButtonProps): void {
  const step = event.altKey ? (event.shiftKey ? longer : steps)[event.key] : undefined;
  if (step !== undefined) onStep(step);
  else if (event.key === 'Delete') onDelete();
  else if (event.key !== 'Escape' || !onBack()) return;
  event.preventDefault();
  event.stopPropagation();
}

export function EntryButton(props: EntryButtonProps): ReactNode {
  const { placed, day, activities, hintId, moving, held, name } = props;
  const { occurrence, top, bottom, column, columns, cut } = placed;
  const styles = useStyles();
  const tone = useTone();
  const { t } = useTranslation();
  const dates = useDates();
  const activity = activities.find(occurrence.activityId);
  const height = ((bottom - top) * hourHeight) / 60;
  const times = dates.times(occurrence.from, occurrence.to);
  const activityName = activities.nameOf(occurrence.activityId);
  const width = day.width / columns;

  return (
    <button
      type="button"
      aria-label={name}
      aria-describedby={hintId}
      data-entry
      className={mergeClasses(
        styles.entry,
        tone(activity?.icon),
        height < 36 && styles.low,
        moving && styles.moving,
        held && styles.held,
        cut.before && styles.cutAbove,
        cut.after && styles.cutBelow,
      )}
      style={{
        top: `${(100 * top) / minutesOfDay}%`,
        height: `${(100 * (bottom - top)) / minutesOfDay}%`,
        left: `calc(${day.left + column * width}% + 2px)`,
        width: `calc(${width}% - 5px)`,
      }}
      onClick={props.onOpen}
      onKeyDown={(event) => onKey(event, props)}
      onPointerDown={(event) => props.onGrab(event, 'whole')}
    >
      <span className={mergeClasses(styles.title, height < 66 && styles.oneLine)}>
        {occurrence.title || activityName}
        {occurrence.repeat !== null && (
          <ArrowRepeatAllRegular className={styles.repeat} aria-label={t('calendar.repeats')} />
        )}
      </span>
      {height >= 52 && occurrence.title !== '' && <span className={styles.more}>{activityName}</span>}
      <span className={styles.more}>{height < 36 ? times.slice(0, 5) : times}</span>
      {!cut.after && <EntryEdge onGrab={props.onGrab} />}
    </button>
  );
}

/** What a mouse pulls to make an entry longer or shorter. */
function EntryEdge({ onGrab }: Pick<EntryButtonProps, 'onGrab'>): ReactNode {
  const styles = useStyles();
  return (
    <span
      className={styles.edge}
      aria-hidden
      onPointerDown={(event) => {
        // Too low for a finger.
        if (event.pointerType === 'touch') return;
        event.stopPropagation();
        onGrab(event, 'end');
      }}
    />
  );
}

/** What a finger pulls to make an entry longer or shorter. */
export function EntryHandle({ placed, day, onGrab }: Pick<EntryButtonProps, 'placed' | 'day' | 'onGrab'>): ReactNode {
  const styles = useStyles();
  const width = day.width / placed.columns;
  return (
    <span
      aria-hidden
      data-handle
      className={styles.handle}
      style={{
        top: `${(100 * placed.bottom) / minutesOfDay}%`,
        left: `${day.left + (placed.column + 0.5) * width}%`,
      }}
      onPointerDown={(event) => onGrab(event, 'handle')}
    />
  );
}
