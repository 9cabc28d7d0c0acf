import { createInstance } from 'i18next';
import type { i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { isolated } from '../../src/contract/isolated';

export type Language = 'sv' | 'en';

/** The person's setting, else the host's locale where we have its language, else Swedish. */
export function chooseLanguage(setting: Language | null, hostLocale: string | undefined): Language {
  return setting ?? (/^en\b/i.test(hostLocale ?? '') ? 'en' : 'sv');
}

async function load(language: Language): Promise<object> {
  return language === 'sv' ? (await import('./sv')).sv : (await import('./en')).en;
}

/** Only the language in use is loaded. */
export async function createI18n(language: Language): Promise<I18n> {
  const i18n = createInstance();
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    // Keys of errors carry dots of their own, e.g. error › request.invalid.
    keySeparator: '|',
    nsSeparator: false,
    resources: { [language]: { translation: flatten(await load(language)) } },
    // React escapes what is drawn; what other people are called must not turn our sentences.
    interpolation: { escapeValue: true, escape: isolated },
    react: { useSuspense: false },
  });
  return i18n;
}

export async function switchLanguage(i18n: I18n, language: Language): Promise<void> {
  if (!i18n.hasResourceBundle(language, 'translation')) i18n.addResourceBundle(language, 'translation', flatten(await load(language)));
  await i18n.changeLanguage(language);
}

/** `{ nav: { calls } }` becomes `{ 'nav.calls' }`: keys are looked up whole. */
export function flatten(texts: object, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, value]: [string, unknown]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : Object.entries(flatten(value as object, `${prefix}${key}.`)),
    ),
  );
}
