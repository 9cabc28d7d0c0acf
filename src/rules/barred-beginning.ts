import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/min';

/**
 * How a barred number begins, as numbers are known here: E.164, or the digits of a short number. `0939` in Sweden is
 * `+46939`, `00 44` is `+44`.
 */
export function barredBeginning(typed: string, country: string): string {
  const digits = typed.replace(/[^+0-9]/g, '').replace(/^00/, '+');
  const own = isSupportedCountry(country) ? `+${getCountryCallingCode(country)}` : null;
  return own !== null && digits.startsWith('0') ? `${own}${digits.slice(1)}` : digits;
}
