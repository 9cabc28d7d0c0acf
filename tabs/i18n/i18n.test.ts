import { errorCatalogue } from '../../src/contract/errors';
import { administrationTexts as enAdministration } from './administration/en';
import { administrationTexts as svAdministration } from './administration/sv';
import { joiningTexts as enJoining } from './joining/en';
import { joiningTexts as svJoining } from './joining/sv';
import { en } from './en';
import { laterTexts as enLater } from './en-later';
import { addLaterTexts, chooseLanguage, createI18n, flatten, switchLanguage } from './i18n';
import { phonesTexts as enPhones } from './phones/en';
import { phonesTexts as svPhones } from './phones/sv';
import { rulesTexts as enRules } from './rules/en';
import { rulesTexts as svRules } from './rules/sv';
import { sv } from './sv';
import { laterTexts as svLater } from './sv-later';

const swedish = {
  ...flatten(sv),
  ...flatten(svLater),
  ...flatten(svAdministration),
  ...flatten(svJoining),
  ...flatten(svRules),
  ...flatten(svPhones),
};
const english = {
  ...flatten(en),
  ...flatten(enLater),
  ...flatten(enAdministration),
  ...flatten(enJoining),
  ...flatten(enRules),
  ...flatten(enPhones),
};

it('both languages are complete and ask for the same values', () => {
  expect(Object.keys(swedish).sort()).toEqual(Object.keys(english).sort());
  const values = (text: string | undefined): string[] => (text?.match(/\{\{\w+\}\}/g) ?? []).sort();
  for (const key of Object.keys(english)) expect([key, values(swedish[key])]).toEqual([key, values(english[key])]);
});

it('no text is loaded twice', () => {
  const keys = [en, enLater, enAdministration, enJoining, enRules, enPhones].flatMap((texts) =>
    Object.keys(flatten(texts)),
  );
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

it('every error of the server has a text in both', () => {
  for (const code of Object.keys(errorCatalogue))
    expect([swedish[`error.${code}`], english[`error.${code}`]]).not.toContain(undefined);
});

it('the names that assistive technology and tests find are these', () => {
  const names = [
    'nav.calls',
    'nav.contacts',
    'nav.help',
    'nav.settings',
    'search.label',
    'action.call',
    'action.contactCard',
    'action.keypad',
    'action.answer',
    'action.decline',
    'action.hangUp',
    'action.hold',
    'action.resume',
    'action.mute',
    'action.unmute',
    'action.more',
    'action.copyNumber',
    'action.audioSettings',
    'action.deleteCall',
    'action.clearHistory',
    'history.show',
    'history.all',
    'history.missed',
    'show.title',
    'profile.title',
  ];
  expect(names.map((key) => [english[key], swedish[key]])).toEqual([
    ['Calls', 'Samtal'],
    ['Contacts', 'Kontakter'],
    ['Help', 'Hjälp'],
    ['Settings', 'Inställningar'],
    ['Search or enter a number', 'Sök eller slå nummer'],
    ['Call', 'Ring'],
    ['Contact card', 'Kontaktkort'],
    ['Keypad', 'Knappsats'],
    ['Answer', 'Svara'],
    ['Decline', 'Avvisa'],
    ['Hang up', 'Lägg på'],
    ['Hold', 'Parkera'],
    ['Resume', 'Återta'],
    ['Mute', 'Stäng av mikrofonen'],
    ['Unmute', 'Slå på mikrofonen'],
    ['More', 'Mer'],
    ['Copy number', 'Kopiera numret'],
    ['Audio settings', 'Ljudinställningar'],
    ['Delete call', 'Ta bort samtal'],
    ['Clear history', 'Rensa historik'],
    ['Show', 'Visa'],
    ['All', 'Alla'],
    ['Missed', 'Missade'],
    ['Number to show', 'Visningsnummer'],
    ['Profile', 'Profil'],
  ]);
  expect(english['call.region']).toBe('Call with {{who}}');
});

it.each([
  ['sv', 'en-US', 'sv'],
  ['en', 'sv-SE', 'en'],
  [null, 'en-GB', 'en'],
  [null, 'sv-SE', 'sv'],
  [null, undefined, 'sv'],
  [null, 'fi-FI', 'sv'],
] as const)('setting %s and host %s give %s', (setting, locale, language) => {
  expect(chooseLanguage(setting, locale)).toBe(language);
});

it('texts change with the language, also those whose keys hold dots', async () => {
  const i18n = await createI18n('en');
  expect(i18n.t('error.auth.notLinked')).toContain('not linked');
  expect(i18n.t('nav.missed', { count: 2 })).toBe('2 missed calls');
  await switchLanguage(i18n, 'sv');
  expect(i18n.t('error.auth.notLinked')).toContain('kopplat');
  expect(i18n.t('nav.missed', { count: 1 })).toBe('1 missat samtal');
});

test('what comes after the first view gets its texts later, in the language that the page has by then', async () => {
  const i18n = await createI18n('en');
  expect(i18n.exists('settings.title')).toBe(false);
  const added = addLaterTexts(i18n);
  await switchLanguage(i18n, 'sv');
  await added;
  expect(i18n.t('settings.title')).toBe('Inställningar');
  await switchLanguage(i18n, 'en');
  expect(i18n.t('settings.title')).toBe('Settings');
});

test('what others are called turns no sentence of ours, and ordinary names stay as they are', async () => {
  const i18n = await createI18n('en');
  await addLaterTexts(i18n);
  expect(i18n.t('call.region', { who: 'Anna \u202eLind' })).toBe('Call with Anna Lind');
  expect(i18n.t('call.region', { who: 'דנה' })).toBe('Call with \u2068דנה\u2069');
  expect(i18n.t('call.region', { who: 'Åke & <b>Bo</b> O’Hara' })).toBe('Call with Åke & <b>Bo</b> O’Hara');
  expect(i18n.t('search.hits', { count: 3 })).toBe('3 hits');
});

test('how many is written as the language writes it, and nothing else is', async () => {
  const i18n = await createI18n('en');
  await addLaterTexts(i18n);
  expect(i18n.t('search.hits', { count: 12_500 })).toBe('12,500 hits');
  expect(i18n.t('call.region', { who: 2026 })).toBe('Call with 2026');
  await switchLanguage(i18n, 'sv');
  expect(i18n.t('search.hits', { count: 12_500 })).toBe('12\u00a0500 träffar');
});
