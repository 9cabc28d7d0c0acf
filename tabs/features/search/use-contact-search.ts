import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ContactView } from '../../../src/contract/people/people';
import { useServices } from '../../ui/services';
import { useWatchedContacts } from '../../ui/use-watched-contacts';

const hits = 20;
const none: readonly ContactView[] = [];

/**
 * The best hits for a text, asked for on every keystroke. An answer to an older text is dropped: it would be for
 * another query key.
 *
 * @param all the beginning of the directory while there is no text
 */
export function useContactSearch(
  text: string,
  all = false,
): { readonly contacts: readonly ContactView[]; readonly fresh: boolean; readonly failed: boolean } {
  const { rest } = useServices();
  const q = text.trim();
  const enabled = all || q !== '';
  const { data, isPlaceholderData, isError } = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => rest.contacts(q === '' ? { limit: hits } : { q, limit: hits }, signal),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    retry: 1,
  });
  useWatchedContacts(enabled ? (data?.contacts ?? none).map(({ id }) => id) : []);
  return {
    contacts: enabled ? (data?.contacts ?? none) : none,
    fresh: !enabled || (data !== undefined && !isPlaceholderData),
    failed: isError,
  };
}
