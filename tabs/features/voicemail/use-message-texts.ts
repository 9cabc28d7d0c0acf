import { useTranslation } from 'react-i18next';
import type { VoicemailMessage } from '../../../src/contract/voicemail/voicemail';
import { useNumbers } from '../../ui/use-numbers';
import { useOwnNumber } from '../../ui/use-own-number';

export interface MessageTexts {
  /** The name, else the number as people read it. */
  who(message: VoicemailMessage): string;
  /** "Support · 08-519 200 12 · to Kontor 08-519 200 11". */
  details(message: VoicemailMessage): string;
}

/** What a message says of itself. */
export function useMessageTexts(): MessageTexts {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const ownNumber = useOwnNumber();
  return {
    who: ({ from: { name, number } }) => name ?? (number === null ? t('history.anonymous') : numbers.readable(number)),
    details({ from: { name, number }, calledNumber, group, cutShort }) {
      const called = ownNumber(calledNumber);
      const parts = [
        group && group.name,
        name === null || number === null ? null : numbers.local(number),
        called && t('history.to', { number: called }),
        cutShort ? t('voicemail.cutShort') : null,
      ];
      return parts.filter((part) => part !== null).join(' · ');
    },
  };
}
