import { Skeleton, SkeletonItem, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  page: { height: '100%', display: 'grid', gridTemplateRows: '56px minmax(0, 1fr)' },
  top: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, padding: `0 ${tokens.spacingHorizontalL}`, backgroundColor: tokens.colorNeutralBackground1, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  search: { width: 'min(360px, 60%)' },
  list: { padding: tokens.spacingHorizontalL, display: 'grid', gap: tokens.spacingVerticalL, alignContent: 'start', maxWidth: '420px' },
  row: { display: 'grid', gridTemplateColumns: '40px 1fr', gap: tokens.spacingHorizontalM, alignItems: 'center' },
  lines: { display: 'grid', gap: tokens.spacingVerticalS },
});

/** The first view while the session is being set up. */
export function ShellSkeleton(): ReactNode {
  const styles = useStyles();
  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <Skeleton className={styles.search} aria-hidden>
          <SkeletonItem size={32} />
        </Skeleton>
      </div>
      <SectionSkeleton />
    </div>
  );
}

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
