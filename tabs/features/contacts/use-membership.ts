import { useQuery } from '@tanstack/react-query';
import type { Membership, Memberships } from '../../../src/contract/contacts/groups';
import { mostAsked } from '../../../src/contract/contacts/limits';
import type { Rest } from '../../api/rest';
import { useServices } from '../../ui/services';

/** How a contact stands with me: favourite, VIP or blocked, in which groups. Null: not known yet. */
export function useMembership(contactId: string): Membership | null {
  const { rest } = useServices();
  const { data } = useQuery({
    queryKey: ['membership', contactId],
    queryFn: () => askerOf(rest)(contactId),
    staleTime: 60_000,
  });
  return data ?? null;
}

type Ask = (contactId: string) => Promise<Membership | null>;
const askers = new WeakMap<Rest, Ask>();

/** Rows that come up together are asked for together. */
function askerOf(rest: Rest): Ask {
  const asker = askers.get(rest) ?? createAsker(rest);
  askers.set(rest, asker);
  return asker;
}

function createAsker(rest: Rest): Ask {
  let waiting: { readonly ids: Set<string>; readonly answer: Promise<ReadonlyMap<string, Membership>> } | null = null;

  async function answered(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, Membership>> {
    await Promise.resolve();
    waiting = null;
    const response = await rest.ask('POST', '/memberships', { body: { contactIds: [...ids] } });
    const { memberships } = (await response.json()) as Memberships;
    return new Map(memberships.map((each) => [each.contactId, each]));
  }

  return async (contactId) => {
    if (waiting !== null && waiting.ids.size >= mostAsked) waiting = null;
    if (waiting === null) {
      const ids = new Set<string>();
      waiting = { ids, answer: answered(ids) };
    }
    waiting.ids.add(contactId);
    return (await waiting.answer).get(contactId) ?? null;
  };
}
