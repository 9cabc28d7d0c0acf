import { ArrowDownLeftRegular } from '@fluentui/react-icons/svg/arrow-down-left';
import { ArrowUpRightRegular } from '@fluentui/react-icons/svg/arrow-up-right';
import { CallMissedRegular } from '@fluentui/react-icons/svg/call-missed';
import type { ReactNode } from 'react';

/** Which way a call went; beside it stands the text. */
export function CallEntryIcon({ direction, missed }: { direction: 'in' | 'out'; missed: boolean }): ReactNode {
  if (missed) return <CallMissedRegular aria-hidden />;
  return direction === 'out' ? <ArrowUpRightRegular aria-hidden /> : <ArrowDownLeftRegular aria-hidden />;
}
