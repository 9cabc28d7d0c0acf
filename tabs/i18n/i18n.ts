import { createInstance } from 'i18next';
import type { FormatterModule, i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { isolated } from '../../src/contract/isolated';
import { writtenCount } from './count';

export type Language = 'sv' | 'en';

/**
 * Namespaces, in the order in which a text is looked for: what the first view says, what comes after it, and those of
 * sections that few open, which bring theirs along.
 */
const sources = {
  translation: { sv: async () => (await import('./sv')).sv, en: async () => (await import('./en')).en },
  later: {
    sv: async () => (await import('./sv-later')).laterTexts,
    en: async () => (await import('./en-later')).laterTexts,
  },
  administration: {
    sv: async () => (await import('./administration/sv')).administrationTexts,
    en: async () => (await import('./administration/en')).administrationTexts,
  },
  joining: {
    sv: async () => (await import('./joining/sv')).joiningTexts,
    en: async () => (await import('./joining/en')).joiningTexts,
  },
  rules: {
    sv: async () => (await import('./rules/sv')).rulesTexts,
    en: async () => (await import('./rules/en')).rulesTexts,
  },
  phones: {
    sv: async () => (await import('./phones/sv')).phonesTexts,
    en: async () => (await import('./phones/en')).phonesTexts,
  },
} as const satisfies Record<string, Record<Language, () => Promise<object>>>;

export type Namespace = keyof typeof sources;
const namespaces = [
  'translation',
  'later',
  'administration',
  'joining',
  'rules',
  'phones',
] as const satisfies readonly Namespace[];

/** In every sentence `count` is written as the language does; nothing else is touched. */
const counts: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, language, options) =>
    typeof value === 'number' && options?.['interpolationkey'] === 'count'
      ? writtenCount(value, language ?? 'en')
      : (value as string),
};

/** The person's setting, else the host's locale where we have its language, else Swedish. */
export function chooseLanguage(setting: Language | null, hostLocale: string | undefined): Language {
  return setting ?? (/^en\b/i.test(hostLocale ?? '') ? 'en' : 'sv');
}

/** Only the language in use is loaded, and of it only what the first view says: see `addTexts`. */
export async function createI18n(language: Language): Promise<I18n> {
  const i18n = createInstance();
  await i18n
    .use(initReactI18next)
    .use(counts)
    .init({
      lng: language,
      fallbackLng: false,
      // Keys of errors carry dots of their own, e.g. error › request.invalid.
      keySeparator: '|',
      nsSeparator: false,
      fallbackNS: ['later', 'administration', 'joining', 'rules', 'phones'],
      resources: { [language]: { translation: flatten(await sources.translation[language]()) } },
      // React escapes what is drawn; what other people are called must not turn our sentences.
      interpolation: { escapeValue: true, escape: isolated, alwaysFormat: true },
      react: { useSuspense: false },
    });
  return i18n;
}

/** The texts of what comes after the first view, in the language in use; whoever draws that waits for them. */
export const addLaterTexts = (i18n: I18n): Promise<void> => addTexts(i18n, 'later');

/** The same for a section with texts of its own; they follow the language from then on. */
export const addTexts = (i18n: I18n, namespace: Namespace): Promise<void> =>
  addBundle(i18n, i18n.language as Language, namespace);

/** Resolves when everything on the page can be said in the language. */
export async function switchLanguage(i18n: I18n, language: Language): Promise<void> {
  if (i18n.language === language) return;
  const isUsed = (each: Namespace): boolean =>
    each === 'translation' || each === 'later' || i18n.hasResourceBundle(i18n.language, each);
  const used = namespaces.filter(isUsed);
  await Promise.all(used.map((namespace) => addBundle(i18n, language, namespace)));
  await i18n.changeLanguage(language);
}

async function addBundle(i18n: I18n, language: Language, namespace: Namespace): Promise<void> {
  if (!i18n.hasResourceBundle(language, namespace))
    i18n.addResourceBundle(language, namespace, flatten(await sources[namespace][language]()));
}

/** `{ nav: { calls } }` becomes `{ 'nav.calls' }`: keys are looked up whole. */
export function flatten(texts: object, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, value]: [string, unknown]): [string, string][] =>
      typeof value === 'string'
        ? [[prefix + key, value]]
        : Object.entries(flatten(value as object, `${prefix}${key}.`)),
    ),
  );
}
