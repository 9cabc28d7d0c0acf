import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarPage, Occurrence } from '../../../src/contract/calendar/calendar';
import { isoWeek, plusDays } from '../../../src/contract/calendar/wall';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import { cellMinutes, dateOf, minutesOf, minutesOfDay, wallAt } from '../../view-models/calendar-grid';
import { bodyHeight, dayColumns, headHeight, hourHeight, hoursWidth, templateOf, type DayColumn } from './geometry';
import { DayMarks } from './DayMarks';
import { GridEntries } from './GridEntries';
import { GridCells, cellId } from './GridCells';
import type { Activities } from './use-activities';
import { useDates } from './use-dates';
import { entryKey, type Entries } from './use-entries';
import { useGrab, type Range } from './use-grab';
import type { Shifts } from './use-shifts';

const useStyles = makeStyles({
  scroll: {
    flex: 1,
    minHeight: 0,
    overflowY: 'auto',
    overflowX: 'hidden',
    position: 'relative',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 4,
    display: 'grid',
    height: `${headHeight}px`,
    boxSizing: 'border-box',
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  week: {
    display: 'grid',
    placeItems: 'center',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    fontWeight: tokens.fontWeightRegular,
  },
  day: {
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    paddingLeft: tokens.spacingHorizontalS,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    borderTop: '3px solid transparent',
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    minWidth: 0,
  },
  number: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground1,
  },
  today: {
    borderTopColor: tokens.colorBrandStroke1,
    color: tokens.colorBrandForeground1,
    fontWeight: tokens.fontWeightSemibold,
    '& > span': { color: tokens.colorBrandForeground1 },
  },
  layer: {
    position: 'absolute',
    left: `${hoursWidth}px`,
    right: 0,
    top: `${headHeight}px`,
    height: `${bodyHeight}px`,
    pointerEvents: 'none',
  },
  mark: {
    position: 'absolute',
    boxSizing: 'border-box',
    backgroundColor: tokens.colorBrandBackground2,
    border: `1px solid ${tokens.colorBrandStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

export interface CalendarGridProps {
  readonly dates: readonly string[];
  readonly page: CalendarPage | undefined;
  readonly pending: boolean;
  readonly title: string;
  readonly activities: Activities;
  readonly entries: Entries;
  readonly shifts: Shifts;
  /** The minute of today at which the grid begins to be looked at. */
  readonly nowMinutes: number | null;
  onCreate(from: string, to?: string): void;
  onOpen(occurrence: Occurrence): void;
  /** Another week, or day, with this date in it. */
  onGo(date: string): void;
}

/** Days side by side, hours below each other: a grid of times to be planned, and over it what is planned. */
export function CalendarGrid(props: CalendarGridProps): ReactNode {
  const { dates, page, pending, title, activities, entries, shifts } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const today = useStore(useServices().localTime, (value) => value.today);
  const columns = useMemo(() => dayColumns(dates), [dates]);
  const template = useMemo(() => templateOf(columns), [columns]);
  const layer = useRef<HTMLDivElement>(null);
  const [mark, setMark] = useState<Range | null>(null);
  const scroll = useFirstHour(props.nowMinutes);
  const [held, setHeld] = useState<string | null>(null);
  const grab = useGrab({
    layer,
    scroller: scroll,
    columns,
    shifts,
    onMark: setMark,
    onMarked: ({ day, from, to }) => props.onCreate(wallAt(dates[day] ?? today, from), wallAt(dates[day] ?? today, to)),
    onHeld: (occurrence) => setHeld(entryKey(occurrence)),
  });
  const cells = useCells(props, today);
  const cellHint = useId();
  useFocusStays(layer);
  return (
    <div className={styles.scroll} ref={scroll}>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its cells have the focus */}
      <div
        role="grid"
        aria-label={title}
        aria-busy={pending}
        aria-describedby={cellHint}
        onKeyDown={cells.onKeyDown}
        onFocus={cells.onFocus}
        onPointerDown={(event) => {
          setHeld(null);
          if (cellOf(event.target) !== null) grab.time(event);
        }}
        onClick={(event: MouseEvent) => {
          const cell = cellOf(event.target);
          if (cell !== null && !grab.wasDrag()) props.onCreate(cell);
        }}
      >
        <Head {...{ dates, template, today }} />
        <GridCells dates={dates} today={today} template={template} current={cells.current} />
      </div>
      <div ref={layer} className={styles.layer} role="group" aria-label={title} aria-busy={pending}>
        <DayMarks days={page?.days ?? []} columns={columns} />
        <GridEntries
          occurrences={page?.occurrences ?? []}
          {...{ columns, activities, entries, shifts, grab, held }}
          onOpen={props.onOpen}
        />
        {mark !== null && <Mark range={mark} columns={columns} />}
      </div>
      <p id={cellHint} className={styles.hidden}>
        {t('calendar.cellKeys')}
      </p>
    </div>
  );
}

const cellOf = (target: EventTarget): string | null =>
  target instanceof HTMLElement ? (target.closest<HTMLElement>('[data-cell]')?.dataset['cell'] ?? null) : null;

function Head({ dates, template, today }: { dates: readonly string[]; template: string; today: string }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { weekday, long } = useDates();
  return (
    <div role="row" className={styles.head} style={{ gridTemplateColumns: `${hoursWidth}px ${template}` }}>
      <div role="columnheader" className={styles.week}>
        {t('calendar.weekNumber', { week: isoWeek(dates[0] ?? today) })}
      </div>
      {dates.map((date) => (
        <div
          key={date}
          role="columnheader"
          aria-label={long(date)}
          aria-current={date === today ? 'date' : undefined}
          className={mergeClasses(styles.day, date === today && styles.today)}
        >
          {weekday(date)}
          <span className={styles.number}>{Number(date.slice(8))}</span>
        </div>
      ))}
    </div>
  );
}

/** What a drag over empty times would plan. */
function Mark({ range, columns }: { range: Range; columns: readonly DayColumn[] }): ReactNode {
  const styles = useStyles();
  const { left = 0, width = 0 } = columns[range.day] ?? {};
  const percent = (minutes: number): string => `${(100 * minutes) / minutesOfDay}%`;
  return (
    <div
      data-mark
      className={styles.mark}
      style={{ left: `${left}%`, width: `${width}%`, top: percent(range.from), height: percent(range.to - range.from) }}
    />
  );
}

interface Cells {
  readonly current: string;
  onKeyDown(event: KeyboardEvent): void;
  onFocus(event: { readonly target: EventTarget }): void;
}

const stepsOfKeys: Readonly<Record<string, readonly [days: number, minutes: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -cellMinutes],
  ArrowDown: [0, cellMinutes],
};

/** The cell where the focus is, or would be; keys take it along, also to other weeks. */
function useCells({ dates, nowMinutes, onCreate, onGo }: CalendarGridProps, today: string): Cells {
  const [chosen, setChosen] = useState<string | null>(null);
  const grid = useRef<string | null>(null);
  const usual = cellId(
    dates.includes(today) ? today : (dates[0] ?? today),
    nowMinutes === null
      ? 8 * 60
      : Math.min(minutesOfDay - cellMinutes, Math.ceil(nowMinutes / cellMinutes) * cellMinutes),
  );
  const current = chosen !== null && dates.includes(dateOf(chosen)) ? chosen : usual;
  useEffect(() => {
    if (grid.current === null || !dates.includes(dateOf(grid.current))) return;
    document.querySelector<HTMLElement>(`[data-cell="${grid.current}"]`)?.focus();
    grid.current = null;
  }, [dates]);

  function go(cell: string): void {
    setChosen(cell);
    if (dates.includes(dateOf(cell))) return document.querySelector<HTMLElement>(`[data-cell="${cell}"]`)?.focus();
    grid.current = cell;
    onGo(dateOf(cell));
  }

  return {
    current,
    onFocus({ target }) {
      const cell = cellOf(target);
      if (cell !== null) setChosen(cell);
    },
    onKeyDown(event) {
      const cell = cellOf(event.target);
      if (cell === null || event.altKey || event.ctrlKey || event.metaKey) return;
      const [date, minutes] = [dateOf(cell), minutesOf(cell)];
      const step = stepsOfKeys[event.key];
      const page = event.key === 'PageUp' ? -dates.length : event.key === 'PageDown' ? dates.length : null;
      if (step !== undefined) {
        const next = minutes + step[1];
        if (next >= 0 && next < minutesOfDay) go(cellId(plusDays(date, step[0]), next));
      } else if (page !== null) go(cellId(plusDays(date, page), minutes));
      else if (event.key === 'Home') go(cellId(dates[0] ?? date, minutes));
      else if (event.key === 'End') go(cellId(dates.at(-1) ?? date, minutes));
      else if (event.key === 'Enter' || event.key === ' ') onCreate(cell);
      else return;
      event.preventDefault();
    },
  };
}

/** At first one sees the working day, or the time that it is. */
function useFirstHour(nowMinutes: number | null) {
  const scroll = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const isAtWork = nowMinutes === null || (nowMinutes >= 8 * 60 && nowMinutes < 17 * 60);
    const first = isAtWork ? 7 * 60 : Math.max(0, nowMinutes - 120);
    if (scroll.current !== null) scroll.current.scrollTop = (first * hourHeight) / 60;
    // Once: afterwards the person scrolls.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return scroll;
}

/** An entry that moves among its siblings keeps the focus that the browser takes from it. */
function useFocusStays(layer: RefObject<HTMLElement | null>): void {
  const focused = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const before = focused.current;
    if (before?.isConnected === true && document.activeElement === document.body) before.focus();
    const active = document.activeElement;
    focused.current = active instanceof HTMLElement && layer.current?.contains(active) === true ? active : null;
  });
}
