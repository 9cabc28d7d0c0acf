import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ContactLetters, ContactView } from '../../../src/contract/people/people';
import { useServices } from '../../ui/services';
import type { Directory } from './directory';

const pageSize = 100;
/** While somebody scrolls fast, pages pass that nobody sees: they are asked for when it rests. */
const restMs = 60;

interface PageRange {
  readonly first: number;
  readonly last: number;
}

/** All contacts in the organisation's order: as long as there are contacts, with those that are shown. */
export function useDirectory(enabled: boolean): Directory {
  const { rest } = useServices();
  const { shown, show } = useShownPages();
  const outline = useQuery({
    queryKey: ['directory', 'letters'],
    queryFn: async ({ signal }) =>
      (await rest.ask('GET', '/contacts/letters', { signal })).json() as Promise<ContactLetters>,
    enabled,
  });
  const wanted = Array.from({ length: shown.last - shown.first + 1 }, (_, index) => shown.first + index);
  const pages = useQueries({
    queries: wanted.map((page) => ({
      queryKey: ['directory', 'page', page],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        rest.contacts({ offset: page * pageSize, limit: pageSize }, signal),
      enabled,
      placeholderData: keepPreviousData,
    })),
  });
  const loaded = pages.map(({ data, isPlaceholderData }) => (isPlaceholderData ? undefined : data?.contacts));
  const total = outline.data?.total ?? loaded[0]?.length ?? 0;
  const key = loaded.map((page, index) => `${wanted[index]}:${pages[index]?.dataUpdatedAt}:${page?.length}`).join();
  // oxlint-disable-next-line react/exhaustive-deps -- `key` says when any of the pages has changed
  const contacts = useMemo(() => spread(total, shown.first * pageSize, loaded), [total, key]);
  return {
    contacts,
    numbers: [],
    letters: outline.data?.letters ?? [],
    loading: enabled && contacts.length === 0 && pages.some(({ isPending }) => isPending),
    failed: pages.some(({ isError }) => isError),
    more: false,
    show,
    loadMore: () => undefined,
    retry: () => {
      void outline.refetch();
      for (const page of pages) void page.refetch();
    },
  };
}

function useShownPages(): { readonly shown: PageRange; readonly show: (first: number, last: number) => void } {
  const { clock } = useServices();
  const [shown, setShown] = useState<PageRange>({ first: 0, last: 0 });
  const [next, setNext] = useState<PageRange>(shown);
  const show = useCallback((firstRow: number, lastRow: number) => {
    const range = { first: Math.floor(Math.max(0, firstRow) / pageSize), last: Math.floor(lastRow / pageSize) };
    setNext((before) => (before.first === range.first && before.last === range.last ? before : range));
  }, []);
  useEffect(() => (next === shown ? undefined : clock.after(restMs, () => setShown(next))), [clock, next, shown]);
  return { shown, show };
}

/** A list as long as the directory, with the pages that are there in their places. */
function spread(
  total: number,
  offset: number,
  pages: readonly (readonly ContactView[] | undefined)[],
): readonly (ContactView | null)[] {
  const contacts = Array.from<ContactView | null>({ length: total }).fill(null);
  pages.forEach((page, index) =>
    page?.forEach((contact, row) => {
      const at = offset + index * pageSize + row;
      if (at < total) contacts[at] = contact;
    }),
  );
  return contacts;
}
