import { mergeClasses } from '@fluentui/react-components';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallViewState } from '../../../src/contract/calls/call-view';
import type { FocusScope } from '../../session/focus-keeper';
import { useServices } from '../../ui/services';
import type { Services } from '../../session/services';
import { useFocusScope } from '../../ui/use-focus-scope';
import { useStore } from '../../ui/use-store';
import type { CallCard } from '../../view-models/call-card';
import { connectOffer } from '../../view-models/connect-offer';
import type { ConnectOffer } from '../../view-models/connect-offer';
import { EarlierCalls } from '../history/slots';
import { isTone } from '../keypad/Keypad';
import { CallAgain } from './CallAgain';
import { CallControls } from './CallControls';
import { AdviceNote, KeptNote, MovingNote, ReturnedNote } from './CardNotes';
import { CardTop } from './CardTop';
import { useCardStyles } from './card-styles';
import { CompactCall } from './CompactCall';
import { MicrophoneLevel } from './MicrophoneLevel';
import { Participants } from './Participants';
import { QualityLine } from './QualityLine';
import { RecordingNote } from './RecordingNote';
import { RingingControls } from './RingingControls';
import { SendAfter } from './SendAfter';
import { SupervisorControls } from './SupervisorControls';
import { TakeCall } from './TakeCall';
import { useCardTexts } from '../../ui/use-card-texts';

/**
 * What goes with a change of the call hands the focus to what does the same now, else to the card, whence Tab leads on.
 */
const controls: FocusScope = {
  heir(card, { element }) {
    const { task } = element.dataset;
    return (task === undefined ? null : card.querySelector<HTMLElement>(`[data-task="${task}"]`)) ?? card;
  },
};

export interface CallCardViewProps {
  readonly card: CallCard;
  /** There are many calls. */
  readonly crowded?: boolean;
  readonly className?: string;
}

/** One call. Draws a snapshot and hands presses on. */
export function CallCardView({ card, crowded = false, className }: CallCardViewProps): ReactNode {
  const styles = useCardStyles();
  const { t } = useTranslation();
  const services = useServices();
  const { calls, cards } = services;
  const texts = useCardTexts();
  const all = useStore(cards, (value) => value);
  const consultations = useStore(calls.consultations, (value) => value);
  const offer = connectOffer(card, all, consultations);
  // Calls that wait are drawn small where there are many.
  const compact = crowded && card.hold === 'resume' && card.movingTo === null;
  const ref = useFocusScope(controls);
  const look: Partial<Record<CallViewState, string>> = {
    ringing: styles.ringing,
    active: styles.active,
    anchored: styles.anchored,
    elsewhere: styles.elsewhere,
    ended: styles.ended,
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- typed digits; its keypad is named
    <section
      ref={ref}
      aria-label={t('call.region', { who: texts.who(card) })}
      data-call-state={card.state}
      data-call={card.id}
      tabIndex={-1}
      onKeyDown={(event) => sendTone(event, card, services)}
      className={mergeClasses(
        styles.card,
        compact && styles.compact,
        look[card.state],
        crowded && card.state === 'active' && styles.sticky,
        className,
      )}
    >
      {compact ? <CompactCall card={card} offer={offer} /> : <FullCall card={card} offer={offer} />}
    </section>
  );
}

function sendTone(
  event: KeyboardEvent,
  card: CallCard,
  { calls, panelTask }: Pick<Services, 'calls' | 'panelTask'>,
): void {
  if (!card.canKey || !isTone(event)) return;
  event.preventDefault();
  calls.sendDigit(card.id, event.key);
  panelTask.set({ kind: 'keypad', callId: card.id, sent: event.key });
}

function FullCall({ card, offer }: { card: CallCard; offer: ConnectOffer | null }): ReactNode {
  const styles = useCardStyles();
  return (
    <>
      <ReturnedNote card={card} />
      <CardTop card={card} />
      <RecordingNote card={card} />
      <AdviceNote card={card} />
      {card.keptUntilMs !== null && <KeptNote untilMs={card.keptUntilMs} />}
      {card.movingTo !== null && <MovingNote card={card} device={card.movingTo} />}
      {card.state === 'ringing' && <RingingControls card={card} />}
      {card.state === 'ringing' && card.through !== null && <EarlierCalls other={card} />}
      <TakeCall card={card} />
      {card.canKey && <SendAfter card={card} />}
      <Participants card={card} />
      {card.canHangUp && card.state !== 'anchored' && <Controls card={card} offer={offer} />}
      {card.here && card.state === 'active' && (
        <div className={styles.quality}>
          {!card.otherAway && <QualityLine invitedAs={card.invitedAs} />}
          {!card.muted && <MicrophoneLevel invitedAs={card.invitedAs} />}
        </div>
      )}
      {card.callAgain && <CallAgain card={card} {...card.callAgain} />}
    </>
  );
}

/** What I can do in a call of mine, or in that of an agent. */
function Controls({ card, offer }: { card: CallCard; offer: ConnectOffer | null }): ReactNode {
  const { supervising, userId } = card;
  if (supervising === null || userId === null) return <CallControls card={card} offer={offer} />;
  return <SupervisorControls card={card} supervising={supervising} agent={userId} />;
}
