import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarDay } from '../../../src/contract/calendar/calendar';
import { useServerNow } from '../../ui/use-now';
import { minutesOfDay, timeText } from '../../view-models/calendar-grid';
import type { DayColumn } from './geometry';

const useStyles = makeStyles({
  now: { position: 'absolute', height: 0, borderTop: `2px solid ${tokens.colorPaletteRedBorderActive}`, zIndex: 2 },
  dot: {
    position: 'absolute',
    left: '-5px',
    top: '-6px',
    width: '10px',
    height: '10px',
    borderRadius: '50%',
    backgroundColor: tokens.colorPaletteRedBorderActive,
  },
  jump: {
    position: 'absolute',
    boxSizing: 'border-box',
    padding: '2px 4px',
    fontSize: tokens.fontSizeBase100,
    lineHeight: tokens.lineHeightBase100,
    color: tokens.colorNeutralForeground3,
    backgroundColor: tokens.colorNeutralBackground3,
    borderTop: `1px dashed ${tokens.colorNeutralStrokeAccessible}`,
    borderBottom: `1px dashed ${tokens.colorNeutralStrokeAccessible}`,
    overflow: 'hidden',
  },
});

const percent = (minutes: number): string => `${(100 * minutes) / minutesOfDay}%`;
const minutesOfTime = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The minute that a clock on the wall shows at a moment of the day. */
function wallMinutes({ startMs, jump }: CalendarDay, ms: number): number {
  const passed = (ms - startMs) / 60_000;
  if (jump === null) return passed;
  const changesAt = minutesOfTime(jump.at) - Math.min(jump.minutes, 0);
  return passed < changesAt ? passed : passed + jump.minutes;
}

/** Over the days: the time that it is, and the hour that the clocks leave out or show twice. */
export function DayMarks({
  days,
  columns,
}: {
  days: readonly CalendarDay[];
  columns: readonly DayColumn[];
}): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const nowMs = useServerNow(true);
  return days.map((day) => {
    const column = columns.find(({ date }) => date === day.date);
    if (column === undefined) return null;
    const place = { left: `${column.left}%`, width: `${column.width}%` };
    const isToday = day.startMs <= nowMs && nowMs < day.endMs;
    return [
      day.jump !== null && (
        <Jump key={`${day.date} jump`} jump={day.jump} place={place} className={styles.jump} t={t} />
      ),
      isToday && (
        <div
          key={`${day.date} now`}
          className={styles.now}
          style={{ ...place, top: percent(wallMinutes(day, nowMs)) }}
          data-now
        >
          <span className={styles.dot} />
        </div>
      ),
    ];
  });
}

interface JumpProps {
  readonly jump: NonNullable<CalendarDay['jump']>;
  readonly place: { readonly left: string; readonly width: string };
  readonly className: string;
  readonly t: (key: string, values: Record<string, string>) => string;
}

function Jump({ jump: { at, minutes }, place, className, t }: JumpProps): ReactNode {
  const from = minutesOfTime(at);
  const to = from + Math.abs(minutes);
  const text = t(minutes > 0 ? 'calendar.noSuchTime' : 'calendar.twice', { from: timeText(from), to: timeText(to) });
  return (
    <div className={className} style={{ ...place, top: percent(from), height: percent(to - from) }}>
      {text}
    </div>
  );
}
