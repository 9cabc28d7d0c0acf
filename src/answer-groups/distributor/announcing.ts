import type { AnswerGroupId } from '../../contract/ids';
import { emit, groupOf, putEntry } from './draft';
import type { Draft } from './draft';
import { expectedWaitMs } from './estimate';
import { lineOf } from './order';
import { noLonger, rangeOf } from './ranges';
import type { Group } from './settings';
import type { Entry } from './state';

/**
 * Tells callers their place and their waiting time where places may have changed, or where it is time: soon when the
 * place has improved, else now and then. Never while an agent rings for them, never worse than before. No offer waits
 * for it.
 */
export function announce(draft: Draft): void {
  const groups = new Set<AnswerGroupId>(draft.reordered);
  for (const id of draft.touchedEntries) {
    const entry = draft.entries.get(id);
    if (entry) groups.add(entry.groupId);
  }
  for (const id of groups) {
    const group = groupOf(draft, id);
    if (group?.announce) tellLine(draft, group, group.announce);
  }
}

function tellLine(draft: Draft, group: Group, times: NonNullable<Group['announce']>): void {
  const line = lineOf(draft, group.id);
  for (const [at, entry] of line.entries()) {
    if (entry.callId === null || entry.offerId !== null) continue;
    const dueMs = nextAtMs(entry, at + 1, times) ?? draft.context.nowMs;
    if (dueMs <= draft.context.nowMs) say(draft, group, line, at + 1);
    else if (entry.sayAtMs !== dueMs) putEntry(draft, { ...entry, sayAtMs: dueMs });
  }
}

/** Null = nothing has been said. */
function nextAtMs({ said }: Entry, position: number, times: NonNullable<Group['announce']>): number | null {
  if (said === null) return null;
  return said.atMs + (position < said.position ? times.gapMs : times.everyMs);
}

function say(draft: Draft, group: Group, line: readonly Entry[], now: number): void {
  const entry = line[now - 1];
  if (!entry || !group.announce) return;
  const { nowMs } = draft.context;
  const waitMs = expectedWaitMs(draft, group, line, now);
  const position = Math.min(now, entry.said?.position ?? now);
  const range = noLonger(entry.said?.range ?? null, waitMs === null ? null : rangeOf(waitMs));
  // What was once said of the time holds, also where it cannot be told for a while.
  const kept = range ?? entry.said?.range ?? null;
  putEntry(draft, {
    ...entry,
    said: { position, range: kept, atMs: nowMs },
    sayAtMs: nowMs + group.announce.everyMs,
  });
  emit(draft, { type: 'announce', entryId: entry.id, position, range });
}
