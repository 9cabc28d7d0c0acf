import type { AnswerGroupId } from '../../contract/ids';
import { emit, groupOf, memoryOf, putEntry, tell } from './draft';
import type { Draft } from './draft';
import { isStaffed, memberState } from './eligibility';
import { endStay, giveUpCallback, unhandled } from './ends';
import { isInLine, lineOf } from './order';
import type { Found, LeaveReason } from './protocol';
import type { EmptyReason, Exit, Group } from './settings';
import type { AgentState, Entry } from './state';

/** From group to group by themselves; then the caller's own plan goes on. */
export const mostHops = 5;

/** Why nobody of a group will take a call for a while; null = somebody will, or has one now. */
export function emptiness(draft: Pick<Draft, 'agents'>, group: Group): EmptyReason | null {
  if (isStaffed(draft, group)) return null;
  const states = group.members.map((member) => memberState(draft, member)).filter((state) => state !== 'loggedOut');
  if (states.length === 0) return 'noneLoggedIn';
  if (group.members.some((member) => isUnheard(draft, member))) return null;
  return states.every((state) => state === 'paused') ? 'allPaused' : 'noneReachable';
}

/** A server has just begun: whether this one can be reached will be known soon. */
function isUnheard(draft: Pick<Draft, 'agents'>, member: Group['members'][number]): boolean {
  return memberState(draft, member) === 'unreachable' && draft.agents.get(member.userId)?.isReachable === null;
}

/** How many callers wait in a group; callbacks take no line. */
const callersIn = (draft: Draft, groupId: AnswerGroupId): number =>
  [...draft.entries.values()].filter(
    (each) => each.groupId === groupId && each.callId !== null && isInLine(draft, each),
  ).length;

/** Why an entry may not wait here, and where it goes instead. */
function barrier(draft: Draft, group: Group): { reason: LeaveReason; exit: Exit } | null {
  const { full, closed, emptyOnEntry } = group.exits;
  if (!memoryOf(draft, group.id).isOpen) return { reason: 'closed', exit: closed };
  if (callersIn(draft, group.id) >= group.mostWaiting) return { reason: 'full', exit: full };
  const empty = emptiness(draft, group);
  const exit = empty === null ? undefined : emptyOnEntry[empty];
  return empty === null || exit === undefined ? null : { reason: empty, exit };
}

/** An entry comes to a group, and waits there unless the group says otherwise. What it brings is kept. */
export function admit(draft: Draft, entry: Entry, group: Group): void {
  const { nowMs } = draft.context;
  const came = {
    ...entry,
    groupId: group.id,
    joinedAtMs: nowMs,
    tried: [],
    lastAsked: null,
    said: null,
    sayAtMs: null,
  };
  const stopped = entry.callback === null ? barrier(draft, group) : null;
  if (stopped === null) putEntry(draft, came);
  tell(draft, { event: 'entered', entryId: entry.id, groupId: group.id, found: foundBy(draft, group, entry) });
  if (stopped !== null) return leave(draft, came, stopped.reason, stopped.exit);
  draft.reordered.add(group.id);
}

/** Whom the entry finds in the group that it has come to. */
function foundBy(draft: Draft, group: Group, { id }: Entry): Found {
  const agents: Partial<Record<AgentState, number>> = {};
  for (const member of group.members) {
    const state = memberState(draft, member);
    agents[state] = (agents[state] ?? 0) + 1;
  }
  const index = lineOf(draft, group.id).findIndex((each) => each.id === id);
  return { place: index < 0 ? null : index + 1, agents };
}

/** An entry waits here no more: to another group, in which its time so far counts, or out of all of them. */
export function leave(draft: Draft, entry: Entry, reason: LeaveReason, exit: Exit | null): void {
  const { id: entryId } = entry;
  const because = reason === 'timeout' ? 'timeout' : 'callerGone';
  endStay(draft, entry, { outcome: 'overflowed', reason }, because);
  const next = exit?.to === 'group' && entry.hops < mostHops ? groupOf(draft, exit.groupId) : undefined;
  if (next) return admit(draft, { ...entry, offerId: null, timer: null, hops: entry.hops + 1 }, next);
  if (reason === 'timeout') unhandled(draft, entry, 'timeout');
  emit(draft, { type: 'leave', entryId, reason, exit: exit?.to === 'group' ? null : exit });
}

/** When a caller's time here is up; what rings then may be answered a little longer. Callbacks have all time. */
export function endsAtMs(draft: Pick<Draft, 'offers'>, group: Group, entry: Entry): number | null {
  if (entry.callId === null || !isInLine(draft, entry)) return null;
  return entry.joinedAtMs + group.maxWaitMs + (entry.offerId === null ? 0 : group.finishRingingMs);
}

/** Nobody new is asked for a caller whose time is up. */
export const isOverdue = (draft: Draft, group: Group, entry: Entry): boolean =>
  entry.callId !== null && draft.context.nowMs >= entry.joinedAtMs + group.maxWaitMs;

/** Those of the entries that something happened to whose time is up, or whose group is gone or closed. */
export function leaveOverdue(draft: Draft): void {
  for (const id of draft.touchedEntries) {
    const entry = draft.entries.get(id);
    if (!entry || !isInLine(draft, entry)) continue;
    const group = groupOf(draft, entry.groupId);
    if (entry.callback !== null) closeCallback(draft, entry);
    else if (!group) leave(draft, entry, 'groupGone', null);
    else if ((endsAtMs(draft, group, entry) ?? Infinity) <= draft.context.nowMs)
      leave(draft, entry, 'timeout', group.exits.timeout);
  }
}

/** A group that is closed, or gone, calls nobody back: that is for people to see. */
function closeCallback(draft: Draft, entry: Entry): void {
  const isOpen = groupOf(draft, entry.groupId) !== undefined && memoryOf(draft, entry.groupId).isOpen;
  if (!isOpen) giveUpCallback(draft, entry, 'closed');
}

/**
 * Callers of groups in which nobody will take a call any more, where the group lets them go for it. The group that they
 * come to may be as empty, and so on; hops have an end.
 */
export function leaveEmpty(draft: Draft): void {
  for (let goes = goingFromEmpty(draft); goes.length > 0; goes = goingFromEmpty(draft))
    for (const { entry, reason, exit } of goes) leave(draft, entry, reason, exit);
}

type Going = { readonly reason: EmptyReason; readonly exit: Exit };

function goingFromEmpty(draft: Draft): readonly (Going & { readonly entry: Entry })[] {
  const exits = new Map<AnswerGroupId, Going>();
  for (const group of draft.setup.groups.values()) {
    const going = group.mayGoWhenEmpty ? exitOf(draft, group) : null;
    if (going !== null) exits.set(group.id, going);
  }
  if (exits.size === 0) return [];
  return [...draft.entries.values()].flatMap((entry) => {
    const going = entry.callId !== null && isInLine(draft, entry) ? exits.get(entry.groupId) : undefined;
    return going ? [{ entry, ...going }] : [];
  });
}

function exitOf(draft: Draft, group: Group): Going | null {
  const reason = emptiness(draft, group);
  const exit = reason === null ? undefined : group.exits.emptyWhileWaiting[reason];
  return reason === null || exit === undefined ? null : { reason, exit };
}
