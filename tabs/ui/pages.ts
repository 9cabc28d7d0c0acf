import type { UseInfiniteQueryResult } from '@tanstack/react-query';

/** A list that comes page after page, for whoever draws it. */
export interface Pages {
  readonly loading: boolean;
  readonly failed: boolean;
  readonly more: boolean;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

export function pagesOf(query: UseInfiniteQueryResult): Pages {
  const { isPending, isError, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  return {
    loading: isPending,
    failed: isError,
    more: hasNextPage,
    loadMore: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
    retry: () => void refetch(),
  };
}
