import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../app/services';
import { daysAgo, localDate } from '../view-models/call-list';

export interface When {
  /** `14:02` */
  time(ms: number): string;
  /** `Today`, `Yesterday`, a weekday within the week, else a date; of a local date `2026-11-22`. */
  day(date: string): string;
  /** `Today 14:02` */
  dayAndTime(ms: number): string;
}

/** Times as the person's language writes them. */
export function useWhen(): When {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const today = useToday();
  return useMemo(() => {
    const timeFormat = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    const weekday = new Intl.DateTimeFormat(language, { weekday: 'long' });
    const date = new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'long' });
    const dated = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric' });
    const capital = (text: string): string => text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
    const day = (of: string): string => {
      const noon = new Date(`${of}T12:00:00`);
      const ago = daysAgo(of, new Date(`${today}T12:00:00`).getTime());
      if (ago === 0) return t('calls.today');
      if (ago === 1) return t('calls.yesterday');
      if (ago > 1 && ago < 7) return capital(weekday.format(noon));
      return capital((of.slice(0, 4) === today.slice(0, 4) ? date : dated).format(noon));
    };
    return { time: (ms) => timeFormat.format(ms), day, dayAndTime: (ms) => `${day(localDate(ms))} ${timeFormat.format(ms)}` };
  }, [t, language, today]);
}

/** The local date, which changes at midnight under a page that stays open. */
function useToday(): string {
  const { clock } = useServices();
  const [today, setToday] = useState(() => localDate(clock.nowMs()));
  useEffect(() => {
    const midnight = new Date(`${today}T00:00:00`);
    midnight.setDate(midnight.getDate() + 1);
    return clock.after(Math.max(1_000, midnight.getTime() - clock.nowMs()), () => setToday(localDate(clock.nowMs())));
  }, [clock, today]);
  return today;
}
