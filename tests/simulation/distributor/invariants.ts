import type { Effect, Input } from '../../../src/answer-groups/distributor/protocol';
import type { Entry, State } from '../../../src/answer-groups/distributor/state';
import type { EntryId, UserId } from '../../../src/contract/ids';
import { fits, isConnecting, served, takesCalls } from './fits';
import type { ModelTimers } from './model-timers';
import { timerKey } from './model-timers';
import { StatisticsLedger } from './statistics-ledger';

/** What must hold after every decision. Each function throws with what it found. */
export function checkState(state: State, timers: ModelTimers, nowMs: number): void {
  for (const entry of state.entries.values()) checkEntry(state, entry, timers, nowMs);
  checkAgents(state);
  checkOffers(state);
  checkTimers(state, timers);
}

function checkEntry(state: State, entry: Entry, timers: ModelTimers, nowMs: number): void {
  const { id, groupId, callId, callback, offerId, timer } = entry;
  const group = state.setup.groups.get(groupId);
  if (!group && !isConnecting(state, entry)) throw new Error(`${id} waits in no group`);
  if ((callId === null) !== (callback !== null)) throw new Error(`${id} is neither a caller nor a callback`);
  if (offerId !== null && state.offers.get(offerId)?.entryId !== id) throw new Error(`${id} has an offer of nobody`);
  if (!group || callId === null || isConnecting(state, entry)) return;
  const endsMs = entry.joinedAtMs + group.maxWaitMs + group.finishRingingMs;
  const isKnown = timer !== null && timers.running.has(timerKey({ of: 'entry', entryId: id }));
  if (nowMs > endsMs && isKnown) throw new Error(`${id} waits for longer than it may`);
}

/** An agent is in one offer, is asked only while taking calls, and is called what the facts say. */
function checkAgents(state: State): void {
  const talks = new Set<EntryId>();
  for (const agent of state.agents.values()) {
    const { userId, offerId, serving } = agent;
    const offers = [...state.offers.values()].filter((each) => each.agents.some((one) => one.userId === userId));
    if (offers.length > 1) throw new Error(`${userId} is in ${offers.length} offers`);
    if ((offers[0]?.id ?? null) !== offerId) throw new Error(`${userId} is reserved for something else`);
    if (offers[0]?.phase === 'ringing' && !takesCalls(agent)) throw new Error(`${userId} rings and takes no calls`);
    if (serving && talks.has(serving.entryId)) throw new Error(`${serving.entryId} talks with two agents`);
    if (serving) talks.add(serving.entryId);
    if ((agent.state === 'ready') !== (takesCalls(agent) && offerId === null))
      throw new Error(`${userId} is ${agent.state}`);
  }
}

function checkOffers(state: State): void {
  for (const { id, entryId, phase, agents } of state.offers.values()) {
    if (state.entries.get(entryId)?.offerId !== id) throw new Error(`${id} is for nobody`);
    if (agents.length === 0) throw new Error(`${id} rings nowhere`);
    if (phase === 'connecting' && agents.length > 1) throw new Error(`${id} connects ${agents.length} agents`);
    if (state.entries.get(entryId)?.callback && agents.length > 1) throw new Error(`${id} calls back twice`);
  }
}

/** After a decision, whoever is ready has nobody to take, of those that nobody is asked for. */
export function checkNobodyLeftOver(state: State, nowMs: number): void {
  const ready = new Set([...state.agents.values()].filter((each) => each.state === 'ready').map((each) => each.userId));
  if (ready.size === 0) return;
  for (const entry of state.entries.values()) {
    const group = state.setup.groups.get(entry.groupId);
    if (!group || entry.offerId !== null) continue;
    const member = group.members.find((each) => ready.has(each.userId) && fits(state, group, entry, each, nowMs));
    if (member) throw new Error(`${member.userId} is ready and ${entry.id} waits (${group.strategy})`);
  }
}

/** Whatever waits for a time has one timer, and no timer is for nothing. */
function checkTimers(state: State, timers: ModelTimers): void {
  const expected = new Set<string>();
  const needs = (timer: Parameters<typeof timerKey>[0], id: number) => {
    expected.add(timerKey(timer));
    if (!timers.has(timer, id)) throw new Error(`${timerKey(timer)} has no timer`);
  };
  for (const { id, timer } of state.offers.values()) needs({ of: 'offer', offerId: id }, timer.id);
  for (const { userId, wrapUp } of state.agents.values()) if (wrapUp) needs({ of: 'wrapUp', userId }, wrapUp.timer.id);
  for (const entry of state.entries.values()) {
    if (entry.timer) needs({ of: 'entry', entryId: entry.id }, entry.timer.id);
    else if (entry.callId !== null && !isConnecting(state, entry)) throw new Error(`${entry.id} waits without an end`);
  }
  for (const key of timers.running.keys()) if (!expected.has(key)) throw new Error(`${key} has a timer for nothing`);
}

/** What one decision may do: nobody is passed over, and who leaves is rung for by nobody. */
export function checkDecision(
  before: State,
  after: State,
  input: Input,
  effects: readonly Effect[],
  nowMs: number,
): void {
  for (const effect of effects) {
    if (effect.type !== 'offer') continue;
    checkAsked(after, effect, nowMs);
    checkOrder(after, effect, nowMs);
  }
  if (input.type === 'timer') checkStale(before, after, input);
  const entryId = input.type === 'left' ? input.entryId : null;
  const was = entryId === null ? undefined : before.entries.get(entryId);
  if (!was || was.callId === null) return;
  const rang = was.offerId === null ? [] : (before.offers.get(was.offerId)?.agents ?? []);
  const told = effects.flatMap((each) => (each.type === 'withdraw' && each.entryId === was.id ? each.agents : []));
  if (after.entries.has(was.id)) throw new Error(`${was.id} has left and waits`);
  if (rang.map(({ userId }) => userId).join() !== told.join()) throw new Error(`${was.id} has left, and still rings`);
}

/** Whoever is asked may be. */
function checkAsked(after: State, { entryId, agents }: Extract<Effect, { type: 'offer' }>, nowMs: number): void {
  const entry = after.entries.get(entryId);
  const group = entry && after.setup.groups.get(entry.groupId);
  if (!entry || !group) throw new Error(`${entryId} is offered and does not wait`);
  for (const userId of agents) {
    const member = group.members.find((each) => each.userId === userId);
    if (!member || !fits(after, group, entry, member, nowMs)) throw new Error(`${userId} is asked for ${entryId}`);
  }
}

/** A timer of a phase that is over ends nothing. */
function checkStale(before: State, after: State, { timer, id }: Extract<Input, { type: 'timer' }>): void {
  if (timer.of !== 'offer') return;
  const offer = before.offers.get(timer.offerId);
  if (offer && offer.timer.id !== id && after.offers.get(offer.id) !== offer)
    throw new Error(`${offer.id} ended by a timer of before`);
}

function checkOrder(after: State, { entryId, agents }: Extract<Effect, { type: 'offer' }>, nowMs: number): void {
  const entry = after.entries.get(entryId);
  if (!entry) return;
  for (const other of after.entries.values()) {
    const group = after.setup.groups.get(other.groupId);
    if (!group || other.offerId !== null || served(after, other, entry, nowMs) >= 0) continue;
    const passed = group.members.find((each) => agents.includes(each.userId) && fits(after, group, other, each, nowMs));
    if (passed) throw new Error(`${passed.userId} is asked for ${entryId}, and ${other.id} came first`);
  }
}

/** What was begun, told and counted over a whole story. */
export class Ledger {
  private readonly stays = new Map<EntryId, string>();
  private readonly said = new Map<EntryId, { position: number; from: number | null }>();
  private readonly calledBack = new Map<EntryId, UserId>();
  readonly counts: Record<string, number> = {};
  readonly statistics = new StatisticsLedger();
  private entered = 0;
  private over = 0;

  count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  look(after: State, effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type === 'event') this.event(effect);
      if (effect.type === 'announce') this.announced(after, effect);
      if (effect.type === 'callBack') this.callsBack(effect);
    }
    this.statistics.look(after, effects);
    if (this.stays.size !== after.entries.size)
      throw new Error(`${this.stays.size} stays, ${after.entries.size} entries`);
    if (this.entered !== this.over + after.entries.size) throw new Error('what came, ended and waits does not add up');
  }

  private event(effect: Extract<Effect, { type: 'event' }>): void {
    if (effect.event === 'entered') {
      if (this.stays.has(effect.entryId)) throw new Error(`${effect.entryId} is in two groups`);
      this.stays.set(effect.entryId, effect.groupId);
      this.said.delete(effect.entryId);
      this.entered++;
    }
    if (effect.event !== 'over') return;
    if (this.stays.get(effect.entryId) !== effect.groupId) throw new Error(`${effect.entryId} ended twice`);
    this.stays.delete(effect.entryId);
    this.calledBack.delete(effect.entryId);
    this.over++;
  }

  /** A place never gets worse, the time never longer, and nothing is said while an agent is rung. */
  private announced(after: State, { entryId, position, range }: Extract<Effect, { type: 'announce' }>): void {
    const last = this.said.get(entryId);
    if (after.entries.get(entryId)?.offerId) throw new Error(`${entryId} is told a place while somebody is rung`);
    if (last && position > last.position)
      throw new Error(`${entryId} is told place ${position} after ${last.position}`);
    if (last?.from != null && range !== null && range.from > last.from)
      throw new Error(`${entryId} is told ${range.from} minutes after ${last.from}`);
    if (last && position < last.position) this.count('improved');
    if (range !== null) this.count('timeSaid');
    this.said.set(entryId, { position, from: range?.from ?? last?.from ?? null });
  }

  private callsBack({ entryId, userId }: Extract<Effect, { type: 'callBack' }>): void {
    if (this.calledBack.has(entryId)) throw new Error(`${entryId} is called back twice at once`);
    this.calledBack.set(entryId, userId);
  }

  /** The call to the number is over. */
  callEnded(entryId: EntryId): void {
    this.calledBack.delete(entryId);
  }

  /** Never more calls out than agents who are reserved for them. */
  checkCalls(state: State): void {
    const reserved = [...state.offers.values()].filter(
      ({ phase, entryId }) => phase === 'connecting' && state.entries.get(entryId)?.callback,
    );
    if (this.calledBack.size > reserved.length)
      throw new Error(`${this.calledBack.size} calls out, ${reserved.length} agents reserved`);
  }
}
