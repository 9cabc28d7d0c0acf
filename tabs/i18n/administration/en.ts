import type { Localised } from '../en';
import { audit } from './en-audit';
import { importTexts } from './en-import';
import { numbersTexts, people } from './en-people';
import { answerGroupAdmin } from './en-answer-groups';
import { trunks } from './en-trunks';
import { health } from './en-health';
import { links, organisation } from './en-links';

/** What only the administration says; it comes with the section. */
export const administrationTexts = {
  administration: {
    tab: {
      people: 'People',
      numbers: 'Numbers',
      trunks: 'Trunks',
      'answer-groups': 'Answer groups',
      groups: 'Groups',
      activities: 'Activities',
      rules: 'Rules',
      rights: 'Rights',
      recordings: 'Recordings',
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
    discard: {
      title: 'Discard changes?',
      text: 'What you have changed is not saved.',
      discard: 'Discard',
    },
    nothing: 'none',
  },
  companyGroups: {
    name: 'New group',
    add: 'New group',
    list: 'Company groups',
    empty: 'No company groups yet',
    emptyHint: 'Everybody finds them in Contacts, and only administrators change them.',
    rename: 'Name',
    delete: 'Delete group',
    find: 'Find somebody to put in',
    found: 'Found',
    put: 'Put {{who}} in',
    members: 'Members',
    nobody: 'Nobody is in this group.',
  },
  audit,
  import: importTexts,
  people,
  numbers: numbersTexts,
  health,
  links,
  organisation,
  trunks,
  answerGroupAdmin,
};

export type AdministrationTexts = Localised<typeof administrationTexts>;
