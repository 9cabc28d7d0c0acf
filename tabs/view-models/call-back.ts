import type { HistoryEntry } from '../../src/contract/history/history';
import { isMissed, partyKey } from './call-list';

/** Somebody to call, as the history knows them. */
export interface Callee {
  readonly number: string;
  readonly name: string | null;
}

/** The newest missed call with a number and no call with the same party since; entries come newest first. */
export function latestMissed(entries: readonly HistoryEntry[]): Callee | null {
  const spokenSince = new Set<string>();
  for (const entry of entries) {
    const party = partyKey(entry.other);
    if (!isMissed(entry)) spokenSince.add(party);
    else if (!spokenSince.has(party) && entry.other.number !== null) return callee(entry);
  }
  return null;
}

/** Whom I called last. */
export function lastDialled(entries: readonly HistoryEntry[]): Callee | null {
  const entry = entries.find(({ direction, other }) => direction === 'out' && other.number !== null);
  return entry ? callee(entry) : null;
}

function callee({ other: { number, name } }: HistoryEntry): Callee | null {
  return number === null ? null : { number, name };
}
