import { useEffect, useRef } from 'react';
import type { HistoryEntry } from '../../../src/contract/history/history';
import { isMissed, latestEnd, partyKey } from '../../view-models/call-list';
import { useSeenCalls } from './use-seen-calls';

/**
 * The missed calls of a list have been seen by whoever leaves it, unless only those that match `q` were in it. The
 * returned function says that a party's calls were looked at.
 */
export function useListSeen(entries: readonly HistoryEntry[], q: string): (party: string) => void {
  const { saw, sawUpTo } = useSeenCalls();
  const unseen = useRef<(() => void) | null>(null);
  useEffect(() => {
    const last = q === '' && entries.some((entry) => isMissed(entry) && !entry.seen) ? latestEnd(entries) : null;
    unseen.current = last === null ? null : () => sawUpTo(last);
  }, [q, entries, sawUpTo]);
  useEffect(() => () => unseen.current?.(), []);
  return (party) =>
    saw(
      entries
        .filter((entry) => isMissed(entry) && !entry.seen && partyKey(entry.other) === party)
        .map(({ callId }) => callId),
    );
}
