import type { HistoryEntry } from '../../../src/contract/history/history';
import type { OtherParty } from '../../../src/contract/calls/call-view';
import { partyKey } from '../../view-models/call-list';
import { useHistory } from '../../ui/use-history';
import type { History } from '../../ui/use-history';

/**
 * All calls with one party: those already in the list at once, older ones, if there are any, by searching for them.
 */
export function usePartyHistory(other: OtherParty): History {
  const all = useHistory('all');
  const text = other.name ?? other.number ?? '';
  const searches = text !== '' && all.more;
  const found = useHistory('all', text, searches);
  const party = partyKey(other);
  const source = found.loading || found.failed || !searches ? all : found;
  // What was found before the newest call is asked for again; the list knows it already.
  const calls = new Map<string, HistoryEntry>(
    [...all.entries, ...found.entries]
      .filter((entry) => partyKey(entry.other) === party)
      .map((entry) => [entry.callId, entry]),
  );
  return {
    ...source,
    loading: all.loading || found.loading,
    entries: [...calls.values()].sort((a, b) => b.startedAtMs - a.startedAtMs),
  };
}
