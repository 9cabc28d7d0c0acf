import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { HistoryEntry } from '../../src/contract/history/history';
import type { Rest } from '../api/rest';
import { historyKey } from '../session/history-cache';
import { pagesOf, type Pages } from './pages';
import { useServices } from './services';
import { unseenMissed } from '../view-models/call-list';

const pageSize = 100;
const none: readonly HistoryEntry[] = [];

export interface History extends Pages {
  readonly entries: readonly HistoryEntry[];
}

/** How the list is asked for, by whoever draws it and by the page that will. */
export const historyQuery = (rest: Pick<Rest, 'history'>, show: 'all' | 'missed', q = '') =>
  infiniteQueryOptions({
    queryKey: historyKey(show, q),
    queryFn: ({ pageParam, signal }) =>
      rest.history({ show, q: q === '' ? undefined : q, before: pageParam ?? undefined, limit: pageSize }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

/** My calls, newest first, page after page, kept live by the realtime events (session/history-cache.ts). */
export function useHistory(show: 'all' | 'missed', q = '', enabled = true): History {
  const { rest } = useServices();
  const query = useInfiniteQuery({ ...historyQuery(rest, show, q), enabled });
  const entries = useMemo(() => query.data?.pages.flatMap((page) => page.entries) ?? none, [query.data]);
  return { ...pagesOf(query), entries, loading: query.isPending && enabled };
}

/** Missed calls that are still news. */
export function useUnseenMissed(): readonly HistoryEntry[] {
  const { entries } = useHistory('all');
  return useMemo(() => unseenMissed(entries), [entries]);
}
