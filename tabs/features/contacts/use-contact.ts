import { useQuery } from '@tanstack/react-query';
import type { OtherParty } from '../../../src/contract/calls';
import type { ContactView } from '../../../src/contract/people';
import { useServices } from '../../app/services';

/** The directory's entry for the other side of a call; null when there is none. Found by search, for the entry may have moved on since. */
export function useContact(other: OtherParty): ContactView | null {
  const { rest } = useServices();
  const known = other.contactId !== null || other.userId !== null;
  const { data } = useQuery({
    queryKey: ['contact', other.contactId ?? other.userId],
    queryFn: async ({ signal }) => {
      for (const q of [other.number, other.name]) {
        if (q === null) continue;
        const { contacts } = await rest.contacts({ q, limit: 50 }, signal);
        const found = contacts.find(({ id, userId }) => id === other.contactId || (userId !== null && userId === other.userId));
        if (found) return found;
      }
      return null;
    },
    enabled: known,
  });
  return data ?? null;
}
