import type { AdministrationTexts } from './en';
import { audit } from './sv-audit';
import { importTexts } from './sv-import';
import { numbersTexts, people } from './sv-people';
import { answerGroupAdmin } from './sv-answer-groups';
import { trunks } from './sv-trunks';
import { health } from './sv-health';
import { links, organisation } from './sv-links';

export const administrationTexts: AdministrationTexts = {
  administration: {
    tab: {
      people: 'Personer',
      numbers: 'Nummer',
      trunks: 'Trunkar',
      'answer-groups': 'Svarsgrupper',
      groups: 'Grupper',
      activities: 'Hänvisningar',
      rules: 'Regler',
      recordings: 'Inspelningar',
      rights: 'Rättigheter',
      organisation: 'Organisation',
      import: 'Import',
      links: 'Kopplingar',
      audit: 'Logg',
      health: 'Hälsa',
    },
    csv: 'Spara som CSV',
    failed: 'Listan kunde inte läsas',
    noHits: 'Inget hittades',
    noHitsHint: 'Prova färre ord eller ta bort ett filter.',
    close: 'Stäng',
    save: 'Spara',
    cancel: 'Avbryt',
    discard: {
      title: 'Kasta ändringarna?',
      text: 'Det du har ändrat är inte sparat.',
      discard: 'Kasta',
    },
    nothing: 'inget',
  },
  companyGroups: {
    name: 'Ny grupp',
    add: 'Ny grupp',
    list: 'Företagets grupper',
    empty: 'Inga företagsgrupper än',
    emptyHint: 'Alla hittar dem bland Kontakter, och bara administratörer ändrar dem.',
    rename: 'Namn',
    delete: 'Ta bort grupp',
    find: 'Sök någon att lägga till',
    found: 'Hittade',
    put: 'Lägg till {{who}}',
    members: 'Medlemmar',
    nobody: 'Ingen är med i gruppen.',
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
