import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { WarningFilled } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { trunkRetrySeconds } from '../../../../src/contract/trunks/choices';
import type { Standing } from './trunk-state';

const useStyles = makeStyles({
  state: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  mark: { fontSize: '20px', flexShrink: 0, color: tokens.colorNeutralForeground3 },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusWarningForeground1 },
});

/** How a trunk does, by a mark and in words, also while it changes. */
export function TrunkState({ standing }: { readonly standing: Standing }): ReactNode {
  const { kind, status, isRetried, mark } = standing;
  const styles = useStyles();
  const { t } = useTranslation();
  const Icon = mark === 'good' ? CheckmarkCircleFilled : mark === 'bad' ? WarningFilled : CircleRegular;
  return (
    <span className={styles.state} role="status">
      <Icon
        className={mergeClasses(styles.mark, mark === 'good' && styles.good, mark === 'bad' && styles.bad)}
        aria-hidden
      />
      <span>
        {t(`trunks.state.${kind}`)}
        {typeof status === 'number' && ` (${status})`}
        {isRetried === true && `. ${t('trunks.retried', { seconds: trunkRetrySeconds })}`}
      </span>
    </span>
  );
}
