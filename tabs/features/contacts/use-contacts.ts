import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { GroupPage } from '../../../src/contract/contacts/groups';
import type { ContactView } from '../../../src/contract/people/people';
import { pagesOf, type Pages } from '../../ui/pages';
import { useServices } from '../../ui/services';
import type { ListKey } from './use-groups';

const pageSize = 100;

export interface Directory extends Pages {
  readonly contacts: readonly ContactView[];
  /** Bare numbers, of VIP and Blocked. */
  readonly numbers: readonly string[];
}

/**
 * A list of contacts in the organisation's order, page after page: the directory with one's own, or a group; with a
 * text the best hits, or those of the group.
 */
export function useContacts(list: ListKey, q: string): Directory {
  const { rest } = useServices();
  const asked = { q: q === '' ? undefined : q, limit: pageSize };
  const query = useInfiniteQuery({
    queryKey: list === 'all' ? ['contacts', q] : ['members', list, q],
    queryFn: async ({ pageParam, signal }): Promise<GroupPage> => {
      const page = { ...asked, after: pageParam ?? undefined };
      if (list === 'all') return { numbers: [], ...(await rest.contacts(page, signal)) };
      const path = `/groups/${encodeURIComponent(list)}/members`;
      return (await rest.ask('GET', path, { query: page, signal })).json() as Promise<GroupPage>;
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    // While one types, what was found before stays; another list is another list.
    placeholderData: (before, last) =>
      last?.queryKey[1] === list || list === 'all' ? keepPreviousData(before) : undefined,
  });
  const contacts = useMemo(() => query.data?.pages.flatMap((page) => page.contacts) ?? [], [query.data]);
  const numbers = useMemo(() => query.data?.pages.flatMap((page) => page.numbers) ?? [], [query.data]);
  return { ...pagesOf(query), contacts, numbers };
}
