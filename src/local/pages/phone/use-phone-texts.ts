import { useEffect } from 'react';
import { parseLocale } from '../shared/themes';
import { useAddressValue } from '../shared/use-address';
import { phoneTexts, type PhoneTexts } from './texts';

export interface PhoneLanguage {
  readonly texts: PhoneTexts;
  readonly locale: string;
  readonly setLocale: (locale: string) => void;
}

/** The language of a phone page, `locale=` in the address; the document says so. */
export function usePhoneTexts(title: 'desk' | 'outside'): PhoneLanguage {
  const [locale, setLocale] = useAddressValue('locale', parseLocale);
  const texts = phoneTexts(locale);
  useEffect(() => {
    document.documentElement.lang = locale.slice(0, 2);
    document.title = texts[title];
  }, [locale, texts, title]);
  return { texts, locale, setLocale };
}
