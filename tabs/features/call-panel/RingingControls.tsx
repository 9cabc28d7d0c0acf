import { Button, Spinner, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CallFilled } from '@fluentui/react-icons/svg/call';
import { CallEndRegular } from '@fluentui/react-icons/svg/call-end';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../app/services';
import type { CallCard } from '../../view-models/call-card';

const useStyles = makeStyles({
  row: { display: 'flex', gap: tokens.spacingHorizontalS, marginTop: tokens.spacingVerticalM },
  wide: { flex: 1, height: '36px', minWidth: 0 },
  answer: { backgroundColor: tokens.colorPaletteGreenBackground3, color: tokens.colorNeutralForegroundOnBrand, ':hover': { backgroundColor: tokens.colorPaletteGreenForeground1, color: tokens.colorNeutralForegroundOnBrand }, ':hover:active': { backgroundColor: tokens.colorPaletteGreenForeground1, color: tokens.colorNeutralForegroundOnBrand } },
  note: { marginTop: tokens.spacingVerticalS, color: tokens.colorNeutralForeground3, display: 'block' },
});

export function RingingControls({ card }: { card: CallCard }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { calls } = useServices();
  return (
    <>
      <div className={styles.row}>
        <Button shape="circular" className={mergeClasses(styles.wide, styles.answer)} icon={card.answer === 'pending' ? <Spinner size="extra-tiny" appearance="inverted" /> : <CallFilled />} disabledFocusable={card.answer === 'pending'} onClick={() => calls.answer(card.id)}>
          {t('action.answer')}
        </Button>
        <Button shape="circular" className={styles.wide} icon={<CallEndRegular />} onClick={() => calls.decline(card.id)}>
          {t('action.decline')}
        </Button>
      </div>
      {card.answer === 'unavailable' && (
        <Text size={200} className={styles.note}>
          {t('call.notHere')}
        </Text>
      )}
    </>
  );
}
