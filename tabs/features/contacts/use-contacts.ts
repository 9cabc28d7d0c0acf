import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ContactView } from '../../../src/contract/people/people';
import { useServices } from '../../ui/services';

const pageSize = 100;

export interface Directory {
  readonly contacts: readonly ContactView[];
  readonly loading: boolean;
  readonly failed: boolean;
  readonly more: boolean;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

/** The directory in the organisation's order, page after page; with a text the best hits. */
export function useContacts(q: string): Directory {
  const { rest } = useServices();
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, isPending, isError, refetch } = useInfiniteQuery({
    queryKey: ['contacts', q],
    queryFn: ({ pageParam, signal }) => rest.contacts({ q: q === '' ? undefined : q, after: pageParam ?? undefined, limit: pageSize }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  const contacts = useMemo(() => data?.pages.flatMap((page) => page.contacts) ?? [], [data]);
  return {
    contacts,
    loading: isPending,
    failed: isError,
    more: hasNextPage,
    loadMore: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
    retry: () => void refetch(),
  };
}
