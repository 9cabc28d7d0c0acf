import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { makeStyles } from '@fluentui/react-components';
import type { CallViewState } from '../../../src/contract/calls';
import { useServices } from '../../app/services';
import { useNumbers } from '../../components/use-numbers';
import { useStore } from '../../state/store';

const useStyles = makeStyles({
  hidden: { position: 'absolute', width: '1px', height: '1px', margin: '-1px', overflow: 'hidden', clip: 'rect(0 0 0 0)', whiteSpace: 'nowrap' },
});

const announced: Partial<Record<CallViewState, string>> = { ringing: 'announce.incoming', active: 'announce.connected', held: 'announce.held', ended: 'announce.ended', elsewhere: 'announce.elsewhere' };

/** Tells what happens to calls: aloud by a live region, and in the window's title while one rings. */
export function Announcer(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { cards, clock } = useServices();
  const numbers = useNumbers();
  const list = useStore(cards, (value) => value);
  const before = useRef<ReadonlyMap<string, CallViewState>>(new Map());
  const [text, setText] = useState('');

  useEffect(() => {
    const who = (card: (typeof list)[number]): string => card.name ?? (card.number === null ? t('call.anonymous') : numbers.readable(card.number));
    const changed = list.filter((card) => before.current.get(card.id) !== card.state && announced[card.state] !== undefined);
    before.current = new Map(list.map((card) => [card.id, card.state]));
    if (changed.length > 0) setText(changed.map((card) => t(announced[card.state] ?? '', { who: who(card), reason: t(card.status.key, { ...card.status.values }) })).join('. '));

    const ringing = list.find((card) => card.state === 'ringing');
    if (!ringing) return undefined;
    const calm = document.title;
    const loud = t('title.ringing', { who: who(ringing) });
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
  }, [list, t, numbers, clock]);

  return (
    <div className={styles.hidden} role="status" aria-live="assertive">
      {text}
    </div>
  );
}
