import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { momentFormat, momentText, wallIn, type MomentOptions } from '../../src/contract/moments';
import { useServices } from './services';
import { useStore } from './use-store';
import { dateIn, daysBetween } from '../view-models/calendar-day';

export interface When {
  /** `14:02` */
  time(ms: number): string;
  /** `Today`, `Yesterday`, a weekday within the week, else a date; of a date `2026-11-22`. */
  day(date: string): string;
  /** `Today 14:02` */
  dayAndTime(ms: number): string;
  /** In a sentence, after until or since: `14:02`, `Thu 08:00` of what is to come, `24 Dec 08:00`. */
  until(ms: number): string;
  /** The date, `2026-11-22`. */
  date(ms: number): string;
  /** To the second, as a log has it: `2026-11-22 14:02:33`. */
  exact(ms: number): string;
}

export interface Place {
  readonly zone: string;
  /** The date there. */
  readonly today: string;
}

/**
 * Times as the person's language writes them: the only way in which times get on screen.
 * @param where the person's own time zone unless it is said
 */
export function useWhen(where?: Place): When {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const own = useStore(useServices().localTime, (value) => value);
  const { zone, today } = where ?? own;
  return useMemo(() => {
    const time = (ms: number): string => wallIn(zone, ms).slice(11, 16);
    // A date is no moment: written in the zone in which it was read.
    const written = (of: string, as: MomentOptions): string =>
      momentFormat(language, 'UTC', as)
        .format(Date.parse(`${of}T12:00:00Z`))
        .replace(',', '');
    const capital = (text: string): string => text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
    const day = (of: string): string => {
      const ago = daysBetween(of, today);
      if (ago === 0) return t('history.today');
      if (ago === 1) return t('history.yesterday');
      if (ago > 1 && ago < 7) return capital(written(of, weekday));
      return capital(written(of, of.slice(0, 4) === today.slice(0, 4) ? date : dated));
    };
    const dateOf = (ms: number): string => dateIn(zone, ms);
    const ahead = (of: string): string => {
      const days = daysBetween(today, of);
      return days === 0 ? '' : `${written(of, days > 0 && days < 7 ? near : far)} `;
    };
    return {
      time,
      day,
      date: dateOf,
      exact: (ms) => momentText(zone, ms),
      until: (ms) => `${ahead(dateOf(ms))}${time(ms)}`,
      dayAndTime: (ms) => `${day(dateOf(ms))} ${time(ms)}`,
    };
  }, [t, language, zone, today]);
}

const [weekday, date, dated, near, far] = [
  { weekday: 'long' },
  { weekday: 'short', day: 'numeric', month: 'long' },
  { day: 'numeric', month: 'long', year: 'numeric' },
  { weekday: 'short' },
  { day: 'numeric', month: 'short' },
] as const satisfies readonly MomentOptions[];
