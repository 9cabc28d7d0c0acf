import { phoneLibrary } from '../numbers/phone-library';
import type { NumberFormat } from './choices';

/** What is dialled before a country code, where it is not 00 (ITU-T E.164.D). */
const otherZeros: Readonly<Record<string, string>> = {
  ...{ US: '011', CA: '011', AU: '0011', JP: '010', HK: '001', SG: '001', KR: '001', TW: '002' },
};
const zerosOf = (country: string): string => otherZeros[country] ?? '00';

/** A number as an operator wants it. Short numbers, help above all, go as they are. */
export function written(number: string, format: NumberFormat, country: string): string {
  if (!number.startsWith('+')) return number;
  const digits = number.slice(1);
  if (format === 'plus') return number;
  if (format === 'digits') return digits;
  if (format === 'national') {
    const national = phoneLibrary.national(number, country);
    if (!national.startsWith('+')) return national.replaceAll(/[^0-9]/g, '');
  }
  return `${zerosOf(country)}${digits}`;
}

/** Longest that is read; what no network writes is no number. */
const longest = 32;

/**
 * E.164 of what an operator has written, the digits of a short number, or null. What says itself that it is
 * international is read so, whatever the operator usually does.
 */
export function understood(text: string, format: NumberFormat, country: string): string | null {
  const digits = text.replaceAll(/[\s().-]/g, '');
  if (digits.length > longest || !/^\+?[0-9]+$/.test(digits)) return null;
  if (digits.startsWith('+')) return phoneLibrary.parse(digits, country);
  const zeros = zerosOf(country);
  if (digits.startsWith(zeros) && digits.length > zeros.length + 6)
    return phoneLibrary.parse(`+${digits.slice(zeros.length)}`, country);
  // Too short for anybody's: 112, a service, an extension of the operator's.
  if (digits.length <= 5) return digits;
  if (format === 'digits' && !digits.startsWith('0')) return phoneLibrary.parse(`+${digits}`, country);
  return phoneLibrary.parse(digits, country);
}
