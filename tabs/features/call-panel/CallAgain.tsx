import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../app/services';
import type { CallCard } from '../../view-models/call-card';

const useStyles = makeStyles({ button: { width: '100%', marginTop: tokens.spacingVerticalM } });

/** Puts a new call in the place of one that has ended. */
export function CallAgain({ card, number, name }: { card: CallCard; number: string; name: string | null }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { calls } = useServices();
  const again = (): void => {
    calls.dismiss(card.id);
    calls.place(number, name);
  };
  return (
    <Button className={styles.button} icon={<CallRegular />} onClick={again}>
      {t(card.direction === 'in' ? 'action.callBack' : 'action.callAgain')}
    </Button>
  );
}
