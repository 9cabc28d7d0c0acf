import type { AnswerGroupId, UserId } from '../../contract/ids';
import { groupOf, memoryOf } from './draft';
import type { Draft } from './draft';
import { fitting, skippedFor, staffedTiers, stateOf } from './eligibility';
import { isOverdue } from './limits';
import { beginOffer, joinOffer } from './offers';
import { inOrder, isInLine } from './order';
import type { Group, Member } from './settings';
import type { Entry } from './state';
import { strategies } from './strategies';

/** How one pass over whoever waits sees the agents. */
interface Pass {
  /** Ready, and asked for nobody yet. */
  readonly free: Set<UserId>;
  /** By group, its members who are free; made anew when somebody was asked. */
  readonly ready: Map<AnswerGroupId, readonly Member[]>;
  /** By group, the tiers in which somebody will take calls: no pass changes that. */
  readonly staffed: Map<AnswerGroupId, ReadonlySet<number>>;
}

/**
 * Offers what waits to whoever is ready, in order: nobody is passed over by a later one that fits the same agent.
 * After it nothing that is not offered fits anybody who is ready.
 */
export function match(draft: Draft): void {
  const pass: Pass = { free: readyAgents(draft), ready: new Map(), staffed: new Map() };
  if (pass.free.size === 0) return;
  // Who fits nobody now fits nobody later in this pass either, and need not be put in order.
  const waiting = [...draft.entries.values()].filter((entry) => ableFor(draft, entry, pass).length > 0);
  for (const entry of inOrder(draft, waiting)) offerTo(draft, entry, pass);
}

const readyAgents = ({ agents }: Draft): Set<UserId> => {
  const free = new Set<UserId>();
  for (const agent of agents.values()) if (stateOf(agent) === 'ready') free.add(agent.userId);
  return free;
};

function ableFor(draft: Draft, entry: Entry, pass: Pass): readonly Member[] {
  const group = groupOf(draft, entry.groupId);
  if (!group) return [];
  const ready = kept(pass.ready, group, () => group.members.filter(({ userId }) => pass.free.has(userId)));
  if (ready.length === 0 || !mayBeOffered(draft, group, entry)) return [];
  return fitting(
    draft,
    group,
    entry,
    ready,
    kept(pass.staffed, group, () => staffedTiers(draft, group)),
  );
}

function kept<T>(by: Map<AnswerGroupId, T>, { id }: Group, make: () => T): T {
  const known = by.get(id) ?? make();
  by.set(id, known);
  return known;
}

function mayBeOffered(draft: Draft, group: Group, entry: Entry): boolean {
  if (!isInLine(draft, entry) || isOverdue(draft, group, entry)) return false;
  if (entry.offerId !== null) return draft.offers.get(entry.offerId)?.isOpen === true;
  return entry.callback === null || entry.callback.notBeforeMs <= draft.context.nowMs;
}

function offerTo(draft: Draft, entry: Entry, pass: Pass): void {
  const group = groupOf(draft, entry.groupId);
  const able = ableFor(draft, entry, pass);
  if (!group || able.length === 0) return;
  const asked = entry.offerId === null ? chosen(draft, group, entry, able) : able;
  note(draft, group, entry, asked);
  for (const { userId } of asked) pass.free.delete(userId);
  pass.ready.clear();
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

/** Keeps who is asked, and of all others why not. */
function note(draft: Draft, group: Group, entry: Entry, asked: readonly Member[]): void {
  const others = group.members.filter((member) => !asked.includes(member));
  draft.trace.push({
    atMs: draft.context.nowMs,
    entryId: entry.id,
    groupId: group.id,
    strategy: group.strategy,
    asked: asked.map(({ userId }) => userId),
    skipped: skippedFor(draft, group, entry, others),
  });
}

/** For whoever has come and is offered to nobody: why not. */
export function noteUnoffered(draft: Draft, entryId: Entry['id']): void {
  const entry = draft.entries.get(entryId);
  const group = entry && groupOf(draft, entry.groupId);
  if (entry && group && entry.offerId === null) note(draft, group, entry, []);
}
