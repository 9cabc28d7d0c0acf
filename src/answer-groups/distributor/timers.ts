import { emit, groupOf, startTimer } from './draft';
import type { Draft } from './draft';
import { widensAtMs } from './eligibility';
import { endsAtMs } from './limits';
import { putEntry } from './draft';
import type { Entry } from './state';

/**
 * When something happens to an entry by time alone: its time is up, it is told its place, more agents may be asked, one
 * who declined may be asked again, the agent of last time is waited for no longer, or it is called back again.
 */
function dueMs(draft: Draft, entry: Entry): number | null {
  const group = groupOf(draft, entry.groupId);
  const { nowMs } = draft.context;
  if (!group) return nowMs;
  const isOffered = entry.offerId !== null;
  const times = [
    endsAtMs(draft, group, entry),
    isOffered && group.strategy !== 'ringAll' ? null : widensAtMs(group, entry, nowMs),
    isOffered ? null : entry.sayAtMs,
    entry.stickyTo === null || group.stickyForMs === null ? null : entry.joinedAtMs + group.stickyForMs,
    entry.callback?.notBeforeMs ?? null,
    ...entry.declined.map(({ untilMs }) => untilMs),
  ];
  const later = times.filter((time) => time !== null && time > nowMs) as number[];
  return later.length === 0 ? null : Math.min(...later);
}

/** Each entry that something happened to has one timer for what comes next. */
export function armEntries(draft: Draft): void {
  for (const id of draft.touchedEntries) {
    const entry = draft.entries.get(id);
    // One that is due already rings any moment.
    if (!entry || (entry.timer !== null && entry.timer.dueMs <= draft.context.nowMs)) continue;
    const due = dueMs(draft, entry);
    if (due === (entry.timer?.dueMs ?? null)) continue;
    if (due === null) emit(draft, { type: 'stopTimer', timer: { of: 'entry', entryId: id } });
    const timer = due === null ? null : startTimer(draft, { of: 'entry', entryId: id }, due - draft.context.nowMs);
    putEntry(draft, { ...entry, timer });
  }
}
