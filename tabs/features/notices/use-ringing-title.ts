import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import type { CallCard } from '../../view-models/call-card';
import { useCardTexts } from '../../ui/use-card-texts';

/** While a call rings the window's title says so, once a second: it is what one sees of a tab behind others. */
export function useRingingTitle(cards: readonly CallCard[]): void {
  const { t } = useTranslation();
  const { clock } = useServices();
  const texts = useCardTexts();
  const ringing = cards.find(({ state }) => state === 'ringing');
  const loud = ringing ? t('title.ringing', { who: texts.who(ringing) }) : null;
  useEffect(() => {
    if (loud === null) return undefined;
    const calm = document.title;
    let cancel = (): void => undefined;
    const flash = (): void => {
      document.title = document.title === loud ? calm : loud;
      cancel = clock.after(1_000, flash);
    };
    flash();
    return () => {
      cancel();
      document.title = calm;
    };
  }, [loud, clock]);
}
