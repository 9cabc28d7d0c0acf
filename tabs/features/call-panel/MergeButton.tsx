import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { MergeRegular } from '@fluentui/react-icons/svg/merge';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useCardTexts } from '../../ui/use-card-texts';
import { useStore } from '../../ui/use-store';
import type { CallCard } from '../../view-models/call-card';
import { mergerOf } from '../../view-models/connect-offer';
import type { Pair } from '../../view-models/connect-offer';
import { useCardStyles } from './card-styles';
import { useConference } from './use-conference';

const useStyles = makeStyles({ full: { width: '100%', marginTop: tokens.spacingVerticalS, minHeight: '36px' } });

/** All of us talk: the other side of the call that waits too. Below what connects the two without me. */
export function MergeButton({ card, pair }: { card: CallCard; pair: Pair }): ReactNode {
  const styles = useStyles();
  const common = useCardStyles();
  const { t } = useTranslation();
  const texts = useCardTexts();
  const { merge } = useConference();
  const otherId = pair.callId === card.id ? pair.withCallId : pair.callId;
  const other = useStore(useServices().cards, (cards) => cards.find(({ id }) => id === otherId));
  const merger = other ? mergerOf(card, other) : null;
  if (!other || !merger) return null;
  return (
    <Button
      shape="circular"
      className={mergeClasses(styles.full, card.state === 'active' && common.onActive)}
      icon={<MergeRegular />}
      onClick={() => merge(merger)}
    >
      {t('action.mergeWith', { who: texts.who(other) })}
    </Button>
  );
}
