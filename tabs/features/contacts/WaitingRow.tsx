import { Skeleton, SkeletonItem, mergeClasses } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRowStyles } from '../history/CallRow';
import { useContactRowStyles } from './row-styles';

/** A row of the list whose contact has not come yet. */
export function WaitingRow({ index, stop }: { readonly index: number; readonly stop: boolean }): ReactNode {
  const row = useRowStyles();
  const own = useContactRowStyles();
  const { t } = useTranslation();
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-busy
      data-row={`row-${index}`}
      tabIndex={stop ? 0 : -1}
      className={mergeClasses(row.row, own.row)}
    >
      <div role="gridcell" className={own.cell} aria-label={t('app.loading')}>
        <Skeleton className={own.cell} aria-hidden>
          <SkeletonItem shape="circle" size={32} />
          <SkeletonItem size={16} style={{ width: `${55 - (index % 4) * 8}%` }} />
        </Skeleton>
      </div>
    </div>
  );
}
