import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { GroupPage } from '../../../src/contract/contacts/groups';
import { pagesOf } from '../../ui/pages';
import { useServices } from '../../ui/services';
import type { Directory } from './directory';
import { useDirectory } from './use-directory';
import type { ListKey } from './use-groups';

const pageSize = 100;

/** A list of contacts; all of them without a text are as long as there are contacts, with those that are shown. */
export function useContacts(list: ListKey, q: string): Directory {
  const isWhole = list === 'all' && q === '';
  const whole = useDirectory(isWhole);
  const pages = usePages(list, q, !isWhole);
  return isWhole ? whole : pages;
}

/**
 * A list of contacts in the organisation's order, page after page: the directory with one's own, or a group; with a
 * text the best hits, or those of the group.
 */
function usePages(list: ListKey, q: string, enabled: boolean): Directory {
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
    enabled,
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
