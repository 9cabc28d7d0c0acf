import { useQuery } from '@tanstack/react-query';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { ContactPage, ContactView } from '../../src/contract/people/people';
import { errorCode } from '../api/client-error';
import { useServices } from './services';
import { useWatchedContacts } from './use-watched-contacts';

/**
 * One entry of the directory; what some list has already shown is there at once. Null: it is gone, or there was none.
 */
export function useContact(contactId: string | null): {
  readonly contact: ContactView | null;
  readonly loading: boolean;
} {
  const { rest, queries } = useServices();
  useWatchedContacts(contactId === null ? [] : [contactId]);
  const { data, error, isPending } = useQuery({
    queryKey: ['contact', contactId],
    queryFn: ({ signal }) => rest.contact(contactId ?? '', signal),
    enabled: contactId !== null,
    placeholderData: () => listed(queries, contactId),
    retry: false,
  });
  // What was shown before is kept while the server cannot be reached, not when it says that there is nobody any more.
  const isGone = error !== null && errorCode(error) === 'request.notFound';
  return { contact: isGone ? null : (data ?? null), loading: contactId !== null && isPending };
}

function listed(queries: QueryClient, contactId: string | null): ContactView | undefined {
  for (const [, data] of queries.getQueriesData<ContactPage>({ queryKey: ['directory', 'page'] })) {
    const found = data?.contacts.find(({ id }) => id === contactId);
    if (found) return found;
  }
  for (const [, data] of queries.getQueriesData<InfiniteData<ContactPage>>({ queryKey: ['contacts'] })) {
    const found = data?.pages.flatMap((page) => page.contacts).find(({ id }) => id === contactId);
    if (found) return found;
  }
  return undefined;
}
