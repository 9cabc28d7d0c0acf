import { ArrowDownLeftRegular } from '@fluentui/react-icons/svg/arrow-down-left';
import { ArrowUpRightRegular } from '@fluentui/react-icons/svg/arrow-up-right';
import type { ReactNode } from 'react';

/** Which way a call went; beside it stands the text. */
export function CallEntryIcon({ direction }: { direction: 'in' | 'out' }): ReactNode {
  return direction === 'out' ? <ArrowUpRightRegular aria-hidden /> : <ArrowDownLeftRegular aria-hidden />;
}
