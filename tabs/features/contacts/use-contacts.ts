import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ContactView } from '../../../src/contract/people/people';
import { pagesOf, type Pages } from '../../ui/pages';
import { useServices } from '../../ui/services';

const pageSize = 100;

export interface Directory extends Pages {
  readonly contacts: readonly ContactView[];
}

/** The directory in the organisation's order, page after page; with a text the best hits. */
export function useContacts(q: string): Directory {
  const { rest } = useServices();
  const query = useInfiniteQuery({
    queryKey: ['contacts', q],
    queryFn: ({ pageParam, signal }) =>
      rest.contacts({ q: q === '' ? undefined : q, after: pageParam ?? undefined, limit: pageSize }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  const contacts = useMemo(() => query.data?.pages.flatMap((page) => page.contacts) ?? [], [query.data]);
  return { ...pagesOf(query), contacts };
}
