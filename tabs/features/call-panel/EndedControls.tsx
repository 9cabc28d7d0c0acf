import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../app/services';
import type { CallCard } from '../../view-models/call-card';

const useStyles = makeStyles({ row: { display: 'flex', gap: tokens.spacingHorizontalS, marginTop: tokens.spacingVerticalM }, wide: { flex: 1, minWidth: 0 } });

/** The card goes by itself; these are for those who do not want to wait. */
export function EndedControls({ card }: { card: CallCard }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { calls } = useServices();
  const { callAgain } = card;
  return (
    <div className={styles.row}>
      {callAgain && (
        <Button
          className={styles.wide}
          icon={<CallRegular />}
          onClick={() => {
            calls.dismiss(card.id);
            calls.place(callAgain.number, callAgain.name);
          }}
        >
          {t('action.callAgain')}
        </Button>
      )}
      <Button appearance="subtle" icon={<DismissRegular />} aria-label={t('action.dismiss')} onClick={() => calls.dismiss(card.id)} />
    </div>
  );
}
