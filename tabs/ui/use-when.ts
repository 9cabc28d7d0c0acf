import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
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
  /** What is to come: `14:02`, `Thu 08:00`, `24 Dec 08:00`. */
  until(ms: number): string;
  /** The date, `2026-11-22`. */
  date(ms: number): string;
}

/** Times as the person's language writes them, in the person's time zone: the only way in which times get on screen. */
export function useWhen(): When {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const { zone, today } = useStore(useServices().localTime, (value) => value);
  return useMemo(() => {
    const { time, weekday, date, dated, near, far } = formatsIn(language, zone);
    const capital = (text: string): string => text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
    const day = (of: string): string => {
      // A date is no moment: written in the zone in which it was read.
      const noon = Date.parse(`${of}T12:00:00Z`);
      const ago = daysBetween(of, today);
      if (ago === 0) return t('history.today');
      if (ago === 1) return t('history.yesterday');
      if (ago > 1 && ago < 7) return capital(weekday.format(noon));
      return capital((of.slice(0, 4) === today.slice(0, 4) ? date : dated).format(noon));
    };
    const dateOf = (ms: number): string => dateIn(zone, ms);
    const ahead = (of: string): string => {
      const days = daysBetween(today, of);
      const noon = Date.parse(`${of}T12:00:00Z`);
      return days === 0 ? '' : `${(days > 0 && days < 7 ? near : far).format(noon)} `;
    };
    return {
      time: (ms) => time.format(ms),
      day,
      date: dateOf,
      until: (ms) => `${ahead(dateOf(ms))}${time.format(ms)}`,
      dayAndTime: (ms) => `${day(dateOf(ms))} ${time.format(ms)}`,
    };
  }, [t, language, zone, today]);
}

type Formats = Record<'time' | 'weekday' | 'date' | 'dated' | 'near' | 'far', Intl.DateTimeFormat>;
const made = new Map<string, Formats>();

/** Shared by all rows: making formats is slow. */
function formatsIn(language: string, zone: string): Formats {
  const key = `${language} ${zone}`;
  let formats = made.get(key);
  if (formats === undefined) {
    const utc = { timeZone: 'UTC' } as const;
    formats = {
      time: new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }),
      weekday: new Intl.DateTimeFormat(language, { weekday: 'long', ...utc }),
      date: new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'long', ...utc }),
      dated: new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric', ...utc }),
      near: new Intl.DateTimeFormat(language, { weekday: 'short', ...utc }),
      far: new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', ...utc }),
    };
    made.set(key, formats);
  }
  return formats;
}
