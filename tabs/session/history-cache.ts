import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { HistoryEntry, HistoryPage } from '../../src/contract/history/history';
import type { ServerEvent } from '../../src/contract/realtime';
import { isMissed, newestFirst } from '../view-models/call-list';

type Pages = InfiniteData<HistoryPage, string | null>;

/** Key of every list of calls: the filter and the text searched for. */
export const historyKey = (show: 'all' | 'missed', q: string) => ['history', show, q] as const;

/** Brings the lists on screen in step with what the server tells, without asking again where that is possible. */
export function applyToHistory(queries: QueryClient, event: ServerEvent): void {
  apply(queries, event);
  if (!event.type.startsWith('history.')) return;
  // What is under way was perhaps read before, and would take the place of what has been put in now.
  void queries.invalidateQueries({ queryKey: ['history'], predicate: ({ state }) => state.fetchStatus !== 'idle' });
}

function apply(queries: QueryClient, event: ServerEvent): void {
  switch (event.type) {
    case 'history.added':
      for (const [key, pages] of queries.getQueriesData<Pages>({ queryKey: ['history'] })) {
        const [, show, q] = key as ReturnType<typeof historyKey>;
        if (q !== '') void queries.invalidateQueries({ queryKey: key });
        else if (pages)
          queries.setQueryData<Pages>(
            key,
            show === 'all' || isMissed(event.entry)
              ? withEntry(pages, event.entry)
              : withoutEntries(pages, [event.entry.callId]),
          );
      }
      return;
    case 'history.removed':
      queries.setQueriesData<Pages>(
        { queryKey: ['history'] },
        (pages) => pages && withoutEntries(pages, event.callIds),
      );
      return;
    case 'history.seen':
      return markSeen(
        queries,
        ({ callId, endedAtMs }) =>
          event.callIds.includes(callId) || (event.untilMs !== null && endedAtMs <= event.untilMs),
      );
    case 'history.restored':
      void queries.invalidateQueries({ queryKey: ['history'] });
      return;
    default:
      return;
  }
}

/** Puts an entry where the server would have it: a call that started earlier and ended later stands below. */
function withEntry(pages: Pages, entry: HistoryEntry): Pages {
  const without = withoutEntries(pages, [entry.callId]);
  const page = without.pages.findIndex(
    ({ entries, next }) =>
      next === null || entries.length === 0 || entries.some((other) => newestFirst(entry, other) < 0),
  );
  // Older than what is loaded: it comes with its page.
  if (page === -1) return without;
  return {
    ...without,
    pages: without.pages.map((each, index) =>
      index === page ? { ...each, entries: [...each.entries, entry].sort(newestFirst) } : each,
    ),
  };
}

/** Marks missed calls as looked at in every list. */
export function markSeen(queries: QueryClient, isSeen: (entry: HistoryEntry) => boolean): void {
  queries.setQueriesData<Pages>(
    { queryKey: ['history'] },
    (pages) =>
      pages && {
        ...pages,
        pages: pages.pages.map((page) => ({
          ...page,
          entries: page.entries.map((entry) =>
            !entry.seen && isMissed(entry) && isSeen(entry) ? { ...entry, seen: true } : entry,
          ),
        })),
      },
  );
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
