import type { HistoryEntry } from '../../src/contract/history/history';
import type { OtherParty } from '../../src/contract/calls/call-view';
import { partyText } from './card-text';
import type { TextKey } from './card-text';

/** One row of the call list: the calls with one party on one day. */
export interface CallGroup {
  readonly key: string;
  readonly party: string;
  readonly other: OtherParty;
  /** Newest first, at least one. */
  readonly entries: readonly [HistoryEntry, ...HistoryEntry[]];
}

export interface CallDay {
  /** Date where the person is, `2026-11-22`. */
  readonly date: string;
  readonly groups: readonly CallGroup[];
}

const anonymous = 'anonymous';

/** Who it was, the same for every call with them: the person, the directory entry, or else the number. */
export function partyKey(other: OtherParty): string {
  return other.userId ?? other.contactId ?? other.number ?? anonymous;
}

/**
 * Groups by day and, within it, by party; days and groups stand where their newest call stands. Entries come newest
 * first.
 */
export function callDays(entries: readonly HistoryEntry[], dateOf: (ms: number) => string): readonly CallDay[] {
  const days = new Map<string, Map<string, HistoryEntry[]>>();
  for (const entry of entries) {
    const date = dateOf(entry.startedAtMs);
    const groups = days.get(date) ?? new Map<string, HistoryEntry[]>();
    days.set(date, groups);
    const party = partyKey(entry.other);
    groups.set(party, [...(groups.get(party) ?? []), entry]);
  }
  return [...days].map(([date, groups]) => ({
    date,
    groups: [...groups].flatMap(([party, [first, ...rest]]) =>
      first ? [{ key: `${date}/${party}`, party, other: first.other, entries: [first, ...rest] as const }] : [],
    ),
  }));
}

/** The order of the call list, here and at the server (`src/history/store.ts`): the newest start first, then by id. */
export function newestFirst(a: HistoryEntry, b: HistoryEntry): number {
  return b.startedAtMs - a.startedAtMs || (a.callId < b.callId ? -1 : a.callId > b.callId ? 1 : 0);
}

/** What asks for a call back: nobody took it, or I was cut off and did not come back. */
export function isMissed({ outcome }: HistoryEntry): boolean {
  return outcome === 'missed' || outcome === 'disconnected';
}

/** What the row says of its newest call. */
export function lastCall(group: CallGroup): {
  readonly direction: 'in' | 'out';
  readonly missed: boolean;
  readonly durationMs: number | null;
} {
  const [entry] = group.entries;
  return { direction: entry.direction, missed: isMissed(entry), durationMs: talkMs(entry) };
}

/** How long I talked with them; null when nobody answered. */
export function talkMs(entry: HistoryEntry): number | null {
  return entry.answeredAtMs === null
    ? null
    : Math.max(0, (entry.talkedUntilMs ?? entry.endedAtMs) - entry.answeredAtMs);
}

/** How an unanswered call went, as an i18n key: of one that I made, the very word that its card ended with. */
export function outcomeKey(entry: HistoryEntry): string {
  const mine = entry.direction === 'out' && entry.answeredAtMs === null && entry.endReason !== 'cancelled';
  return mine || entry.outcome === 'failed' ? `reason.${entry.endReason}.title` : `outcome.${entry.outcome}`;
}

/** To whom I handed the call over, or from whom it came back. */
export function transferText({ transfer }: HistoryEntry): TextKey | null {
  return transfer === null
    ? null
    : { key: transfer.taken ? 'history.connectedTo' : 'history.cameBack', values: { who: partyText(transfer.to) } };
}

/**
 * Missed calls that are still news: not seen in any window, and no call with the same party since. Two anonymous
 * callers are two people for all anybody knows: speaking with one leaves the other's call news.
 */
export function unseenMissed(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const spokenSince = new Set<string>();
  const unseen: HistoryEntry[] = [];
  for (const entry of [...entries].sort(newestFirst)) {
    const party = partyKey(entry.other);
    if (!isMissed(entry)) spokenSince.add(party);
    else if (!entry.seen && (party === anonymous || !spokenSince.has(party))) unseen.push(entry);
  }
  return unseen;
}

/** The entry that ended last: whoever has seen it has seen all that ended before it. */
export function latestEnd(entries: readonly HistoryEntry[]): HistoryEntry | null {
  return entries.reduce<HistoryEntry | null>(
    (last, entry) => (last === null || entry.endedAtMs > last.endedAtMs ? entry : last),
    null,
  );
}
