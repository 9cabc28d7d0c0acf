import { createInstance } from 'i18next';
import type { i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { isolated } from '../../src/contract/isolated';

export type Language = 'sv' | 'en';

/** The namespace of the texts that come after the first view. */
const later = 'later';

/** The person's setting, else the host's locale where we have its language, else Swedish. */
export function chooseLanguage(setting: Language | null, hostLocale: string | undefined): Language {
  return setting ?? (/^en\b/i.test(hostLocale ?? '') ? 'en' : 'sv');
}

async function loadTexts(language: Language): Promise<object> {
  return language === 'sv' ? (await import('./sv')).sv : (await import('./en')).en;
}

async function loadLaterTexts(language: Language): Promise<object> {
  return (language === 'sv' ? await import('./sv-later') : await import('./en-later')).laterTexts;
}

/** Only the language in use is loaded, and of it only what the first view says: see `addLaterTexts`. */
export async function createI18n(language: Language): Promise<I18n> {
  const i18n = createInstance();
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    // Keys of errors carry dots of their own, e.g. error › request.invalid.
    keySeparator: '|',
    nsSeparator: false,
    fallbackNS: later,
    resources: { [language]: { translation: flatten(await loadTexts(language)) } },
    // React escapes what is drawn; what other people are called must not turn our sentences.
    interpolation: { escapeValue: true, escape: isolated },
    react: { useSuspense: false },
  });
  return i18n;
}

/** The texts of what comes after the first view, in the language in use; whoever draws that waits for them. */
export async function addLaterTexts(i18n: I18n): Promise<void> {
  await addBundle(i18n, i18n.language as Language, later, loadLaterTexts);
}

/** Resolves when everything on the page can be said in the language. */
export async function switchLanguage(i18n: I18n, language: Language): Promise<void> {
  if (i18n.language === language) return;
  await Promise.all([
    addBundle(i18n, language, 'translation', loadTexts),
    addBundle(i18n, language, later, loadLaterTexts),
  ]);
  await i18n.changeLanguage(language);
}

async function addBundle(
  i18n: I18n,
  language: Language,
  namespace: string,
  load: (language: Language) => Promise<object>,
): Promise<void> {
  if (!i18n.hasResourceBundle(language, namespace))
    i18n.addResourceBundle(language, namespace, flatten(await load(language)));
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
