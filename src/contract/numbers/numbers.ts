import { emergencyMeant, isEmergencyNumber } from './emergency-numbers';
import { writtenNumber } from './written-number';
import type { WrittenNumber } from './written-number';

/** What we ask of libphonenumber. It is large, so tabs load it after the first view: `phone-library.ts`. */
export interface PhoneLibrary {
  /** E.164 of a possible number, else null. */
  parse(digits: string, country: string): string | null;
  /** Whether somebody can have an E.164 number: `parse` also takes numbers that are only as long as numbers are. */
  isValid(e164: string): boolean;
  /** Whether digits without a leading zero are all that is dialled in the country, since it has no trunk prefix. */
  isWholeNumber(digits: string, country: string): boolean;
  /** An international number with the zero that stood in brackets, where its country's numbers begin with one. */
  withTrunkZero(international: string): string;
  /** An E.164 number for readers everywhere, e.g. `+46 8 519 200 11`. */
  international(e164: string): string;
  /**
   * An E.164 number for readers in a country: `08-519 200 11` in Sweden; numbers of other countries are international.
   */
  national(e164: string, country: string): string;
}

export interface NumberPlan {
  /** ISO 3166 alpha-2: numbers without a country code are this country's. */
  readonly country: string;
  /** Null while it is being loaded: then numbers stay as they were written. */
  readonly library: PhoneLibrary | null;
  /** Whether the organisation has such an extension; extensions win over numbers, but not over emergency numbers. */
  isExtension(digits: string): boolean;
}

export interface ReadNumber {
  /** `code` is a service code with `*` or `#`; `unread` looks like a number and is none of the country's. */
  readonly kind: 'extension' | 'number' | 'code' | 'unread';
  /**
   * What to dial: E.164, the digits of a short number that the network itself understands (112, 116 117), or as
   * written.
   */
  readonly number: string;
  /** Digits that were left out: for after the answer. */
  readonly after: string;
}

/**
 * European services of social value and directory enquiries (EU 2007/116, ITU-T E.164.2): six digits, never a
 * subscriber's.
 */
const sixDigitService = /^11[68][0-9]{3}$/;

/** The one reader of numbers, for what is typed, pasted, linked or dialled. Null when the text is no number. */
export function readNumber(text: string, { country, library, isExtension }: NumberPlan): ReadNumber | null {
  const written = writtenNumber(text);
  if (written === null) return null;
  const { digits, trunkZero, after } = written;
  // No extension stands between anybody and help.
  if (isEmergencyNumber(digits, country)) return { kind: 'number', number: digits, after };
  if (isExtension(digits)) return { kind: 'extension', number: digits, after };
  const help = emergencyMeant(digits, country);
  if (help !== null) return { kind: 'number', number: help, after };
  if (/[*#]/.test(digits)) return { kind: 'code', number: digits, after };
  if (isShort(digits, country, library)) return { kind: 'number', number: digits, after };
  const number = library?.parse(trunkZero ? library.withTrunkZero(digits) : digits, country) ?? null;
  return number === null ? { kind: 'unread', number: asWritten(written), after } : { kind: 'number', number, after };
}

/** Read once more it says the same: a zero that stood in brackets does so again. */
const asWritten = ({ digits, trunkZero }: WrittenNumber): string =>
  trunkZero ? digits.replace(/^(\+|00)([0-9]{0,2})/, '$1$2(0)') : digits;

/** Dialled as it stands: too short for a subscriber's number, or a service. */
function isShort(digits: string, country: string, library: PhoneLibrary | null): boolean {
  if (sixDigitService.test(digits) || /^[1-9][0-9]{1,4}$/.test(digits)) return true;
  return /^[1-9][0-9]{5}$/.test(digits) && library?.isWholeNumber(digits, country) !== true;
}

/**
 * The digits by which a number, or its beginning, is searched: with the country code but without `+` when it was
 * written so.
 * Null when the text is no number.
 */
export function searchedDigits(text: string, library: PhoneLibrary): string | null {
  const written = writtenNumber(text);
  if (written === null || !/[0-9]/.test(written.digits)) return null;
  const international = written.digits.replace(/^00/, '+');
  const settled = written.trunkZero ? library.withTrunkZero(international) : international;
  return settled.replace(/[^0-9]/g, '');
}
