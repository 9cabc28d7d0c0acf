import { useTranslation } from 'react-i18next';
import type { TextKey } from '../view-models/card-text';
import { useNumbers } from './use-numbers';

export interface TextReader {
  text(text: TextKey): string;
  /** A value of a text; numbers as people read them. */
  local(value: string): string;
}

/** Texts of view models in the person's language. */
export function useTexts(): TextReader {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const local = (value: string): string => (/^\+\d+$/.test(value) ? numbers.local(value) : value);
  return {
    local,
    text: ({ key, values = {} }) =>
      t(key, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, local(value)]))),
  };
}
