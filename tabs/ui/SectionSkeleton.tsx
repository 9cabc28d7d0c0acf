import { Skeleton, SkeletonItem, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  list: {
    padding: tokens.spacingHorizontalL,
    display: 'grid',
    gap: tokens.spacingVerticalL,
    alignContent: 'start',
    maxWidth: '420px',
  },
  row: { display: 'grid', gridTemplateColumns: '40px 1fr', gap: tokens.spacingHorizontalM, alignItems: 'center' },
  lines: { display: 'grid', gap: tokens.spacingVerticalS },
});

/** Rows of something that is not here yet. */
export function SectionSkeleton({ rows = 8 }: { rows?: number }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <Skeleton className={styles.list} aria-label={t('app.loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={styles.row}>
          <SkeletonItem shape="circle" size={40} />
          <div className={styles.lines}>
            <SkeletonItem size={16} style={{ width: `${70 - (index % 3) * 12}%` }} />
            <SkeletonItem size={12} style={{ width: `${45 + (index % 4) * 8}%` }} />
          </div>
        </div>
      ))}
    </Skeleton>
  );
}
