import { readNumber } from '../../src/contract/numbers/numbers';
import type { PhoneLibrary, ReadNumber } from '../../src/contract/numbers/numbers';

export interface Dialling {
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /**
   * How many digits the organisation's extensions have. Whose they are, the server knows: what may be one is dialled as
   * typed.
   */
  readonly extensionLengths: readonly number[];
}

/** What to dial for a text as typed or pasted, read as the server will read it; null when it is no number. */
export function readTyped(
  text: string,
  { country, extensionLengths }: Dialling,
  library: PhoneLibrary | null,
): ReadNumber | null {
  return readNumber(text, {
    country,
    library,
    isExtension: (digits) => /^[0-9]+$/.test(digits) && extensionLengths.includes(digits.length),
  });
}

/** A number as people everywhere read it. Extensions and service codes stay as they are. */
export function readableNumber(number: string, library: PhoneLibrary | null): string {
  if (/^11[68][0-9]{3}$/.test(number)) return `${number.slice(0, 3)} ${number.slice(3)}`;
  return number.startsWith('+') && library ? library.international(number) : number;
}

/** A number as it is written in a country; those of others are international. */
export function localNumber(number: string, country: string, library: PhoneLibrary | null): string {
  return number.startsWith('+') && library ? library.national(number, country) : readableNumber(number, library);
}
