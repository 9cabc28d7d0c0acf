import { Skeleton, SkeletonItem, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { SectionSkeleton } from '../ui/SectionSkeleton';

const useStyles = makeStyles({
  page: { height: '100%', display: 'grid', gridTemplateRows: '56px minmax(0, 1fr)' },
  top: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `0 ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  search: { width: 'min(360px, 60%)' },
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
