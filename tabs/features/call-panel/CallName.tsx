import { Button, Text, Tooltip, makeStyles } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCopyNumber } from '../../components/use-copy-number';

const useStyles = makeStyles({
  name: { position: 'relative', display: 'flex', alignItems: 'center', minWidth: 0, '& > button': { opacity: 0 }, ':hover > button': { opacity: 1 }, ':focus-within > button': { opacity: 1 } },
  text: { display: '-webkit-box', WebkitBoxOrient: 'vertical', WebkitLineClamp: 2, overflow: 'hidden', overflowWrap: 'anywhere' },
  copy: { color: 'inherit', height: '20px', minWidth: '24px', width: '0', padding: 0, flexShrink: 0, marginRight: '-24px', ':hover': { color: 'inherit' } },
});

/** The name; hovering over it, or reaching it by keyboard, offers to copy the number. */
export function CallName({ who, number }: { who: string; number: string | null }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const copy = useCopyNumber();
  return (
    <span className={styles.name}>
      <Text weight="semibold" className={styles.text} title={who}>
        {who}
      </Text>
      {number !== null && (
        <Tooltip content={t('action.copyNumber')} relationship="label">
          <Button className={styles.copy} size="small" appearance="transparent" icon={<CopyRegular />} onClick={() => copy(number)} />
        </Tooltip>
      )}
    </span>
  );
}
