import { useQuery } from '@tanstack/react-query';
import type { Membership, Memberships } from '../../../src/contract/contacts/groups';
import { askTogether } from '../../api/ask-together';
import { useServices } from '../../ui/services';

const askMembership = askTogether('/memberships', ({ memberships }: Memberships) => memberships);

/** How a contact stands with me: favourite, VIP or blocked, in which groups. Null: not known yet. */
export function useMembership(contactId: string): Membership | null {
  const { rest } = useServices();
  const { data } = useQuery({
    queryKey: ['membership', contactId],
    queryFn: () => askMembership(rest, contactId),
    staleTime: 60_000,
  });
  return data ?? null;
}
