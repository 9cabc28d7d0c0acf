import { CallFilled, CallRegular } from '@fluentui/react-icons/svg/call';
import type { ReactNode } from 'react';
import { applyToHistory } from '../../session/history-cache';
import type { Feature, SectionNews } from '../../ui/feature';
import { historyQuery, useUnseenMissed } from '../../ui/use-history';
import { HistorySection } from './HistorySection';

export const history: Feature = {
  section: {
    id: 'calls',
    icon: { regular: <CallRegular />, filled: <CallFilled /> },
    News: MissedCalls,
    Page: HistorySection,
  },
  onEvent: applyToHistory,
  early: ({ queries, rest }) => void queries.prefetchInfiniteQuery(historyQuery(rest, 'all')),
  later: () => import('./later'),
};

function MissedCalls({ draw }: { draw: (news: SectionNews) => ReactNode }): ReactNode {
  return draw({ count: useUnseenMissed().length, text: 'nav.missed' });
}
