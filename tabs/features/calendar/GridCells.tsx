import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { weekdayOf } from '../../../src/contract/calendar/wall';
import { cellMinutes, minutesOfDay, timeText } from '../../view-models/calendar-grid';
import { hourHeight, hoursWidth } from './geometry';
import { useDates } from './use-dates';

const rowHeight = (hourHeight * cellMinutes) / 60;
const rows = Array.from({ length: minutesOfDay / cellMinutes }, (_, index) => index * cellMinutes);

const useStyles = makeStyles({
  row: { display: 'grid', height: `${rowHeight}px`, boxSizing: 'border-box' },
  hour: {
    position: 'relative',
    top: '-8px',
    paddingRight: tokens.spacingHorizontalS,
    textAlign: 'right',
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase100,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
  unseen: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  cell: {
    boxSizing: 'border-box',
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  full: { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  half: { borderTop: `1px dotted ${tokens.colorNeutralStroke3}` },
  first: { borderTopColor: 'transparent' },
  weekend: { backgroundColor: tokens.colorNeutralBackground3 },
  today: { backgroundColor: tokens.colorNeutralBackground2 },
});

export interface GridCellsProps {
  readonly dates: readonly string[];
  readonly today: string;
  readonly template: string;
  /** The cell that Tab reaches: date and minute. */
  readonly current: string;
}

/** The name of a cell in the page. */
export const cellId = (date: string, minutes: number): string => `${date}T${timeText(minutes)}`;

/** The times of the days, half an hour each; entries lie over them. */
export const GridCells = memo(function GridCells({ dates, today, template, current }: GridCellsProps): ReactNode {
  const styles = useStyles();
  const { long } = useDates();
  const names = dates.map(long);
  return rows.map((minutes) => (
    <div key={minutes} role="row" className={styles.row} style={{ gridTemplateColumns: `${hoursWidth}px ${template}` }}>
      <div role="rowheader" className={styles.hour}>
        <span className={minutes % 60 === 0 && minutes > 0 ? undefined : styles.unseen}>{timeText(minutes)}</span>
      </div>
      {dates.map((date, index) => (
        <div
          key={date}
          role="gridcell"
          tabIndex={current === cellId(date, minutes) ? 0 : -1}
          data-cell={cellId(date, minutes)}
          aria-label={`${names[index]} ${timeText(minutes)}`}
          className={mergeClasses(
            styles.cell,
            minutes % 60 === 0 ? styles.full : styles.half,
            minutes === 0 && styles.first,
            dates.length > 1 && weekdayOf(date) > 5 && styles.weekend,
            dates.length > 1 && date === today && styles.today,
          )}
        />
      ))}
    </div>
  ));
});
