import { dayBegan, factsChanged, lineChanged, noteStates } from './agents';
import { announce } from './announcing';
import { endWrapUp, held, talkEnded, talking } from './answering';
import { callbackFailed, callbackWanted, takeOver } from './callbacks';
import { agentCommand, entryCommand } from './commands';
import { decided, draftOf, groupOf, putEntry } from './draft';
import type { Draft } from './draft';
import { endStay, unhandled } from './ends';
import { admit, leaveEmpty, leaveOverdue } from './limits';
import { match, noteUnoffered } from './match';
import { connectingOver, offerAnswered, offerEnded, ringingOver } from './offers';
import type { Context, Decision, Entering, Input, Refusal } from './protocol';
import { configured, opening } from './setup';
import type { Entry, State } from './state';
import { armEntries } from './timers';

/** Whoever gives up so soon has not waited: counted apart. */
const shortMs = 5_000;

/**
 * The distributor of an organisation's answer groups: what becomes of who waits, rings and answers by one input, and
 * what has to be done about it. No clock, no chance, no I/O; the state given is never written to. Inputs that come too
 * late change nothing; commands that the state does not allow are refused.
 */
export function distribute(state: State, input: Input, context: Context): Decision {
  const draft = draftOf(state, context);
  const refused = apply(draft, input);
  if (refused) return refused;
  settle(draft);
  if (input.type === 'entered') noteUnoffered(draft, input.entryId);
  return decided(draft);
}

/** What follows from how things are now, whatever has happened. */
export function settle(draft: Draft): void {
  leaveOverdue(draft);
  leaveEmpty(draft);
  match(draft);
  announce(draft);
  armEntries(draft);
  noteStates(draft);
}

function apply(draft: Draft, input: Input): Refusal | void {
  switch (input.type) {
    case 'entered':
      return entered(draft, input);
    case 'left':
      return left(draft, input);
    case 'callbackWanted':
      return callbackWanted(draft, input);
    case 'callbackFailed':
      return callbackFailed(draft, input);
    case 'offerAnswered':
      return offerAnswered(draft, input);
    case 'talking':
      return talking(draft, input);
    case 'offerEnded':
      return offerEnded(draft, input);
    case 'held':
      return held(draft, input);
    case 'talkEnded':
      return talkEnded(draft, input);
    case 'agentCommand':
      return agentCommand(draft, input);
    case 'entryCommand':
      return entryCommand(draft, input);
    case 'timer':
      return timerDue(draft, input);
    default:
      return factChanged(draft, input);
  }
}

type Fact = 'lineChanged' | 'deviceChanged' | 'activityChanged' | 'opening' | 'dayBegan' | 'configured';

/** The world is different. */
function factChanged(draft: Draft, input: Extract<Input, { type: Fact }>): void {
  switch (input.type) {
    case 'lineChanged':
      return lineChanged(draft, input.userId, input.isIdle);
    case 'deviceChanged':
      return factsChanged(draft, input.userId, { isReachable: input.isReachable });
    case 'activityChanged':
      return factsChanged(draft, input.userId, { activityAllows: input.allows });
    case 'opening':
      return opening(draft, input);
    case 'dayBegan':
      return dayBegan(draft);
    case 'configured':
      return configured(draft, input);
  }
}

function entered(draft: Draft, input: Entering): Refusal | undefined {
  const group = groupOf(draft, input.groupId);
  if (!group) return { refused: 'noSuchGroup' };
  if (draft.entries.has(input.entryId)) return { refused: 'known' };
  const earlier = takeOver(draft, group.id, input.number);
  admit(draft, newEntry(input, draft.context.nowMs, earlier), group);
  return undefined;
}

function newEntry(input: Entering, nowMs: number, earlier: Pick<Entry, 'enteredAtMs' | 'priority'> | null): Entry {
  const priority = input.priority ?? 0;
  return {
    id: input.entryId,
    groupId: input.groupId,
    callId: input.callId,
    callback: null,
    number: input.number,
    priority: Math.max(priority, earlier?.priority ?? priority),
    enteredAtMs: Math.min(nowMs, input.enteredAtMs ?? nowMs, earlier?.enteredAtMs ?? nowMs),
    joinedAtMs: nowMs,
    hops: input.hops ?? 0,
    skill: input.skill ?? null,
    stickyTo: input.stickyTo ?? null,
    offerId: null,
    tried: [],
    lastAsked: null,
    declined: [],
    said: null,
    sayAtMs: null,
    timer: null,
  };
}

/** The caller has hung up, or talks to somebody already. A callback has no caller who could. */
function left(draft: Draft, { entryId, because }: Extract<Input, { type: 'left' }>): void {
  const entry = draft.entries.get(entryId);
  if (!entry || entry.callId === null) return;
  if (because === 'taken')
    return endStay(draft, entry, { outcome: 'overflowed', reason: 'taken' }, 'answeredElsewhere');
  const isShort = draft.context.nowMs - entry.enteredAtMs <= shortMs;
  endStay(draft, entry, { outcome: 'abandoned', isShort }, 'callerGone');
  if (!isShort) unhandled(draft, entry, 'abandoned');
}

/** A timer does something only while what it was started for is as it was. */
function timerDue(draft: Draft, { timer, id }: Extract<Input, { type: 'timer' }>): void {
  switch (timer.of) {
    case 'entry': {
      const entry = draft.entries.get(timer.entryId);
      if (entry?.timer?.id === id) putEntry(draft, { ...entry, timer: null });
      return;
    }
    case 'offer': {
      const offer = draft.offers.get(timer.offerId);
      if (offer?.timer.id !== id) return;
      if (offer.phase === 'ringing') return ringingOver(draft, offer);
      const isCallback = draft.entries.get(offer.entryId)?.callback !== null;
      return isCallback ? callbackFailed(draft, { offerId: offer.id }) : connectingOver(draft, offer);
    }
    case 'wrapUp': {
      const agent = draft.agents.get(timer.userId);
      if (agent?.wrapUp?.timer.id === id) endWrapUp(draft, agent);
    }
  }
}
