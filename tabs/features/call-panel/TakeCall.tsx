import { Button, mergeClasses } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { CallEndFilled } from '@fluentui/react-icons/svg/call-end';
import { CallFilled } from '@fluentui/react-icons/svg/call';
import { CallInboundRegular } from '@fluentui/react-icons/svg/call-inbound';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShortcutAction } from '../../../src/contract/settings/settings';
import { useServices } from '../../ui/services';
import type { CallCard } from '../../view-models/call-card';
import { WithShortcut } from '../../ui/WithShortcut';
import { useCardStyles } from './card-styles';
import { MoreMenu } from './MoreMenu';
import { RoundButton } from './RoundButton';

/**
 * How a call comes to this window: from another device of mine, back after the audio was lost, or back from a transfer.
 */
export function TakeCall({ card }: { card: CallCard }): ReactNode {
  const styles = useCardStyles();
  const { t } = useTranslation();
  const { calls } = useServices();
  const takeHere = { shortcut: 'takeHere', onClick: () => calls.moveHere(card.id) } as const;
  if (card.canTakeBack) {
    return (
      <div className={styles.row}>
        <TakeButton
          name={t('action.takeBack')}
          shortcut="takeBack"
          icon={<ArrowUndoRegular />}
          onClick={() => calls.takeBack(card.id)}
        />
      </div>
    );
  }
  if (card.take === 'here') {
    return (
      <div className={styles.row}>
        <TakeButton name={t('action.takeHere')} icon={<CallInboundRegular />} {...takeHere} />
      </div>
    );
  }
  if (card.state !== 'anchored') return null;
  return (
    <div className={styles.row}>
      {card.take === 'return' && (
        <TakeButton name={t('action.returnToCall')} icon={<CallFilled />} className={styles.green} {...takeHere} />
      )}
      {card.canMove && <MoreMenu card={card} onConnect={null} />}
      <RoundButton
        card={card}
        name={t('action.hangUp')}
        task="hangUp"
        className={mergeClasses(styles.red, styles.last)}
        icon={<CallEndFilled />}
        onClick={() => calls.hangUp(card.id)}
      />
    </div>
  );
}

interface TakeButtonProps {
  readonly name: string;
  /** What does the same by keyboard. */
  readonly shortcut: ShortcutAction;
  readonly icon: ReactElement;
  readonly className?: string;
  readonly onClick: () => void;
}

/** As wide as there is room: what a card in this state is about. */
function TakeButton({ name, shortcut, icon, className, onClick }: TakeButtonProps): ReactNode {
  const styles = useCardStyles();
  return (
    <WithShortcut name={name} shortcut={shortcut}>
      <Button shape="circular" className={mergeClasses(styles.wide, className)} icon={icon} onClick={onClick}>
        {name}
      </Button>
    </WithShortcut>
  );
}
