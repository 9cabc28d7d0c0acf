import { readNumber } from '../../src/contract/numbers';
import type { PhoneLibrary, ReadNumber } from '../../src/contract/numbers';

export interface Dialling {
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** How many digits the organisation's extensions have. Whose they are, the server knows: what may be one is dialled as typed. */
  readonly extensionLengths: readonly number[];
}

/** What to dial for a text as typed or pasted, read as the server will read it; null when it is no number. */
export function readTyped(text: string, { country, extensionLengths }: Dialling, library: PhoneLibrary | null): ReadNumber | null {
  return readNumber(text, { country, library, isExtension: (digits) => /^[0-9]+$/.test(digits) && extensionLengths.includes(digits.length) });
}

/** A number as people read it. Extensions and service codes stay as they are. */
export function readableNumber(number: string, library: PhoneLibrary | null): string {
  return number.startsWith('+') && library ? library.international(number) : number;
}
