import { useTranslation } from 'react-i18next';
import { useNumbers } from './use-numbers';
import { useTexts } from './use-texts';
import type { CallCard } from '../view-models/call-card';
import type { TextKey } from '../view-models/card-text';

export interface CardTexts {
  /** Who a call is with: the name, else the number as people read it. */
  who(card: Pick<CallCard, 'name' | 'number'>): string;
  text(text: TextKey): string;
  device(label: string): string;
}

/** The words of a card in the person's language, numbers in them as people read them. */
export function useCardTexts(): CardTexts {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const { text, local } = useTexts();
  return {
    who: ({ name, number }) => name ?? (number === null ? t('call.anonymous') : numbers.readable(number)),
    text,
    device: local,
  };
}
