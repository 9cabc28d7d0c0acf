import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { CountryCode } from 'libphonenumber-js/min';

/** What somebody typed or a phone dialled, read within an organisation. */
export type Dialled =
  | { readonly kind: 'extension'; readonly extension: string }
  /** E.164, or the digits of a short number that the network itself understands (112, 90 510). */
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'invalid' };

const ornaments = /[\s().\-/\u00a0]/g;
/** "+46 (0)8 …": the trunk prefix that Swedes write after the country code and nobody dials. */
const writtenTrunkPrefix = /^(\s*(?:\+|00)[0-9\s]{1,5})\(0\)/;

/**
 * Reads any notation: extensions as they are, national and international numbers as E.164, short numbers as digits.
 *
 * @param isExtension whether the organisation has such an extension; extensions win over numbers
 */
export function readDialled(typed: string, country: string, isExtension: (digits: string) => boolean): Dialled {
  const compact = typed.replace(/^tel:/i, '').replace(writtenTrunkPrefix, '$1').replace(ornaments, '').replace(/^00/, '+');
  if (!/^\+?[0-9]{1,20}$/.test(compact)) return { kind: 'invalid' };
  if (isExtension(compact)) return { kind: 'extension', extension: compact };
  const parsed = parsePhoneNumberFromString(compact, country as CountryCode);
  if (parsed?.isPossible()) return { kind: 'number', number: parsed.number };
  if (/^[1-9][0-9]{2,5}$/.test(compact)) return { kind: 'number', number: compact };
  return { kind: 'invalid' };
}
