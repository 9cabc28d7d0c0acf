import { mergeClasses } from '@fluentui/react-components';
import { ArrowRightRegular } from '@fluentui/react-icons/svg/arrow-right';
import { CallEndFilled } from '@fluentui/react-icons/svg/call-end';
import { DialpadRegular } from '@fluentui/react-icons/svg/dialpad';
import { PauseRegular } from '@fluentui/react-icons/svg/pause';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShortcutAction } from '../../../src/contract/settings/settings';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import type { CallCard } from '../../view-models/call-card';
import type { ConnectOffer } from '../../view-models/connect-offer';
import { CallKeypad } from './CallKeypad';
import { useCardStyles } from './card-styles';
import { ConnectButton } from './ConnectButton';
import { focusTask } from './focus-task';
import { MergeButton } from './MergeButton';
import { MoreMenu } from './MoreMenu';
import { MuteButton } from './MuteButton';
import { RoundButton } from './RoundButton';
import { useIsNextHeld } from './use-is-next-held';

/** What one can do in a call that is up or on its way, whichever device of mine has its audio. */
export function CallControls({ card, offer }: { card: CallCard; offer: ConnectOffer | null }): ReactNode {
  const styles = useCardStyles();
  const { t } = useTranslation();
  const { calls, panelTask } = useServices();
  const task = useStore(panelTask, (value) => (value?.callId === card.id ? value : null));
  const keypad = task?.kind === 'keypad' && card.canKey;
  const keys = keysOf(card);
  // A call on hold has room for the button beside the others, as it has no microphone and no keypad.
  const beside = offer !== null && card.state === 'held';
  const close = (): void => {
    panelTask.set(null);
    focusTask(card.id, 'keypad');
  };
  return (
    <>
      <div className={styles.row}>
        {card.canTalk && <MuteButton card={card} />}
        {card.hold !== null && <HoldButton card={card} hold={card.hold} />}
        {card.canTransfer && !beside && (
          <RoundButton
            card={card}
            name={t('action.transfer')}
            task="transfer"
            {...keys('transfer')}
            icon={<ArrowRightRegular />}
            onClick={() => panelTask.set({ kind: 'transfer', callId: card.id })}
          />
        )}
        {card.canKey && (
          <RoundButton
            card={card}
            name={t('action.keypad')}
            task="keypad"
            pressed={keypad}
            expanded={keypad}
            {...keys('keypad')}
            icon={<DialpadRegular />}
            onClick={() => panelTask.set(keypad ? null : { kind: 'keypad', callId: card.id, sent: '' })}
          />
        )}
        {beside && <ConnectButton card={card} offer={offer} beside />}
        <MoreMenu card={card} transfer={beside} onConnect={null} />
        <RoundButton
          card={card}
          name={t('action.hangUp')}
          task="hangUp"
          className={mergeClasses(styles.red, styles.last)}
          {...keys('hangUp')}
          icon={<CallEndFilled />}
          onClick={() => calls.hangUp(card.id)}
        />
      </div>
      {keypad && <CallKeypad task={task} onClose={close} />}
      {offer !== null && !beside && <ConnectButton card={card} offer={offer} />}
      {offer?.kind === 'pair' && !beside && <MergeButton card={card} pair={offer.pair} />}
    </>
  );
}

/** Shortcuts are about the call that I speak in. */
const keysOf =
  (card: CallCard) =>
  (shortcut: ShortcutAction): { shortcut?: ShortcutAction } =>
    card.state === 'active' ? { shortcut } : {};

function HoldButton({ card, hold }: { card: CallCard; hold: NonNullable<CallCard['hold']> }): ReactNode {
  const { t } = useTranslation();
  const { calls } = useServices();
  const next = useIsNextHeld(card);
  return (
    <RoundButton
      card={card}
      name={t(`action.${hold}`)}
      task="hold"
      {...(card.state === 'active' ? { shortcut: 'hold' } : next ? { shortcut: 'nextHeld' } : {})}
      icon={hold === 'hold' ? <PauseRegular /> : <PlayRegular />}
      onClick={() => (hold === 'hold' ? calls.hold(card.id) : calls.resume(card.id))}
    />
  );
}
