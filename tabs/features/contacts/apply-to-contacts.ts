import type { QueryClient } from '@tanstack/react-query';
import type { ServerEvent } from '../../../src/contract/realtime';

/** Another window of mine has changed something: what is on screen is asked for anew, the rest when it is shown. */
export function applyToContacts(queries: QueryClient, event: ServerEvent): void {
  if (event.type === 'contacts.isFree') queries.setQueryData(['is-free'], event);
  if (event.type !== 'contacts.changed') return;
  const { contactId, own } = event;
  const one = contactId === null ? [] : [contactId];
  const keys = [
    ['groups'],
    ['members'],
    ['free-watches'],
    ['membership', ...one],
    ...(own ? [['contacts'], ['contact', ...one]] : []),
  ];
  for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
}
