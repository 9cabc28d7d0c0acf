import type { HistoryEntry, OtherParty } from '../../src/contract/calls';

/** One row of the call list: the calls with one party on one day. */
export interface CallGroup {
  readonly key: string;
  readonly party: string;
  readonly other: OtherParty;
  /** Newest first, at least one. */
  readonly entries: readonly [HistoryEntry, ...HistoryEntry[]];
}

export interface CallDay {
  /** Local date, `2026-11-22`. */
  readonly date: string;
  readonly groups: readonly CallGroup[];
}

/** Who it was, the same for every call with them: the person, the directory entry, or else the number. */
export function partyKey(other: OtherParty): string {
  return other.userId ?? other.contactId ?? other.number ?? 'anonymous';
}

/** Groups by day and, within it, by party; days and groups stand where their newest call stands. Entries come newest first. */
export function callDays(entries: readonly HistoryEntry[], dateOf: (ms: number) => string = localDate): readonly CallDay[] {
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

export function localDate(ms: number): string {
  const date = new Date(ms);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}

/** Whole calendar days from `date` to today: 0 = today, 1 = yesterday. Summer time makes days of 23 and 25 hours. */
export function daysAgo(date: string, nowMs: number): number {
  return Math.round((Date.parse(`${localDate(nowMs)}T00:00:00Z`) - Date.parse(`${date}T00:00:00Z`)) / 86_400_000);
}

/** What asks for a call back: nobody took it, or I was cut off and did not come back. */
export function isMissed({ outcome }: HistoryEntry): boolean {
  return outcome === 'missed' || outcome === 'disconnected';
}

/** What the row says of its newest call. */
export function lastCall(group: CallGroup): { readonly direction: 'in' | 'out'; readonly missed: boolean; readonly durationMs: number | null } {
  const [entry] = group.entries;
  return { direction: entry.direction, missed: isMissed(entry), durationMs: talkMs(entry) };
}

/** How long they talked; null when nobody answered. */
export function talkMs(entry: HistoryEntry): number | null {
  return entry.answeredAtMs === null ? null : Math.max(0, entry.endedAtMs - entry.answeredAtMs);
}

/** How an unanswered call went, as an i18n key; a failure says why. */
export function outcomeKey(entry: HistoryEntry): string {
  return entry.outcome === 'failed' ? `reason.${entry.endReason}.title` : `outcome.${entry.outcome}`;
}

/** What the person has looked at: everything up to a time, and single calls since. */
export interface Seen {
  readonly untilMs: number;
  readonly callIds: readonly string[];
}

/** Missed calls that are still news: not seen, and no call with the same party since. */
export function unseenMissed(entries: readonly HistoryEntry[], seen: Seen): readonly HistoryEntry[] {
  const spokenSince = new Set<string>();
  const unseen: HistoryEntry[] = [];
  for (const entry of [...entries].sort((a, b) => b.startedAtMs - a.startedAtMs)) {
    const party = partyKey(entry.other);
    if (!isMissed(entry)) spokenSince.add(party);
    else if (entry.startedAtMs > seen.untilMs && !seen.callIds.includes(entry.callId) && !spokenSince.has(party)) unseen.push(entry);
  }
  return unseen;
}
