import type { Localised } from '../en';
import { audit } from './en-audit';
import { importTexts } from './en-import';
import { numbersTexts, people } from './en-people';
import { health } from './en-health';
import { links, organisation } from './en-links';

/** What only the administration says; it comes with the section. */
export const administrationTexts = {
  administration: {
    tab: {
      people: 'People',
      numbers: 'Numbers',
      groups: 'Groups',
      activities: 'Activities',
      rules: 'Rules',
      rights: 'Rights',
      organisation: 'Organisation',
      import: 'Import',
      links: 'Links',
      audit: 'Audit',
      health: 'Health',
    },
    csv: 'Save as CSV',
    failed: 'The list could not be read',
    noHits: 'Nothing found',
    noHitsHint: 'Try fewer words, or remove a filter.',
    close: 'Close',
    save: 'Save',
    cancel: 'Cancel',
    nothing: 'none',
  },
  audit,
  import: importTexts,
  people,
  numbers: numbersTexts,
  health,
  links,
  organisation,
};

export type AdministrationTexts = Localised<typeof administrationTexts>;
