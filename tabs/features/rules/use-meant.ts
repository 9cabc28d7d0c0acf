import { useCallback } from 'react';
import type { ContactView } from '../../../src/contract/people/people';
import { useServices } from '../../ui/services';
import type { Party } from './PartyCombobox';

const hasLetter = /\p{L}/u;
const most = 8;

/**
 * Whoever presses before the search has answered, or after a part of a name, means its first hit, as in the field for
 * calls. Null = nobody is called that. Numbers stay as typed: the server reads them.
 */
export function useMeant(): (party: Party, colleaguesOnly: boolean) => Promise<Party | null> {
  const { rest } = useServices();
  return useCallback(
    async (party, colleaguesOnly) => {
      const q = party.text.trim();
      if (party.kind !== 'text' || q === '' || (!colleaguesOnly && !hasLetter.test(q))) return party;
      const { contacts } = await rest.contacts({ q, limit: most });
      return contacts.map(partyOf).find((each) => each && (!colleaguesOnly || each.kind === 'user')) ?? null;
    },
    [rest],
  );
}

function partyOf({ userId, displayName, numbers: [number] }: ContactView): Party | null {
  if (userId !== null) return { kind: 'user', userId, text: displayName };
  return number ? { kind: 'text', text: number.number } : null;
}
