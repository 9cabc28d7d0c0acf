import type { OtherParty } from '../../../src/contract/calls';
import { partyKey } from '../../view-models/call-list';
import { useHistory } from './use-history';
import type { History } from './use-history';

/** All calls with one party: those already in the list at once, older ones by searching for the party. */
export function usePartyHistory(other: OtherParty): History {
  const all = useHistory('all');
  const text = other.name ?? other.number ?? '';
  const found = useHistory('all', text, text !== '');
  const party = partyKey(other);
  const source = found.loading || found.failed || text === '' ? all : found;
  return { ...source, entries: source.entries.filter((entry) => partyKey(entry.other) === party) };
}
