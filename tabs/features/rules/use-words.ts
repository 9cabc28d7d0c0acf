import { wallIn } from '../../../src/contract/moments';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNumbers } from '../../ui/use-numbers';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import { useWhen } from '../../ui/use-when';
import type { Words } from './happening';
import { useRuleTexts } from './use-rule-texts';

/** Everything that an explanation is said with; `exact` is a time with its seconds. */
export function useWords(): Words & { exact(ms: number): string } {
  const { t, i18n } = useTranslation();
  const texts = useRuleTexts();
  const numbers = useNumbers();
  const when = useWhen();
  const { store, localTime } = useServices();
  const readerId = useStore(store, (state) => state.me?.user.id ?? null);
  const { zone } = useStore(localTime, (value) => value);
  const { language } = i18n;
  return useMemo(() => {
    const isToday = (ms: number): boolean => when.date(ms) === when.date(Date.now());
    return {
      t,
      texts,
      language: language === 'sv' ? 'sv' : 'en',
      time: (ms) => (isToday(ms) ? when.time(ms) : when.dayAndTime(ms)),
      number: numbers.local,
      readerId,
      exact: (ms) => wallIn(zone, ms).slice(11),
    };
  }, [t, language, texts, numbers, when, readerId, zone]);
}
