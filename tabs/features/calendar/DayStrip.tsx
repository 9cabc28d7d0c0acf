import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Occurrence } from '../../../src/contract/calendar/calendar';
import { placeDay } from '../../view-models/calendar-grid';
import { useDates } from './use-dates';

const useStyles = makeStyles({
  days: {
    display: 'grid',
    gridTemplateColumns: 'repeat(7, minmax(0, 1fr))',
    padding: `0 ${tokens.spacingHorizontalS}`,
  },
  day: {
    display: 'grid',
    justifyItems: 'center',
    gap: '2px',
    padding: '2px 0',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    font: 'inherit',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    cursor: 'pointer',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  number: {
    position: 'relative',
    display: 'grid',
    placeItems: 'center',
    width: '34px',
    height: '34px',
    borderRadius: '50%',
    fontSize: tokens.fontSizeBase300,
    color: tokens.colorNeutralForeground1,
  },
  today: { color: tokens.colorBrandForeground1, fontWeight: tokens.fontWeightSemibold },
  on: { backgroundColor: tokens.colorBrandBackground, color: tokens.colorNeutralForegroundOnBrand },
  dot: {
    '::after': {
      content: '""',
      position: 'absolute',
      bottom: '4px',
      width: '4px',
      height: '4px',
      borderRadius: '50%',
      backgroundColor: 'currentColor',
    },
  },
});

export interface DayStripProps {
  readonly dates: readonly string[];
  readonly date: string;
  readonly today: string;
  readonly occurrences: readonly Occurrence[];
  onDate(date: string): void;
}

/** Where only one day has room: the week around it, with a dot where something is planned. */
export function DayStrip({ dates, date, today, occurrences, onDate }: DayStripProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { letter, long } = useDates();
  return (
    <div role="group" aria-label={t('calendar.days')} className={styles.days}>
      {dates.map((each) => {
        const planned = placeDay(each, occurrences).length > 0;
        return (
          <button
            key={each}
            type="button"
            className={styles.day}
            aria-label={planned ? t('calendar.hasEntries', { day: long(each) }) : long(each)}
            aria-current={each === date ? 'date' : undefined}
            onClick={() => onDate(each)}
          >
            {letter(each)}
            <span
              className={mergeClasses(
                styles.number,
                each === today && styles.today,
                each === date && styles.on,
                planned && styles.dot,
              )}
            >
              {Number(each.slice(8))}
            </span>
          </button>
        );
      })}
    </div>
  );
}
