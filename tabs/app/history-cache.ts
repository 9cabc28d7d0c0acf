import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { HistoryEntry, HistoryPage } from '../../src/contract/calls';
import type { ServerEvent } from '../../src/contract/realtime';
import { isMissed } from '../view-models/call-list';

type Pages = InfiniteData<HistoryPage, string | null>;

/** Key of every list of calls: the filter and the text searched for. */
export const historyKey = (show: 'all' | 'missed', q: string) => ['history', show, q] as const;

/** Brings the lists on screen in step with what the server tells, without asking again where that is possible. */
export function applyToHistory(queries: QueryClient, event: ServerEvent): void {
  switch (event.type) {
    case 'history.added':
      for (const [key, pages] of queries.getQueriesData<Pages>({ queryKey: ['history'] })) {
        const [, show, q] = key as ReturnType<typeof historyKey>;
        if (q !== '') void queries.invalidateQueries({ queryKey: key });
        else if (pages && (show === 'all' || isMissed(event.entry))) queries.setQueryData<Pages>(key, withEntry(pages, event.entry));
      }
      return;
    case 'history.removed':
      queries.setQueriesData<Pages>({ queryKey: ['history'] }, (pages) => pages && withoutEntries(pages, event.callIds));
      return;
    case 'history.restored':
      void queries.invalidateQueries({ queryKey: ['history'] });
      return;
    default:
      return;
  }
}

function withEntry(pages: Pages, entry: HistoryEntry): Pages {
  const [first, ...rest] = withoutEntries(pages, [entry.callId]).pages;
  return first ? { ...pages, pages: [{ ...first, entries: [entry, ...first.entries] }, ...rest] } : pages;
}

export function withoutEntries(pages: Pages, callIds: readonly string[] | null): Pages {
  const gone = callIds === null ? null : new Set(callIds);
  return {
    ...pages,
    pages: pages.pages.map((page) => ({
      next: gone === null ? null : page.next,
      entries: gone === null ? [] : page.entries.filter(({ callId }) => !gone.has(callId)),
    })),
  };
}
