import type { ImportReason } from './fields';
import type { ImportedContact } from './imports';

interface ImportWords {
  readonly outcomes: Record<'new' | 'changed' | 'unchanged' | 'missing' | 'error', string>;
  readonly reasons: Record<ImportReason, string>;
  readonly fields: Record<keyof ImportedContact, string>;
}

/** The words of an import, on screen and in its report; complete by their types. `{{detail}}` is what is wrong. */
export const importWords: { readonly [Language in 'sv' | 'en']: ImportWords } = {
  sv: {
    outcomes: { new: 'ny', changed: 'ändrad', unchanged: 'oförändrad', missing: 'saknas i filen', error: 'fel' },
    fields: {
      name: 'Namn',
      company: 'Företag',
      department: 'Avdelning',
      role: 'Titel',
      extension: 'Anknytning',
      mail: 'E-post',
      externalId: 'Externt id',
      numbers: 'Nummer',
    },
    reasons: {
      noName: 'Namn saknas.',
      tooLong: 'För lång: {{detail}}',
      signs: 'Innehåller tecken som inte går att läsa: {{detail}}',
      columns: 'Har fler kolumner än första raden.',
      quote: 'Ett citattecken är inte avslutat.',
      number: 'Inget telefonnummer: {{detail}}',
      numberLost: 'Excel har tagit bort siffror: {{detail}}',
      numberShort: 'För kort för ett telefonnummer: {{detail}}',
      tooManyNumbers: 'Har fler än tio nummer.',
      extension: 'Ingen anknytning: {{detail}}',
      extensionOfColleague: 'Hör till en kollega, som ändras under Personer: {{detail}}',
      mail: 'Ingen e-postadress: {{detail}}',
      sameAsLine: 'Samma person som rad {{detail}}.',
      severalMatch: 'Flera kontakter har detta: {{detail}}',
      card: 'Kortet går inte att läsa.',
    },
  },
  en: {
    outcomes: { new: 'new', changed: 'changed', unchanged: 'unchanged', missing: 'not in the file', error: 'error' },
    fields: {
      name: 'Name',
      company: 'Company',
      department: 'Department',
      role: 'Title',
      extension: 'Extension',
      mail: 'E-mail',
      externalId: 'External id',
      numbers: 'Numbers',
    },
    reasons: {
      noName: 'It has no name.',
      tooLong: 'Too long: {{detail}}',
      signs: 'Holds signs that cannot be read: {{detail}}',
      columns: 'Has more columns than the first line.',
      quote: 'A quotation mark is not closed.',
      number: 'Not a phone number: {{detail}}',
      numberLost: 'Excel has cut digits off: {{detail}}',
      numberShort: 'Too short for a phone number: {{detail}}',
      tooManyNumbers: 'Has more than ten numbers.',
      extension: 'Not an extension: {{detail}}',
      extensionOfColleague: 'Belongs to a colleague, who is changed under People: {{detail}}',
      mail: 'Not an e-mail address: {{detail}}',
      sameAsLine: 'The same person as line {{detail}}.',
      severalMatch: 'Several contacts have this: {{detail}}',
      card: 'The card cannot be read.',
    },
  },
};
