/** The parts of libphonenumber-js that we use; loaded after the first view, see load-phone-library.ts. */
export interface PhoneLibrary {
  /** E.164 of a possible number, else null. */
  parse(text: string, country: string): string | null;
  /** International notation of an E.164 number, e.g. `+46 8 519 200 11`. */
  format(e164: string): string;
}

/** Longest extension that is dialled as typed; anything longer is read as a number of the organisation's country. */
const longestExtension = 5;

/** What remains of any notation: digits, *, #, and a leading +. Null when the text is no number at all. */
export function bareNumber(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^tel:/i, '')
    // "+46 (0)8" is written so that both callers can read it; the (0) is never dialled after a country code.
    .replace(/^(\+\d{1,3})\s*\(0\)/, '$1')
    .replace(/[\s().\-/\u00a0\u2010-\u2015]/g, '');
  return /^\+?[0-9*#]{1,24}$/.test(bare) ? bare : null;
}

/** What to dial for the text as typed or pasted: E.164 where it is an outside number, else as it stands. */
export function dialTarget(text: string, country: string, library: PhoneLibrary | null): string | null {
  const bare = bareNumber(text);
  if (bare === null || bare.length <= longestExtension || /[*#]/.test(bare)) return bare;
  return library?.parse(bare, country) ?? bare;
}

/** A number as people read it. Extensions and service codes stay as they are. */
export function readableNumber(number: string, library: PhoneLibrary | null): string {
  return number.startsWith('+') && library ? library.format(number) : number;
}
