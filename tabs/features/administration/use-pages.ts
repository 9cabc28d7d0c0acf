import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { pagesOf, type Pages } from '../../ui/pages';
import { useServices } from '../../ui/services';

type Query = Readonly<Record<string, string | number | undefined>>;

export interface PagesOptions<Page, Row> {
  /** Below `/administration/`. */
  readonly path: string;
  readonly query: Query;
  /** Where the cursor of the page before goes. */
  readonly cursor: 'after' | 'before';
  readonly rowsOf: (page: Page) => readonly Row[];
}

/** The queries of a list of the administration begin with this. */
export const listKey = (path: string): readonly string[] => ['administration', path];

/** A list of the administration, page after page. */
export function usePages<Page extends { readonly next: string | null }, Row>(
  options: PagesOptions<Page, Row>,
): { readonly rows: readonly Row[]; readonly pages: Pages; readonly first: Page | undefined } {
  const { rest } = useServices();
  const { path, query, cursor, rowsOf } = options;
  const result = useInfiniteQuery({
    queryKey: [...listKey(path), query],
    queryFn: async ({ pageParam, signal }): Promise<Page> => {
      const page = { ...query, ...(pageParam !== null && { [cursor]: pageParam }) };
      return (await rest.ask('GET', `/administration/${path}`, { query: page, signal })).json() as Promise<Page>;
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => result.data?.pages.flatMap(rowsOf) ?? [], [result.data, rowsOf]);
  return { rows, pages: pagesOf(result), first: result.data?.pages[0] };
}
