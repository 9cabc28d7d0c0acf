import parsePhoneNumber, { getCountries, getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max';
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/max';

/** What costs more than a call, or leads to somebody who earns by it. */
const dear: ReadonlySet<string | undefined> = new Set(['PREMIUM_RATE', 'SHARED_COST', 'PERSONAL_NUMBER', 'PAGER']);
const international = /^\+[1-9][0-9]{6,14}$/;

/**
 * The country of an E.164 number to which a call may be sent on; null = nobody may: premium rate, satellite and other
 * numbers of no country, short and emergency numbers, and what is no number.
 */
export function countryOfForward(number: string): string | null {
  const read = international.test(number) ? parsePhoneNumber(number) : undefined;
  return read?.isValid() === true && !dear.has(read.getType()) ? (read.country ?? null) : null;
}

/** What a number outside is to somebody who calls it. */
export interface CalledKind {
  readonly country: string;
  /** Premium rate, directory enquiries, short: of the own country, where an organisation may want them. */
  readonly isPremium: boolean;
}

/**
 * Null = nobody calls it: satellite and other numbers of no country, what is dear in other countries, and what is no
 * number.
 * @param own the caller's country
 */
export function kindOfCalled(number: string, own: string): CalledKind | null {
  // 11x is for the common good all over Europe (112, 116 117, 1177, 114 14); 118 is directory enquiries.
  if (/^[1-9][0-9]{1,5}$/.test(number)) return { country: own, isPremium: !/^11(?!8)/.test(number) };
  const read = international.test(number) ? parsePhoneNumber(number) : undefined;
  if (!read) return null;
  if (!read.isValid()) {
    // A series that is newer than our tables: the network of the own country knows. What looks dear is.
    const isOwn = isSupportedCountry(own) && getCountryCallingCode(own) === read.countryCallingCode;
    return isOwn && hasOwnCode(own) && read.isPossible() && !beginsDear(read)
      ? { country: own, isPremium: false }
      : null;
  }
  const { country } = read;
  if (country === undefined) return null;
  if (country === own) return { country, isPremium: read.getType() === 'PREMIUM_RATE' };
  return dear.has(read.getType()) ? null : { country, isPremium: false };
}

/** Nobody but the country, and what belongs to it, has its country code: so not +1. */
const hasOwnCode = (own: CountryCode): boolean =>
  getCountries().filter((each) => getCountryCallingCode(each) === getCountryCallingCode(own)).length <= 2;

/** Some number that begins with the same three digits is premium rate, whatever its length. */
function beginsDear({ countryCallingCode, nationalNumber }: PhoneNumber): boolean {
  // A network may take the zero for the one that is dialled at home.
  if (nationalNumber.startsWith('0')) return true;
  return [5, 6, 7, 8, 9, 10].some((length) => {
    const other = `+${countryCallingCode}${`${nationalNumber.slice(0, 3)}1234567`.slice(0, length)}`;
    return parsePhoneNumber(other)?.getType() === 'PREMIUM_RATE';
  });
}
