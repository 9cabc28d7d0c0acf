import parsePhoneNumber, { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/min';
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/min';
import type { PhoneLibrary } from './numbers';

/** libphonenumber-js with its metadata is as large as all of the tab, which therefore imports this file late. */
export const phoneLibrary: PhoneLibrary = {
  parse(digits, country) {
    const number =
      possible(digits, country) ?? (digits.startsWith('00') ? possible(`+${digits.slice(2)}`, country) : null);
    return number === null ? null : settled(number.number);
  },
  isValid: (e164) => parsePhoneNumber(e164)?.isValid() === true,
  isWholeNumber(digits, country) {
    const number = possible(digits, country);
    return number !== null && number.isValid() && possible(`0${digits}`, country)?.number !== number.number;
  },
  withTrunkZero(international) {
    const number = parsePhoneNumber(international.replace(/^00/, '+'));
    if (number === undefined) return international;
    const { countryCallingCode, nationalNumber } = number;
    return `+${countryCallingCode}${beginsWithZero(countryCallingCode) ? '0' : ''}${nationalNumber}`;
  },
  international: (e164) => parsePhoneNumber(e164)?.formatInternational() ?? e164,
  national(e164, country) {
    const number = parsePhoneNumber(e164);
    if (number === undefined) return e164;
    const isOurs = isSupportedCountry(country) && getCountryCallingCode(country) === number.countryCallingCode;
    return isOurs ? number.formatNational() : number.formatInternational();
  },
};

/** An E.164 number with another country code than the country's own; short numbers are its own. */
export const isAbroad = (number: string, country: string): boolean =>
  number.startsWith('+') && !(isSupportedCountry(country) && number.startsWith(`+${getCountryCallingCode(country)}`));

/** Read once more, a number stays what it is: nonsense of many zeros loses one at each reading. */
function settled(e164: string): string | null {
  const again = possible(e164)?.number ?? null;
  return again === null || again === e164 ? again : settled(again);
}

function possible(text: string, country?: string): PhoneNumber | null {
  const number = parsePhoneNumber(text, country as CountryCode | undefined);
  return number?.isPossible() ? number : null;
}

/**
 * Whether a zero belongs to the numbers behind a country code, as in Italy; elsewhere it is dialled only within the
 * country.
 * Fewer than seven digits with a zero are services, which exist in more countries.
 */
function beginsWithZero(callingCode: string): boolean {
  return [7, 8, 9, 10, 11].some((length) => {
    const number = parsePhoneNumber(`+${callingCode}${'0'.padEnd(length, '1')}`);
    return number?.isValid() === true && number.nationalNumber.startsWith('0');
  });
}
