import { readNumber } from '../contract/numbers/numbers';
import { phoneLibrary } from '../contract/numbers/phone-library';

/** What somebody typed or a phone dialled, read within an organisation. */
export type Dialled =
  | { readonly kind: 'extension'; readonly extension: string }
  /** E.164, or the digits of a short number that the network itself understands (112, 90 510). */
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'invalid' };

/**
 * Reads any notation: extensions as they are, national and international numbers as E.164, short numbers as digits.
 *
 * @param isExtension whether the organisation has such an extension; extensions win over numbers, but not over
 * emergency numbers
 */
export function readDialled(typed: string, country: string, isExtension: (digits: string) => boolean): Dialled {
  const read = readNumber(typed, { country, library: phoneLibrary, isExtension });
  if (read?.kind === 'extension') return { kind: 'extension', extension: read.number };
  return read?.kind === 'number' ? { kind: 'number', number: read.number } : { kind: 'invalid' };
}
