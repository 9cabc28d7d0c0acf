import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ContactView } from '../../../src/contract/people';
import { useServices } from '../../app/services';

const hits = 20;
const none: readonly ContactView[] = [];

/** The best hits for a text, asked for on every keystroke. An answer to an older text is dropped: it would be for another query key. */
export function useContactSearch(text: string): { readonly contacts: readonly ContactView[]; readonly fresh: boolean; readonly failed: boolean } {
  const { rest } = useServices();
  const q = text.trim();
  const { data, isPlaceholderData, isError } = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => rest.contacts({ q, limit: hits }, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    retry: 1,
  });
  return { contacts: q === '' ? none : (data?.contacts ?? none), fresh: q === '' || (data !== undefined && !isPlaceholderData), failed: isError };
}
