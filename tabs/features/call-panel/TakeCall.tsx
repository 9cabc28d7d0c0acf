import { Button, mergeClasses } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { CallEndFilled } from '@fluentui/react-icons/svg/call-end';
import { CallFilled } from '@fluentui/react-icons/svg/call';
import { CallInboundRegular } from '@fluentui/react-icons/svg/call-inbound';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
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
  if (card.canTakeBack) {
    return (
      <div className={styles.row}>
        <WithShortcut name={t('action.takeBack')} shortcut="takeBack">
          <Button
            shape="circular"
            className={styles.wide}
            icon={<ArrowUndoRegular />}
            onClick={() => calls.takeBack(card.id)}
          >
            {t('action.takeBack')}
          </Button>
        </WithShortcut>
      </div>
    );
  }
  if (card.take === 'here') {
    return (
      <div className={styles.row}>
        <WithShortcut name={t('action.takeHere')} shortcut="takeHere">
          <Button
            shape="circular"
            className={styles.wide}
            icon={<CallInboundRegular />}
            onClick={() => calls.moveHere(card.id)}
          >
            {t('action.takeHere')}
          </Button>
        </WithShortcut>
      </div>
    );
  }
  if (card.state !== 'anchored') return null;
  return (
    <div className={styles.row}>
      {card.take === 'return' && (
        <WithShortcut name={t('action.returnToCall')} shortcut="takeHere">
          <Button
            shape="circular"
            className={mergeClasses(styles.wide, styles.green)}
            icon={<CallFilled />}
            onClick={() => calls.moveHere(card.id)}
          >
            {t('action.returnToCall')}
          </Button>
        </WithShortcut>
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
