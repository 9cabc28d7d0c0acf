import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { ContactView } from '../contract/people';

/** What the search may find a contact by. */
export type Searchable = Pick<ContactView, 'displayName' | 'company' | 'department' | 'role' | 'extension' | 'numbers'>;

/** Letters that Unicode does not decompose into a base letter and a mark. */
const undecomposed: Readonly<Record<string, string>> = { æ: 'ae', œ: 'oe', ø: 'o', ß: 'ss', ð: 'd', đ: 'd', þ: 'th', ł: 'l', ı: 'i' };

/**
 * The form in which text is stored for search and in which what is typed is compared: lower case, without accents
 * (`å ä ö` become `a a o`), apostrophes dropped, every other sign a single space. A newline stays: it parts fields.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[æœøßðđþłı]/g, (letter) => undecomposed[letter] ?? letter)
    .replace(/['’`´]/g, '')
    .replace(/[^\p{L}\p{N}\n]+/gu, ' ')
    .replace(/ *\n */g, '\n')
    .trim();
}

/**
 * The digits of a typed number in any notation (`+46 (0)70-123 45`, `0046…`, `070/123`), or null when the text is not a number.
 * Both the international and the national digits of a contact are searchable, so neither the country nor the notation matters.
 */
export function typedDigits(text: string): string | null {
  if (!/^[\s+()\-./\d\u00a0\u2010-\u2015]*\d[\s+()\-./\d\u00a0\u2010-\u2015]*$/.test(text)) return null;
  const international = /^\s*(\+|00)/.test(text);
  const digits = (international ? text.replace(/\(0\)/, '') : text).replace(/\D/g, '');
  return international ? digits.replace(/^00/, '') : digits;
}

/**
 * `search_text` of a contact: one folded line for each field, the name first (ranking reads it from there),
 * then every number once as international and once as national digits.
 */
export function searchText(contact: Searchable): string {
  const words = [contact.displayName, contact.company, contact.department, contact.role, contact.extension].map((field) => fold(field ?? ''));
  const lines = [...words.slice(0, 1), ...words.slice(1).filter((line) => line !== ''), ...contact.numbers.flatMap(({ number }) => digitForms(number))];
  return lines.join('\n');
}

/** The distinct words of a contact, for `contact_token`: searches of one or two characters match their beginnings. */
export function searchTokens(contact: Searchable): string[] {
  return [...new Set(searchText(contact).split(/[ \n]/))].filter((token) => token !== '');
}

function digitForms(number: string): string[] {
  const international = number.replace(/\D/g, '');
  const national = parsePhoneNumberFromString(number)?.formatNational().replace(/\D/g, '');
  return national === undefined || national === international ? [international] : [international, national];
}
