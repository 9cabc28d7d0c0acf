import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DialpadRegular } from '@fluentui/react-icons/svg/dialpad';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import type { CallCard } from '../../view-models/call-card';
import { useCardStyles } from './card-styles';

const useStyles = makeStyles({
  // As many digits as one may write behind a number stay in one line, and are cut off at the end.
  button: { width: '100%', marginTop: tokens.spacingVerticalM, minHeight: '36px' },
  digits: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

/** What stood behind the number that was dialled, such as an extension: one press away once somebody has answered. */
export function SendAfter({ card }: { card: CallCard }): ReactNode {
  const styles = useStyles();
  const common = useCardStyles();
  const { t } = useTranslation();
  const { calls } = useServices();
  const digits = useStore(calls.afterAnswer, (kept) => kept.get(card.id));
  if (digits === undefined) return null;
  return (
    <Button
      shape="circular"
      className={mergeClasses(styles.button, card.state === 'active' && common.onActive)}
      icon={<DialpadRegular />}
      data-task="sendAfter"
      onClick={() => calls.sendAfter(card.id)}
    >
      <span className={styles.digits}>{t('action.sendDigits', { digits })}</span>
    </Button>
  );
}
