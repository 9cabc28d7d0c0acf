import { makeStyles, mergeClasses, useMergedRefs } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { FocusScope } from '../../session/focus-keeper';
import { useServices } from '../../ui/services';
import { useFocusScope } from '../../ui/use-focus-scope';
import { useStore } from '../../ui/use-store';
import { isPossible } from '../../view-models/panel-task';
import { CallCardView } from './CallCardView';
import { ConnectDialog } from './ConnectDialog';
import { focusTask } from './focus-task';
import { useSteadyOrder } from './use-steady-order';
import { TransferPicker } from './TransferPicker';

const places: FocusScope = { items: '[data-call]' };

/** From so many calls on, those that wait are drawn small. */
const crowd = 4;

const useStyles = makeStyles({
  cards: {
    display: 'flex',
    flexDirection: 'column',
    gap: '10px',
    overflowY: 'auto',
    minHeight: 0,
    padding: '4px',
    margin: '0 -4px',
    scrollPaddingTop: '8px',
  },
  crowded: { gap: '6px' },
  rings: { position: 'sticky', bottom: 0, zIndex: 2 },
});

/** The cards of all calls, and what the person is in the middle of with one: that stays while calls come and go. */
export function CallCards({ className }: { className?: string }): ReactNode {
  const styles = useStyles();
  const services = useServices();
  const { panelTask } = services;
  const cards = useStore(services.cards, (value) => value);
  const begun = useStore(panelTask, (value) => value);
  const { still, ...steady } = useSteadyOrder(cards);
  const list = useRef<HTMLDivElement>(null);
  const ref = useMergedRefs(list, useFocusScope(places));
  const crowded = cards.filter(({ state }) => state !== 'ended').length >= crowd;
  const task = begun !== null && isPossible(begun, cards) ? begun : null;
  const card = cards.find(({ id }) => id === task?.callId);

  const ringing = cards.filter(({ state }) => state === 'ringing').length;
  useEffect(() => {
    // Whoever has scrolled down in ten calls still sees that one rings.
    if (ringing > 0 && !still) list.current?.scrollTo?.({ top: 0 });
  }, [ringing, still]);

  useEffect(() => {
    // The call has ended, or has gone where this cannot be done any more.
    if (task === null) panelTask.set(null);
  }, [task, panelTask]);

  function close(): void {
    panelTask.set(null);
    if (task) focusTask(task.callId, task.kind);
  }

  return (
    <>
      <div
        ref={ref}
        className={mergeClasses(styles.cards, crowded && styles.crowded, className)}
        onPointerEnter={({ pointerType }) => pointerType === 'mouse' && steady.enter()}
        onPointerLeave={steady.leave}
      >
        {steady.cards.map((each) => (
          <CallCardView
            key={each.id}
            card={each}
            crowded={crowded}
            {...(still && each.state === 'ringing' ? { className: styles.rings } : {})}
          />
        ))}
      </div>
      {card && (task?.kind === 'transfer' || task?.kind === 'add') && (
        <TransferPicker key={`${task.kind} ${card.id}`} task={task.kind} card={card} beside={list} onClose={close} />
      )}
      {card && task?.kind === 'connect' && <ConnectDialog key={card.id} card={card} onClose={close} />}
    </>
  );
}
