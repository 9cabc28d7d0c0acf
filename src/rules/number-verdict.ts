import parsePhoneNumber from 'libphonenumber-js/max';

/** What costs more than a call, or leads to somebody who earns by it. */
const dear: ReadonlySet<string | undefined> = new Set(['PREMIUM_RATE', 'SHARED_COST', 'PERSONAL_NUMBER', 'PAGER']);

/**
 * The country of an E.164 number to which a call may be sent on; null = nobody may: premium rate, satellite and other
 * numbers of no country, short and emergency numbers, and what is no number.
 */
export function countryOfForward(number: string): string | null {
  const read = /^\+[1-9][0-9]{6,14}$/.test(number) ? parsePhoneNumber(number) : undefined;
  return read?.isValid() === true && !dear.has(read.getType()) ? (read.country ?? null) : null;
}
