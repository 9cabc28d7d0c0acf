import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useServices } from '../../app/services';
import { useStore } from '../../state/store';
import { CallCardView } from './CallCardView';
import { ConnectDialog } from './ConnectDialog';
import { PanelTaskContext } from './panel-task';
import type { PanelTask } from './panel-task';
import { useSteadyOrder } from './use-steady-order';
import { TransferPicker } from './TransferPicker';

/** From so many calls on, those that wait are drawn small. */
const crowd = 4;

const useStyles = makeStyles({
  cards: { display: 'flex', flexDirection: 'column', gap: '10px', overflowY: 'auto', minHeight: 0, padding: '4px', margin: '0 -4px', scrollPaddingTop: '8px' },
  crowded: { gap: '6px' },
  rings: { position: 'sticky', bottom: 0, zIndex: 2 },
});

/** The cards of all calls, and what the person is in the middle of with one: that stays while calls come and go. */
export function CallCards({ className }: { className?: string }): ReactNode {
  const styles = useStyles();
  const cards = useStore(useServices().cards, (value) => value);
  const [task, setTask] = useState<PanelTask | null>(null);
  const { still, ...steady } = useSteadyOrder(cards);
  const list = useRef<HTMLDivElement>(null);
  const crowded = cards.filter(({ state }) => state !== 'ended').length >= crowd;
  const card = cards.find(({ id }) => id === task?.callId);
  const possible = card && (task?.kind === 'transfer' ? card.canTransfer : card.connect !== null);

  const ringing = cards.filter(({ state }) => state === 'ringing').length;
  useEffect(() => {
    // Whoever has scrolled down in ten calls still sees that one rings.
    if (ringing > 0 && !still) list.current?.scrollTo?.({ top: 0 });
  }, [ringing, still]);

  // The call has ended, or has gone where this cannot be done any more.
  if (task && !possible) setTask(null);

  function close(): void {
    setTask(null);
    const region = list.current?.querySelector<HTMLElement>(`[data-call="${task?.callId}"]`);
    (region?.querySelector<HTMLElement>(`[data-task="${task?.kind}"]`) ?? region?.querySelector<HTMLElement>('[data-task="more"]') ?? region)?.focus();
  }

  return (
    <PanelTaskContext value={setTask}>
      <div ref={list} className={mergeClasses(styles.cards, crowded && styles.crowded, className)} onPointerEnter={({ pointerType }) => pointerType === 'mouse' && steady.enter()} onPointerLeave={steady.leave}>
        {steady.cards.map((each) => (
          <CallCardView key={each.id} card={each} crowded={crowded} {...(still && each.state === 'ringing' ? { className: styles.rings } : {})} />
        ))}
      </div>
      {card && possible && task?.kind === 'transfer' && <TransferPicker key={card.id} card={card} beside={list} onClose={close} />}
      {card && possible && task?.kind === 'connect' && <ConnectDialog key={card.id} card={card} onClose={close} />}
    </PanelTaskContext>
  );
}
