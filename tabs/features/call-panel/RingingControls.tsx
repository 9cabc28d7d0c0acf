import { Button, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CallFilled } from '@fluentui/react-icons/svg/call';
import { CallEndRegular } from '@fluentui/react-icons/svg/call-end';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SlowSpinner } from '../../ui/SlowSpinner';
import { useServices } from '../../ui/services';
import type { CallCard } from '../../view-models/call-card';
import { AnswerElsewhere } from './AnswerElsewhere';
import { WithShortcut } from '../../ui/WithShortcut';
import { useCardStyles } from './card-styles';

const useStyles = makeStyles({
  note: { marginTop: tokens.spacingVerticalS, color: tokens.colorNeutralForeground3, display: 'block' },
});

export function RingingControls({ card }: { card: CallCard }): ReactNode {
  const styles = useStyles();
  const common = useCardStyles();
  const { t } = useTranslation();
  const { calls } = useServices();
  return (
    <>
      <div className={common.row}>
        <WithShortcut name={t('action.answer')} shortcut="answer">
          <Button
            shape="circular"
            className={mergeClasses(common.wide, common.green)}
            icon={
              card.answer === 'pending' ? (
                <SlowSpinner size="extra-tiny" appearance="inverted" before={<CallFilled />} />
              ) : (
                <CallFilled />
              )
            }
            disabledFocusable={card.answer === 'pending'}
            onClick={() => calls.answer(card.id)}
          >
            {t('action.answer')}
          </Button>
        </WithShortcut>
        <WithShortcut name={t('action.decline')} shortcut="decline">
          <Button
            shape="circular"
            className={common.wide}
            icon={<CallEndRegular />}
            onClick={() => calls.decline(card.id)}
          >
            {t('action.decline')}
          </Button>
        </WithShortcut>
      </div>
      <AnswerElsewhere card={card} />
      {card.answer === 'unavailable' && (
        <Text size={200} className={styles.note}>
          {t('call.notHere')}
        </Text>
      )}
    </>
  );
}
