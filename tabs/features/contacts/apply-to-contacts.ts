import type { QueryClient } from '@tanstack/react-query';
import { allContactsId, directoryId } from '../../../src/contract/people/directory-ids';
import type { ServerEvent, Values } from '../../../src/contract/realtime';

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
    ...(own ? [['directory'], ['contacts'], ['contact', ...one]] : []),
  ];
  for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
}

const lists = ['directory', 'contacts', 'search', 'members'];

/**
 * An administrator has changed a contact on screen, or who is in the list: it is asked for anew. Each revision is once,
 * also of contacts that come on screen again.
 */
export function createApplyContactValues(): (queries: QueryClient, values: Values) => void {
  const known = new Map<string, number>();
  return (queries, { contacts = [], groups = [] }) => {
    applyGroups(queries, known, groups);
    const changed = contacts.filter(({ contactId, rev }) => known.get(contactId) !== rev);
    if (changed.length === 0) return;
    for (const { contactId, rev } of changed) known.set(contactId, rev);
    const cards = changed.flatMap(({ contactId }) =>
      // With somebody who is gone a group is smaller.
      contactId === directoryId ? [['groups']] : [contactId === allContactsId ? ['contact'] : ['contact', contactId]],
    );
    for (const queryKey of [...lists.map((list) => [list]), ...cards]) void queries.invalidateQueries({ queryKey });
  };
}

/** A colleague has changed a group that I see. */
function applyGroups(queries: QueryClient, known: Map<string, number>, groups: NonNullable<Values['groups']>): void {
  const changed = groups.filter(({ groupId, rev }) => known.get(groupId) !== rev);
  for (const { groupId, rev } of changed) known.set(groupId, rev);
  if (changed.length === 0) return;
  for (const key of ['groups', 'members', 'membership']) void queries.invalidateQueries({ queryKey: [key] });
}
