import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { fold } from '../contract/fold';
import type { ContactView } from '../contract/people/people';

/** What the search may find a contact by. */
export type Searchable = Pick<ContactView, 'displayName' | 'company' | 'department' | 'role' | 'extension' | 'numbers'>;

/**
 * `search_text` of a contact: one folded line for each field, the name first (ranking reads it from there),
 * then every number once as international and once as national digits.
 */
export function searchText(contact: Searchable): string {
  const words = [contact.displayName, contact.company, contact.department, contact.role, contact.extension].map(
    (field) => fold(field ?? ''),
  );
  const lines = [
    ...words.slice(0, 1),
    ...words.slice(1).filter((line) => line !== ''),
    ...contact.numbers.flatMap(({ number }) => digitForms(number)),
  ];
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
