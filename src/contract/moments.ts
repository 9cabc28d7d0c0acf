/**
 * Moments as text, and as clocks on a wall show them. This is the only place that makes them: whoever wants one says
 * in which language and in which time zone, so that none is ever the machine's by accident.
 */
export type MomentOptions = Omit<Intl.DateTimeFormatOptions, 'timeZone' | 'hourCycle' | 'hour12'>;

const made = new Map<string, Intl.DateTimeFormat>();
/** More than the languages, the zones of one office and the kinds of text; beyond it somebody asks for all zones. */
const mostMade = 2_000;

/** Hours go from 00 to 23 in every language, and English is British. Making one costs a hundred times its use. */
export function momentFormat(language: string, timeZone: string, options: MomentOptions): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${JSON.stringify(options)}`;
  let format = made.get(key);
  if (format === undefined) {
    if (made.size >= mostMade) made.clear();
    const locale = language.startsWith('en') ? 'en-GB' : language;
    const hours = options.hour === undefined ? {} : ({ hourCycle: 'h23' } as const);
    format = new Intl.DateTimeFormat(locale, { ...options, ...hours, timeZone });
    made.set(key, format);
  }
  return format;
}

const wholeWall = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
} as const;

/** What calendar and clock show in a zone, whatever the season: `2026-11-22T14:02:33`. */
export function wallIn(timeZone: string, ms: number): string {
  const parts = momentFormat('en', timeZone, wholeWall).formatToParts(ms);
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year').padStart(4, '0')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:${of('second')}`;
}

/** The same as a line of a list has it: `2026-11-22 14:02:33`. */
export const momentText = (timeZone: string, ms: number): string => wallIn(timeZone, ms).replace('T', ' ');
