import type { AnswerGroupId, UserId } from '../../contract/ids';
import { groupOf, memoryOf } from './draft';
import type { Draft } from './draft';
import { fitting, memberState, skippedFor, stateOf } from './eligibility';
import { isOverdue } from './limits';
import { beginOffer, joinOffer } from './offers';
import { inOrder, isInLine } from './order';
import type { Group, Member } from './settings';
import type { AgentState, Entry } from './state';
import { strategies } from './strategies';

/**
 * Offers what waits to whoever is ready, in order: nobody is passed over by a later one that fits the same agent.
 * After it nothing that is not offered fits anybody who is ready.
 */
export function match(draft: Draft): void {
  const free = readyAgents(draft);
  if (free.size === 0) return;
  for (const entry of waitingFor(draft, free)) {
    if (free.size === 0) return;
    const group = groupOf(draft, entry.groupId);
    if (group) offerTo(draft, group, entry, free);
  }
}

const readyAgents = ({ agents }: Draft): Set<UserId> =>
  new Set([...agents.values()].filter((agent) => stateOf(agent) === 'ready').map(({ userId }) => userId));

/** Entries of the groups that have somebody who is ready. */
function waitingFor(draft: Draft, free: ReadonlySet<UserId>): readonly Entry[] {
  const groups = new Set<AnswerGroupId>();
  for (const userId of free) for (const { id } of draft.setup.groupsOf.get(userId) ?? []) groups.add(id);
  const waiting = [...draft.entries.values()].filter(
    (entry) => groups.has(entry.groupId) && mayBeOffered(draft, entry),
  );
  return inOrder(draft, waiting);
}

function mayBeOffered(draft: Draft, entry: Entry): boolean {
  const group = groupOf(draft, entry.groupId);
  if (!group || !isInLine(draft, entry) || isOverdue(draft, group, entry)) return false;
  if (entry.offerId !== null) return draft.offers.get(entry.offerId)?.isOpen === true;
  return entry.callback === null || entry.callback.notBeforeMs <= draft.context.nowMs;
}

function offerTo(draft: Draft, group: Group, entry: Entry, free: Set<UserId>): void {
  const able = fitting(draft, group, entry, (userId) => free.has(userId));
  if (able.length === 0) return;
  const before = new Map(group.members.map((member) => [member.userId, memberState(draft, member)]));
  const asked = entry.offerId === null ? chosen(draft, group, entry, able) : able;
  for (const { userId } of asked) free.delete(userId);
  note(draft, group, entry, asked, before);
  // One who was kept for the caller is asked alone.
  const isOpen = group.strategy === 'ringAll' && entry.callback === null && asked[0]?.userId !== entry.stickyTo;
  if (entry.offerId === null) beginOffer(draft, group, entry, asked, isOpen);
  else joinOffer(draft, group, entry.offerId, asked);
}

/** One person calls back: a second one would have nobody to call. */
function chosen(draft: Draft, group: Group, entry: Entry, able: readonly Member[]): readonly Member[] {
  const strategy =
    entry.callback !== null && group.strategy === 'ringAll' ? strategies.longestIdle : strategies[group.strategy];
  const memory = memoryOf(draft, group.id);
  return strategy({ able, entry, memory, agents: draft.agents, below: (bound) => draft.context.below(bound) });
}

/** Keeps who was asked, and of all others why not. */
function note(
  draft: Draft,
  group: Group,
  entry: Entry,
  asked: readonly Member[],
  before: ReadonlyMap<UserId, AgentState>,
): void {
  const others = group.members.filter((member) => !asked.includes(member));
  draft.trace.push({
    atMs: draft.context.nowMs,
    entryId: entry.id,
    groupId: group.id,
    strategy: group.strategy,
    asked: asked.map(({ userId }) => userId),
    skipped: others.map((member) => ({
      userId: member.userId,
      why: skippedFor(draft, group, entry, member, before.get(member.userId) ?? 'loggedOut'),
    })),
  });
}

/** For whoever has come and is offered to nobody: why not. */
export function noteUnoffered(draft: Draft, entryId: Entry['id']): void {
  const entry = draft.entries.get(entryId);
  const group = entry && groupOf(draft, entry.groupId);
  if (!entry || !group || entry.offerId !== null) return;
  note(draft, group, entry, [], new Map(group.members.map((member) => [member.userId, memberState(draft, member)])));
}
