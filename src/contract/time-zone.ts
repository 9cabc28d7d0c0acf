/** Longest name that is looked at; the longest of IANA's has 32 characters. */
const longestTimeZone = 64;

/**
 * Whether this is the IANA name of a time zone that this machine can count in; `+02:00` is no zone, since it knows no
 * summer time.
 */
export function isTimeZone(text: string): boolean {
  if (text.length > longestTimeZone || !/^[A-Za-z]/.test(text)) return false;
  try {
    Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/** The zone in which a person reads times: the chosen one, else the computer's, else the organisation's. */
export function timeZoneFor(chosen: string | null, computer: string | null, organisation: string): string {
  if (chosen === 'organisation') return organisation;
  return [chosen, computer].find((zone) => zone !== null && isTimeZone(zone)) ?? organisation;
}
