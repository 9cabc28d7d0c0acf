import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { momentFormat, type MomentOptions } from '../../../src/contract/moments';
import { dateOf, timeOf } from '../../view-models/calendar-grid';

export interface Dates {
  /** `Thursday 26 November` */
  long(date: string): string;
  /** `Thu` */
  weekday(date: string): string;
  /** `T` */
  letter(date: string): string;
  /** `Thu 26 Nov` */
  short(date: string): string;
  /** `23–29 November 2026`, or one whole date. */
  period(from: string, to: string): string;
  /** `10:00–10:30`; what ends on another day says which. */
  times(from: string, to: string): string;
}

/** Dates as the language writes them. A date is no moment: all of them are read in one zone, that of the wall. */
export function useDates(): Dates {
  const { language } = useTranslation().i18n;
  return useMemo(() => {
    const format = (options: MomentOptions) => momentFormat(language, 'UTC', options);
    const noon = (date: string): number => Date.parse(`${dateOf(date)}T12:00:00Z`);
    const of = (options: MomentOptions) => {
      const made = format(options);
      return (date: string): string => made.format(noon(date)).replace(',', '');
    };
    const capital = (text: string): string => text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
    const weekday = of({ weekday: 'short' });
    const letter = of({ weekday: 'narrow' });
    const short = of({ weekday: 'short', day: 'numeric', month: 'short' });
    const long = of({ weekday: 'long', day: 'numeric', month: 'long' });
    const period = format({ day: 'numeric', month: 'long', year: 'numeric' });
    return {
      long,
      weekday: (date) => capital(weekday(date)),
      letter: (date) => letter(date).toLocaleUpperCase(language),
      short: (date) => capital(short(date)),
      period: (from, to) =>
        (from === to ? period.format(noon(from)) : period.formatRange(noon(from), noon(to))).replace(' – ', '–'),
      times: (from, to) => {
        const isNextMidnight = timeOf(to) === '00:00' && dateOf(from) < dateOf(to);
        const other = dateOf(from) === dateOf(to) || isNextMidnight ? '' : `${short(to)} `;
        return `${timeOf(from)}–${other}${timeOf(to)}`;
      },
    };
  }, [language]);
}
