import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { HistoryEntry } from '../../src/contract/history/history';
import { historyKey } from '../session/history-cache';
import { useServices } from './services';
import { unseenMissed } from '../view-models/call-list';

const pageSize = 100;
const none: readonly HistoryEntry[] = [];

export interface History {
  readonly entries: readonly HistoryEntry[];
  readonly loading: boolean;
  readonly failed: boolean;
  readonly more: boolean;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

/** My calls, newest first, page after page, kept live by the realtime events (session/history-cache.ts). */
export function useHistory(show: 'all' | 'missed', q = '', enabled = true): History {
  const { rest } = useServices();
  const query = useInfiniteQuery({
    queryKey: historyKey(show, q),
    queryFn: ({ pageParam, signal }) => rest.history({ show, q: q === '' ? undefined : q, before: pageParam ?? undefined, limit: pageSize }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    enabled,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  const entries = useMemo(() => data?.pages.flatMap((page) => page.entries) ?? none, [data]);
  return {
    entries,
    loading: query.isPending && enabled,
    failed: query.isError,
    more: hasNextPage,
    loadMore: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
    retry: () => void refetch(),
  };
}

/** Missed calls that are still news. */
export function useUnseenMissed(): readonly HistoryEntry[] {
  const { entries } = useHistory('all');
  return useMemo(() => unseenMissed(entries), [entries]);
}
