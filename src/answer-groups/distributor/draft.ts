import type { AnswerGroupId, EntryId, OfferId, UserId } from '../../contract/ids';
import type { Context, Effect, Event, Step, TimerFor, TraceLine } from './protocol';
import type { Group, Setup } from './settings';
import { blank } from './state';
import type { Agent, Entry, Memory, Offer, State, Timer } from './state';

/**
 * A decision while it is made. The state that it began with is never written to: each of its maps is copied before the
 * first change of it, so a decision costs at most one copy of each, however much it changes.
 */
export interface Draft {
  readonly before: State;
  readonly context: Context;
  setup: Setup;
  memory: ReadonlyMap<AnswerGroupId, Memory>;
  agents: ReadonlyMap<UserId, Agent>;
  entries: ReadonlyMap<EntryId, Entry>;
  offers: ReadonlyMap<OfferId, Offer>;
  timers: number;
  readonly effects: Effect[];
  readonly trace: TraceLine[];
  /** Whose limits, announcements and timers are to be looked at. */
  readonly touchedEntries: Set<EntryId>;
  readonly touchedAgents: Set<UserId>;
  /** Groups in which places may have changed. */
  readonly reordered: Set<AnswerGroupId>;
}

export const draftOf = (before: State, context: Context): Draft => ({
  before,
  context,
  setup: before.setup,
  memory: before.memory,
  agents: before.agents,
  entries: before.entries,
  offers: before.offers,
  timers: before.timers,
  effects: [],
  trace: [],
  touchedEntries: new Set(),
  touchedAgents: new Set(),
  reordered: new Set(),
});

/** The same state, where nothing has changed. */
export function decided({ before, setup, memory, agents, entries, offers, timers, effects, trace }: Draft): Step {
  const isSame =
    setup === before.setup &&
    memory === before.memory &&
    agents === before.agents &&
    entries === before.entries &&
    offers === before.offers;
  const state = isSame ? before : { ...before, setup, memory, agents, entries, offers, timers };
  return { state, effects, trace };
}

/** The draft's own copy of a map. */
const own = <K, V>(before: ReadonlyMap<K, V>, now: ReadonlyMap<K, V>): Map<K, V> =>
  now === before ? new Map(before) : (now as Map<K, V>);

export function putEntry(draft: Draft, entry: Entry): Entry {
  draft.entries = own(draft.before.entries, draft.entries).set(entry.id, entry);
  draft.touchedEntries.add(entry.id);
  return entry;
}

export function dropEntry(draft: Draft, { id, groupId, timer }: Entry): void {
  const entries = own(draft.before.entries, draft.entries);
  entries.delete(id);
  draft.entries = entries;
  draft.reordered.add(groupId);
  if (timer !== null) emit(draft, { type: 'stopTimer', timer: { of: 'entry', entryId: id } });
}

export function putAgent(draft: Draft, agent: Agent): void {
  draft.agents = own(draft.before.agents, draft.agents).set(agent.userId, agent);
  draft.touchedAgents.add(agent.userId);
}

/** Changes some facts about an agent. */
export function changeAgent(draft: Draft, userId: UserId, facts: Partial<Agent>): void {
  const agent = draft.agents.get(userId);
  if (agent) putAgent(draft, { ...agent, ...facts });
}

export function dropAgent(draft: Draft, userId: UserId): void {
  const agents = own(draft.before.agents, draft.agents);
  agents.delete(userId);
  draft.agents = agents;
}

export function putOffer(draft: Draft, offer: Offer): void {
  draft.offers = own(draft.before.offers, draft.offers).set(offer.id, offer);
}

export function dropOffer(draft: Draft, { id }: Offer): void {
  const offers = own(draft.before.offers, draft.offers);
  offers.delete(id);
  draft.offers = offers;
  emit(draft, { type: 'stopTimer', timer: { of: 'offer', offerId: id } });
}

export const memoryOf = (draft: Pick<Draft, 'memory'>, groupId: AnswerGroupId): Memory =>
  draft.memory.get(groupId) ?? blank;

export function remember(draft: Draft, groupId: AnswerGroupId, facts: Partial<Memory>): void {
  const memory = own(draft.before.memory, draft.memory);
  draft.memory = memory.set(groupId, { ...memoryOf(draft, groupId), ...facts });
}

export const groupOf = (draft: Pick<Draft, 'setup'>, groupId: AnswerGroupId): Group | undefined =>
  draft.setup.groups.get(groupId);

export function startTimer(draft: Draft, timer: TimerFor, ms: number): Timer {
  const id = ++draft.timers;
  emit(draft, { type: 'startTimer', timer, id, ms });
  return { id, dueMs: draft.context.nowMs + ms };
}

export function emit(draft: Draft, effect: Effect): void {
  draft.effects.push(effect);
}

type Timeless<E> = E extends Event ? Omit<E, 'atMs'> : never;

/** Tells statistics and wallboards. */
export function tell(draft: Draft, event: Timeless<Event>): void {
  emit(draft, { type: 'event', ...event, atMs: draft.context.nowMs } as Effect);
}
