/** Longest name that is looked at; the longest of IANA's has 32 characters. */
const longestTimeZone = 64;

/** Names that were found right. To look takes a fifth of a millisecond, and every window tells the name of its zone. */
const known = new Set<string>();
/** More than there are; only who plays with upper and lower case has more. */
const mostKnown = 1_000;

/**
 * Whether this is the IANA name of a time zone that this machine can count in; `+02:00` is no zone, since it knows no
 * summer time.
 */
export function isTimeZone(text: string): boolean {
  if (known.has(text)) return true;
  if (text.length > longestTimeZone || !/^[A-Za-z]/.test(text)) return false;
  try {
    Intl.DateTimeFormat('en', { timeZone: text });
    if (known.size >= mostKnown) known.clear();
    known.add(text);
    return true;
  } catch {
    return false;
  }
}

/** This computer's zone, IANA name; it may change while the page is open. */
export const computerTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zone in which a person reads times: the chosen one, else the computer's, else the organisation's. */
export function timeZoneFor(chosen: string | null, computer: string | null, organisation: string): string {
  if (chosen === 'organisation') return organisation;
  return [chosen, computer].find((zone) => zone !== null && isTimeZone(zone)) ?? organisation;
}
